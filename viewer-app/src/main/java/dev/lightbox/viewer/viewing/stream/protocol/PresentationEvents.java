package dev.lightbox.viewer.viewing.stream.protocol;

import dev.lightbox.engine.render.presentation.Point;
import dev.lightbox.engine.render.presentation.Units;
import dev.lightbox.viewer.viewing.presentation.SeriesPresentation;
import dev.lightbox.viewer.viewing.presentation.SliceRuns;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** Writes what the browser does of a presentation state: turning, displayed areas, graphics. */
final class PresentationEvents {

    private PresentationEvents() {}

    /** Members of an object that has been begun. */
    static void presented(JsonGenerator json, ServerEvent.Presented event) {
        json.writeStringProperty("type", "presentation");
        json.writeNumberProperty("viewport", event.viewport());
        json.writeNumberProperty("sequence", event.sequence());
        json.writeStringProperty("refusal", event.refusal());
        EventWriter.object(json, "presentation", event.presentation(), presentation -> members(json, presentation));
    }

    private static void members(JsonGenerator json, SeriesPresentation presentation) {
        json.writeStringProperty("sopInstanceUID", presentation.sopInstanceUid());
        json.writeStringProperty("label", presentation.label());
        json.writeNumberProperty("degrees", presentation.degrees());
        json.writeBooleanProperty("flip", presentation.flip());
        runs(json, presentation.slices());
        json.writeArrayPropertyStart("areas");
        for (SeriesPresentation.Area area : presentation.areas()) {
            json.writeStartObject();
            runs(json, area.slices());
            json.writeNumberProperty("left", area.area().left());
            json.writeNumberProperty("top", area.area().top());
            json.writeNumberProperty("right", area.area().right());
            json.writeNumberProperty("bottom", area.area().bottom());
            json.writeStringProperty(
                    "mode", area.area().mode().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            EventWriter.number(json, "magnification", area.area().magnification());
            EventWriter.number(json, "columnSpacing", area.area().columnSpacingMm());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("graphics");
        for (SeriesPresentation.Graphic graphic : presentation.graphics()) {
            json.writeStartObject();
            runs(json, graphic.slices());
            json.writeStringProperty("color", color(graphic.color()));
            json.writeStringProperty("units", units(graphic.outline().units()));
            json.writeBooleanProperty("filled", graphic.outline().filled());
            points(json, "points", graphic.outline().points());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("texts");
        for (SeriesPresentation.Words words : presentation.texts()) {
            json.writeStartObject();
            runs(json, words.slices());
            json.writeStringProperty("color", color(words.color()));
            json.writeStringProperty("text", words.text());
            EventWriter.object(json, "box", words.box(), box -> {
                json.writeStringProperty("units", units(box.units()));
                points(json, "corners", List.of(box.topLeft(), box.bottomRight()));
                json.writeStringProperty("align", box.justification().toLowerCase(Locale.ROOT));
            });
            EventWriter.object(json, "anchor", words.anchor(), anchor -> {
                json.writeStringProperty("units", units(anchor.units()));
                points(json, "at", List.of(anchor.point()));
                json.writeBooleanProperty("visible", anchor.visible());
            });
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("warnings");
        presentation.warnings().forEach(json::writeString);
        json.writeEndArray();
    }

    /** First and last slice of each run. */
    private static void runs(JsonGenerator json, SliceRuns slices) {
        json.writeArrayPropertyStart("slices");
        for (SliceRuns.Run run : slices.runs()) {
            json.writeNumber(run.first());
            json.writeNumber(run.last());
        }
        json.writeEndArray();
    }

    /** x, y, x, y … to a hundredth of a pixel, or a millionth of the displayed area. */
    private static void points(JsonGenerator json, String name, List<Point> points) {
        json.writeArrayPropertyStart(name);
        for (Point point : points) {
            json.writeNumber(rounded(point.x()));
            json.writeNumber(rounded(point.y()));
        }
        json.writeEndArray();
    }

    private static double rounded(double value) {
        return Math.rint(value * 1e6) / 1e6;
    }

    private static String units(Units units) {
        return units.name().toLowerCase(Locale.ROOT);
    }

    private static String color(int rgb) {
        return "#%06x".formatted(rgb);
    }
}
