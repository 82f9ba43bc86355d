package dev.lightbox.viewer.viewing.stream.protocol;

import dev.lightbox.engine.message.Message;
import dev.lightbox.engine.render.Preset;
import dev.lightbox.engine.render.VoiWindow;
import dev.lightbox.viewer.viewing.PriorStudies;
import dev.lightbox.viewer.viewing.series.LoadedSeries;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes the server's events as text messages. Thread-safe. */
public final class EventWriter {

    private static final JsonFactory FACTORY = new JsonFactory();

    private EventWriter() {}

    public static String write(ServerEvent event) {
        StringWriter text = new StringWriter(1024);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            switch (event) {
                case ServerEvent.Study study -> {
                    json.writeStringProperty("type", "study");
                    study(json, study);
                }
                case ServerEvent.Priors priors -> priors(json, priors);
                case ServerEvent.Beside beside -> beside(json, beside);
                case ServerEvent.SeriesShown shown -> series(json, shown);
                case ServerEvent.VolumeShown shown -> VolumeEvents.volume(json, shown);
                case ServerEvent.Probed probed -> VolumeEvents.probe(json, probed);
                case ServerEvent.Measured measured -> MeasuredEvents.measured(json, measured);
                case ServerEvent.Presented presented -> PresentationEvents.presented(json, presented);
                case ServerEvent.Exportable exportable -> exportable(json, exportable);
                case ServerEvent.Progress progress -> progress(json, progress);
                case ServerEvent.Failed failed -> failed(json, failed);
                case ServerEvent.Warning warning -> warning(json, warning);
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void study(JsonGenerator json, ServerEvent.Study study) {
        json.writeStringProperty("studyInstanceUID", study.studyInstanceUid());
        json.writeObjectPropertyStart("patient");
        json.writeStringProperty("name", study.patient().name());
        json.writeStringProperty("id", study.patient().id());
        json.writeStringProperty("birthDate", study.patient().birthDate());
        json.writeStringProperty("sex", study.patient().sex());
        json.writeEndObject();
        json.writeStringProperty("date", study.date());
        json.writeStringProperty("time", study.time());
        json.writeStringProperty("description", study.description());
        json.writeStringProperty("accessionNumber", study.accessionNumber());
        json.writeStringProperty("referringPhysician", study.referringPhysician());
        json.writeBooleanProperty("mayExport", study.mayExport());
        json.writeNumberProperty("aheadBytes", study.aheadBytes());
        json.writeArrayPropertyStart("series");
        for (ServerEvent.Series series : study.series()) {
            json.writeStartObject();
            json.writeStringProperty("seriesInstanceUID", series.seriesInstanceUid());
            integer(json, "number", series.number());
            json.writeStringProperty("modality", series.modality());
            json.writeStringProperty("description", series.description());
            json.writeStringProperty("bodyPart", series.bodyPart());
            json.writeNumberProperty("instances", series.instances());
            json.writeStringProperty("thumbnail", series.thumbnail());
            json.writeBooleanProperty("images", series.images());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void beside(JsonGenerator json, ServerEvent.Beside beside) {
        json.writeStringProperty("type", "beside");
        json.writeStringProperty("studyInstanceUID", beside.studyInstanceUid());
        text(json, "relation", beside.relation().map(EventWriter::term));
        object(json, "study", beside.study(), study -> study(json, study));
        text(json, "refusal", beside.refusal().map(ServerEvent.BesideRefusal::term));
    }

    private static String term(PriorStudies.Relation relation) {
        return relation.name().toLowerCase(Locale.ROOT);
    }

    private static void text(JsonGenerator json, String name, Optional<String> value) {
        json.writeName(name);
        if (value.isPresent()) {
            json.writeString(value.get());
        } else {
            json.writeNull();
        }
    }

    private static void priors(JsonGenerator json, ServerEvent.Priors priors) {
        json.writeStringProperty("type", "priors");
        json.writeArrayPropertyStart("studies");
        for (ServerEvent.Prior prior : priors.studies()) {
            json.writeStartObject();
            json.writeStringProperty("studyInstanceUID", prior.studyInstanceUid());
            json.writeStringProperty("relation", term(prior.relation()));
            json.writeStringProperty("date", prior.date());
            json.writeStringProperty("time", prior.time());
            json.writeStringProperty("description", prior.description());
            json.writeArrayPropertyStart("modalities");
            prior.modalities().forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void series(JsonGenerator json, ServerEvent.SeriesShown shown) {
        LoadedSeries series = shown.series();
        json.writeStringProperty("type", "series");
        json.writeNumberProperty("viewport", shown.viewport());
        json.writeNumberProperty("sequence", shown.sequence());
        json.writeStringProperty("seriesInstanceUID", series.seriesInstanceUid());
        json.writeStringProperty("modality", series.modality());
        presets(json, series.presets());
        text(json, "frameOfReferenceUID", series.frameOfReferenceUid());
        SliceColumns.write(json, series.slices());
        messages(json, "warnings", series.warnings());
    }

    private static void exportable(JsonGenerator json, ServerEvent.Exportable exportable) {
        json.writeStringProperty("type", "export");
        json.writeNumberProperty("viewport", exportable.viewport());
        json.writeNumberProperty("number", exportable.number());
        text(json, "refusal", exportable.refusal().map(ServerEvent.ExportRefusal::term));
    }

    private static void progress(JsonGenerator json, ServerEvent.Progress progress) {
        json.writeStringProperty("type", "progress");
        json.writeNumberProperty("viewport", progress.viewport());
        json.writeNumberProperty("done", progress.done());
        json.writeNumberProperty("total", progress.total());
        json.writeStringProperty("what", progress.what().name().toLowerCase(Locale.ROOT));
    }

    private static void failed(JsonGenerator json, ServerEvent.Failed failed) {
        json.writeStringProperty("type", "failed");
        json.writeNumberProperty("viewport", failed.viewport());
        json.writeNumberProperty("sequence", failed.sequence());
        json.writeName("slice");
        if (failed.slice().isPresent()) {
            json.writeNumber(failed.slice().getAsLong());
        } else {
            json.writeNull();
        }
        message(json, "message", failed.message());
        json.writeStringProperty("detail", failed.detail());
    }

    private static void warning(JsonGenerator json, ServerEvent.Warning warning) {
        json.writeStringProperty("type", "warning");
        integer(json, "viewport", warning.viewport());
        message(json, "message", warning.message());
    }

    static void messages(JsonGenerator json, String name, List<Message> messages) {
        json.writeArrayPropertyStart(name);
        messages.forEach(message -> message(json, message));
        json.writeEndArray();
    }

    private static void message(JsonGenerator json, String name, Message message) {
        json.writeName(name);
        message(json, message);
    }

    /** Its text alone where it has no code. */
    private static void message(JsonGenerator json, Message message) {
        json.writeStartObject();
        json.writeStringProperty("text", message.text());
        if (!message.code().isEmpty()) {
            json.writeStringProperty("code", message.code());
            json.writeArrayPropertyStart("params");
            message.parameters().forEach(parameter -> parameter(json, parameter));
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void parameter(JsonGenerator json, Object parameter) {
        switch (parameter) {
            case Message message -> message(json, message);
            case Double number when Double.isFinite(number) -> json.writeNumber(number);
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case List<?> list -> {
                json.writeStartArray();
                list.forEach(one -> parameter(json, one));
                json.writeEndArray();
            }
            default -> json.writeString(String.valueOf(parameter));
        }
    }

    static void presets(JsonGenerator json, List<Preset> presets) {
        json.writeArrayPropertyStart("presets");
        for (Preset preset : presets) {
            json.writeStartObject();
            json.writeStringProperty("name", preset.name());
            json.writeNumberProperty("center", preset.center());
            json.writeNumberProperty("width", preset.width());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void window(JsonGenerator json, Optional<VoiWindow> window) {
        object(json, "window", window, chosen -> {
            json.writeNumberProperty("center", chosen.center());
            json.writeNumberProperty("width", chosen.width());
        });
    }

    /** Members of an object that has been begun. */
    static void coordinates(JsonGenerator json, double x, double y, double z) {
        json.writeNumberProperty("x", x);
        json.writeNumberProperty("y", y);
        json.writeNumberProperty("z", z);
    }

    private static void integer(JsonGenerator json, String name, OptionalInt value) {
        json.writeName(name);
        if (value.isPresent()) {
            json.writeNumber(value.getAsInt());
        } else {
            json.writeNull();
        }
    }

    /** JSON has no NaN and no infinity: what isn't finite isn't known. */
    static void number(JsonGenerator json, String name, OptionalDouble value) {
        json.writeName(name);
        if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
            json.writeNumber(value.getAsDouble());
        } else {
            json.writeNull();
        }
    }

    static <T> void object(JsonGenerator json, String name, Optional<T> value, Consumer<T> members) {
        json.writeName(name);
        if (value.isPresent()) {
            json.writeStartObject();
            members.accept(value.get());
            json.writeEndObject();
        } else {
            json.writeNull();
        }
    }
}
