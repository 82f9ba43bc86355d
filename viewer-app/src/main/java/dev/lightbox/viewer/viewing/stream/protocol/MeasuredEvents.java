package dev.lightbox.viewer.viewing.stream.protocol;

import dev.lightbox.engine.measure.Measured;
import dev.lightbox.engine.measure.MeasuredValue;
import dev.lightbox.engine.measure.ScaleSource;
import dev.lightbox.viewer.viewing.measuring.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.core.JsonGenerator;

/** Writes what measurements come to. */
final class MeasuredEvents {

    private static final Measured NOTHING = new Measured(List.of(), ScaleSource.PIXELS, List.of());

    private MeasuredEvents() {}

    static void measured(JsonGenerator json, ServerEvent.Measured event) {
        json.writeStringProperty("type", "measured");
        json.writeNumberProperty("viewport", event.viewport());
        json.writeNumberProperty("number", event.number());
        json.writeNumberProperty("revision", event.revision());
        EventWriter.object(json, "image", event.image(), key -> {
            json.writeStringProperty("sopInstanceUID", key.instance().sopInstanceUid());
            json.writeNumberProperty("frame", key.frameNumber());
        });
        Measured measured = event.outcome() instanceof Outcome.Values values ? values.measured() : NOTHING;
        json.writeArrayPropertyStart("values");
        measured.values().forEach(value -> value(json, value));
        json.writeEndArray();
        json.writeStringProperty("spacing", Outcome.term(measured.scale()));
        json.writeArrayPropertyStart("notes");
        measured.notes().forEach(note -> json.writeString(Outcome.term(note)));
        json.writeEndArray();
        Optional<Outcome.Refused> refusal =
                event.outcome() instanceof Outcome.Refused refused ? Optional.of(refused) : Optional.empty();
        EventWriter.object(json, "refusal", refusal, refused -> {
            json.writeStringProperty("reason", refused.reason());
            json.writeStringProperty("message", refused.message());
        });
    }

    private static void value(JsonGenerator json, MeasuredValue value) {
        json.writeStartObject();
        json.writeStringProperty("name", value.concept().term());
        EventWriter.number(json, "value", OptionalDouble.of(value.value()));
        json.writeStringProperty("unit", value.unit());
        json.writeEndObject();
    }
}
