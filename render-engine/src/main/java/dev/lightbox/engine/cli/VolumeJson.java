package dev.lightbox.engine.cli;

import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.message.Message;
import dev.lightbox.engine.volume.SeriesVolumes;
import dev.lightbox.engine.volume.VolumeGeometry;
import java.io.PrintStream;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What {@code volume} found, for programs; the names are explained in the users' guide and stay. For one thread. */
final class VolumeJson implements AutoCloseable {

    private static final JsonFactory FACTORY = new JsonFactory();

    /** Positions and lengths are told to the nanometre: more than files' decimals say. */
    private static final int MM_DECIMALS = 6;

    private static final int DEGREE_DECIMALS = 4;
    private static final int COSINE_DECIMALS = 9;

    private final StringWriter text = new StringWriter();
    private final PrintStream out;
    private final JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text);

    VolumeJson(PrintStream out) {
        this.out = out;
        json.writeStartObject();
        json.writeArrayPropertyStart("series");
    }

    void write(SeriesFiles.Series series, SeriesVolumes<SeriesFrame> found, List<VolumeFacts> volumes) {
        json.writeStartObject();
        json.writeStringProperty("seriesInstanceUID", series.uid());
        json.writeStringProperty("modality", series.modality());
        json.writeStringProperty(
                "description",
                series.frames()
                        .getFirst()
                        .image()
                        .dataSet()
                        .string(Tag.SeriesDescription)
                        .orElse(""));
        json.writeNumberProperty("frames", series.frames().size());
        json.writeArrayPropertyStart("volumes");
        volumes.forEach(this::write);
        json.writeEndArray();
        strings("refusals", Message.texts(found.refusals()));
        json.writeArrayPropertyStart("leftOut");
        for (SeriesVolumes.LeftOut<SeriesFrame> left : found.leftOut()) {
            json.writeStartObject();
            json.writeStringProperty("file", left.source().file().text());
            json.writeNumberProperty("frame", left.source().frameNumber());
            json.writeStringProperty("why", left.why().text());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(VolumeFacts volume) {
        VolumeGeometry geometry = volume.geometry();
        json.writeStartObject();
        json.writeNumberProperty("number", volume.number());
        json.writeStringProperty("label", volume.plan().label());
        json.writeStringProperty("frameOfReferenceUID", volume.plan().frameOfReferenceUid());
        json.writeNumberProperty("columns", geometry.columns());
        json.writeNumberProperty("rows", geometry.rows());
        json.writeNumberProperty("slices", geometry.slices());
        json.writeStringProperty("orientation", volume.orientation());
        json.writeObjectPropertyStart("letters");
        json.writeStringProperty("row", VolumeFacts.letters(geometry.row()));
        json.writeStringProperty("column", VolumeFacts.letters(geometry.column()));
        json.writeStringProperty("normal", VolumeFacts.letters(geometry.normal()));
        json.writeEndObject();
        vector("row", geometry.row());
        vector("column", geometry.column());
        vector("normal", geometry.normal());
        vector("stackDirection", volume.direction());
        number("tiltDegrees", geometry.shearDegrees(), DEGREE_DECIMALS);
        json.writeBooleanProperty("evenlySpaced", geometry.isAffine());
        mm("columnSpacingMm", geometry.spacing().columnMm());
        mm("rowSpacingMm", geometry.spacing().rowMm());
        mm("medianSliceSpacingMm", geometry.medianSpacingMm());
        mm("lengthMm", geometry.locationMm(geometry.slices() - 1));
        runs(volume);
        point("firstPosition", geometry.origin(0));
        point("lastPosition", geometry.origin(geometry.slices() - 1));
        point("center", geometry.center());
        intervals("wideIntervals", volume.wide());
        intervals("gaps", volume.gaps());
        json.writeBooleanProperty("rescaleOfEachSlice", volume.hasRescaleOfEachSlice());
        json.writeNumberProperty("bytes", volume.plan().bytes());
        strings("warnings", Message.texts(volume.warnings()));
        json.writeEndObject();
    }

    private void runs(VolumeFacts volume) {
        json.writeArrayPropertyStart("spacingRuns");
        volume.runs().forEach(run -> run(run.intervalMm(), run.count()));
        json.writeEndArray();
        json.writeArrayPropertyStart("spacingCounts");
        volume.counts().forEach(run -> run(run.intervalMm(), run.count()));
        json.writeEndArray();
        json.writeArrayPropertyStart("thicknessRuns");
        volume.thicknesses().forEach(run -> run(run.mm(), run.count()));
        json.writeEndArray();
    }

    private void run(double mm, int count) {
        json.writeStartObject();
        mm("mm", mm);
        json.writeNumberProperty("count", count);
        json.writeEndObject();
    }

    private void intervals(String name, List<VolumeFacts.Interval> intervals) {
        json.writeArrayPropertyStart(name);
        for (VolumeFacts.Interval interval : intervals) {
            json.writeStartObject();
            json.writeNumberProperty("afterSlice", interval.afterSlice());
            mm("mm", interval.mm());
            point("from", interval.from());
            point("to", interval.to());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void strings(String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }

    private void point(String name, PatientPoint point) {
        numbers(name, MM_DECIMALS, point.x(), point.y(), point.z());
    }

    private void vector(String name, Vector3 vector) {
        numbers(name, COSINE_DECIMALS, vector.x(), vector.y(), vector.z());
    }

    private void numbers(String name, int decimals, double... values) {
        json.writeArrayPropertyStart(name);
        for (double value : values) {
            json.writeNumber(rounded(value, decimals));
        }
        json.writeEndArray();
    }

    private void mm(String name, double value) {
        number(name, value, MM_DECIMALS);
    }

    private void number(String name, double value, int decimals) {
        json.writeName(name);
        json.writeNumber(rounded(value, decimals));
    }

    private static double rounded(double value, int decimals) {
        // + 0: no negative zero.
        return BigDecimal.valueOf(value)
                        .setScale(decimals, RoundingMode.HALF_EVEN)
                        .doubleValue()
                + 0.0;
    }

    void skipped(List<SeriesFiles.Skipped> skipped) {
        json.writeEndArray();
        json.writeArrayPropertyStart("skipped");
        for (SeriesFiles.Skipped file : skipped) {
            json.writeStartObject();
            json.writeStringProperty("file", file.name());
            json.writeStringProperty("why", file.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Prints all of it. */
    @Override
    public void close() {
        json.close();
        out.println(text);
    }
}
