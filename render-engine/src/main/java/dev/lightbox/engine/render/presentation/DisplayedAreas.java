package dev.lightbox.engine.render.presentation;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.render.presentation.DisplayedArea.SizeMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads the Displayed Area Selection Sequence (PS3.3 C.10.4). */
final class DisplayedAreas {

    /** An area and the images that it is for; empty for all. */
    record Item(Optional<ImageReferences> images, DisplayedArea area) {}

    private DisplayedAreas() {}

    static List<Item> of(DataSet dataSet) throws PresentationStateException {
        List<Item> items = new ArrayList<>();
        for (DataSet item : dataSet.items(Tag.DisplayedAreaSelectionSequence)) {
            items.add(new Item(ImageReferences.ofItem(item), area(item)));
        }
        return List.copyOf(items);
    }

    static Optional<DisplayedArea> find(List<Item> items, String sopInstanceUid, int frameNumber) {
        return items.stream()
                .filter(item -> item.images().isEmpty() || item.images().get().contains(sopInstanceUid, frameNumber))
                .map(Item::area)
                .findFirst();
    }

    private static DisplayedArea area(DataSet item) throws PresentationStateException {
        int[] first = item.integers(Tag.DisplayedAreaTopLeftHandCorner);
        int[] last = item.integers(Tag.DisplayedAreaBottomRightHandCorner);
        if (first.length != 2 || last.length != 2) {
            throw new PresentationStateException("Displayed Area Selection Sequence: expected two corners.");
        }
        double[] spacing = item.numbers(Tag.PresentationPixelSpacing);
        boolean spaced = spacing.length == 2 && usable(spacing[0]) && usable(spacing[1]);
        double[] ratio = item.numbers(Tag.PresentationPixelAspectRatio);
        double aspect = 1;
        if (spaced) {
            aspect = spacing[0] / spacing[1];
        } else if (ratio.length == 2 && usable(ratio[0]) && usable(ratio[1])) {
            aspect = ratio[0] / ratio[1];
        }
        String term = item.string(Tag.PresentationSizeMode).orElse("SCALE TO FIT");
        SizeMode mode = switch (term) {
            case "SCALE TO FIT" -> SizeMode.SCALE_TO_FIT;
            case "TRUE SIZE" -> SizeMode.TRUE_SIZE;
            case "MAGNIFY" -> SizeMode.MAGNIFY;
            default ->
                throw new PresentationStateException(
                        "Presentation Size Mode (0070,0100): expected SCALE TO FIT, TRUE SIZE or MAGNIFY, found another.");
        };
        double magnification =
                item.number(Tag.PresentationPixelMagnificationRatio).orElse(0);
        if (mode == SizeMode.MAGNIFY && !usable(magnification)) {
            throw new PresentationStateException(
                    "Presentation Pixel Magnification Ratio (0070,0103): expected a number above 0.");
        }
        if (mode == SizeMode.TRUE_SIZE && !spaced) {
            throw new PresentationStateException(
                    "Presentation Pixel Spacing (0070,0101): expected two numbers above 0 for TRUE SIZE.");
        }
        // Corners are pixels from 1, and top left only once the picture is turned: here their outer edges, before.
        return new DisplayedArea(
                Math.min(first[0], last[0]) - 1.0,
                Math.min(first[1], last[1]) - 1.0,
                Math.max(first[0], last[0]),
                Math.max(first[1], last[1]),
                mode,
                aspect,
                spaced ? OptionalDouble.of(spacing[0]) : OptionalDouble.empty(),
                spaced ? OptionalDouble.of(spacing[1]) : OptionalDouble.empty(),
                usable(magnification) ? OptionalDouble.of(magnification) : OptionalDouble.empty());
    }

    private static boolean usable(double value) {
        return value > 1e-6 && value < 1e6;
    }
}
