package dev.lightbox.viewer.viewing.presentation;

import dev.lightbox.engine.document.PlainText;
import dev.lightbox.engine.render.presentation.DisplayedArea;
import dev.lightbox.engine.render.presentation.GraphicAnnotation;
import dev.lightbox.engine.render.presentation.GraphicLayer;
import dev.lightbox.engine.render.presentation.Outline;
import dev.lightbox.engine.render.presentation.PresentationState;
import dev.lightbox.viewer.viewing.series.LoadedSeries;
import dev.lightbox.viewer.viewing.series.SeriesSlice;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of a presentation state isn't in the pixels: how a series' pictures are turned, which part of them is displayed, and what is drawn over them. Immutable.
 *
 * @param label its Content Label, or its description
 * @param degrees by which pictures are turned clockwise: 0, 90, 180 or 270
 * @param flip whether they are flipped left to right after that
 * @param slices that it is for; never empty
 * @param areas displayed ones; of slices that aren't in any the whole is displayed
 * @param graphics lines and areas, those drawn later over those drawn before
 * @param warnings what isn't done of it, one sentence each
 */
public record SeriesPresentation(
        String sopInstanceUid,
        String label,
        int degrees,
        boolean flip,
        SliceRuns slices,
        List<Area> areas,
        List<Graphic> graphics,
        List<Words> texts,
        List<String> warnings) {

    /** Points of all graphics together that a browser is given; more would make it slow. */
    static final int MOST_POINTS = 40_000;

    /** Graphics and texts together, for the same reason. */
    static final int MOST_MARKS = 2_000;

    private static final int WHITE = 0xFFFFFF;

    /** A displayed area and its slices. */
    public record Area(SliceRuns slices, DisplayedArea area) {}

    /** @param color 0xRRGGBB */
    public record Graphic(SliceRuns slices, int color, Outline outline) {}

    /** @param text lines separated by line feeds, without what would steer a screen */
    public record Words(
            SliceRuns slices,
            int color,
            String text,
            Optional<GraphicAnnotation.Box> box,
            Optional<GraphicAnnotation.Anchor> anchor) {}

    public SeriesPresentation {
        areas = List.copyOf(areas);
        graphics = List.copyOf(graphics);
        texts = List.copyOf(texts);
        warnings = List.copyOf(warnings);
    }

    /** What a state says of a series; empty where it is for none of its pictures. */
    public static Optional<SeriesPresentation> of(PresentationState state, LoadedSeries series) {
        int count = series.slices().size();
        SliceRuns slices = SliceRuns.of(count, number -> appliesTo(state, series.slice(number)));
        if (slices.isEmpty()) {
            return Optional.empty();
        }
        Map<DisplayedArea, BitSet> areas = new LinkedHashMap<>();
        // By identity: two annotations that look alike are two.
        Map<GraphicAnnotation, BitSet> annotations = new java.util.IdentityHashMap<>();
        List<GraphicAnnotation> inOrder = new ArrayList<>();
        int leftOut = 0;
        for (SliceRuns.Run run : slices.runs()) {
            for (int number = run.first(); number <= run.last(); number++) {
                String image = series.slice(number).key().instance().sopInstanceUid();
                int frame = series.slice(number).key().frameNumber();
                int place = number;
                state.area(image, frame)
                        .ifPresent(area ->
                                areas.computeIfAbsent(area, key -> new BitSet()).set(place));
                for (GraphicAnnotation annotation : state.annotations(image, frame)) {
                    BitSet known = annotations.get(annotation);
                    if (known == null && inOrder.size() < MOST_MARKS) {
                        known = new BitSet();
                        annotations.put(annotation, known);
                        inOrder.add(annotation);
                    } else if (known == null) {
                        leftOut++;
                        continue;
                    }
                    known.set(number);
                }
            }
        }
        List<Graphic> graphics = new ArrayList<>();
        List<Words> texts = new ArrayList<>();
        int points = 0;
        for (GraphicAnnotation annotation : inOrder) {
            SliceRuns its = SliceRuns.of(count, java.util.Objects.requireNonNull(annotations.get(annotation))::get);
            int color = color(state, annotation.layer());
            if (annotation instanceof GraphicAnnotation.Text text) {
                texts.add(new Words(its, color, PlainText.of(text.text()), text.box(), text.anchor()));
                continue;
            }
            List<Outline> outlines = Outline.of(annotation);
            int more = outlines.stream()
                    .mapToInt(outline -> outline.points().size())
                    .sum();
            if (points + more > MOST_POINTS) {
                leftOut++;
                continue;
            }
            points += more;
            outlines.forEach(outline -> graphics.add(new Graphic(its, color, outline)));
        }
        List<String> warnings = new ArrayList<>(state.warnings());
        if (leftOut > 0) {
            warnings.add("Not all of its marks are shown: there are too many.");
        }
        return Optional.of(new SeriesPresentation(
                state.sopInstanceUid(),
                PlainText.line(state.label().isEmpty() ? state.description() : state.label()),
                state.turn().degrees(),
                state.turn().flip(),
                slices,
                areas.entrySet().stream()
                        .map(entry -> new Area(SliceRuns.of(count, entry.getValue()::get), entry.getKey()))
                        .toList(),
                graphics,
                texts,
                warnings));
    }

    private static boolean appliesTo(PresentationState state, SeriesSlice slice) {
        return state.appliesTo(
                slice.key().instance().sopInstanceUid(), slice.key().frameNumber());
    }

    private static int color(PresentationState state, String layer) {
        return state.layers().stream()
                .filter(candidate -> candidate.name().equals(layer))
                .findFirst()
                .map(SeriesPresentation::color)
                .orElse(WHITE);
    }

    private static int color(GraphicLayer layer) {
        return layer.color()
                .map(lab -> lab.srgb())
                .orElseGet(() -> (int) Math.round(layer.presentationValue() / 257.0) * 0x010101);
    }
}
