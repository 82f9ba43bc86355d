package dev.lightbox.viewer.viewing.stream.protocol;

import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.volume.VolumeGeometry;
import tools.jackson.core.JsonGenerator;

/** The members of events about volumes. Stateless. */
final class VolumeEvents {

    private VolumeEvents() {}

    static void volume(JsonGenerator json, ServerEvent.VolumeShown shown) {
        VolumeGeometry geometry = shown.geometry();
        json.writeStringProperty("type", "volume");
        json.writeNumberProperty("viewport", shown.viewport());
        json.writeNumberProperty("sequence", shown.sequence());
        json.writeStringProperty("seriesInstanceUID", shown.seriesInstanceUid());
        json.writeStringProperty("frameOfReferenceUID", shown.frameOfReferenceUid());
        json.writeStringProperty("label", shown.label());
        json.writeStringProperty("modality", shown.modality());
        json.writeStringProperty("unit", shown.unit());
        EventWriter.presets(json, shown.presets());
        EventWriter.window(json, shown.window());
        json.writeNumberProperty("columns", geometry.columns());
        json.writeNumberProperty("rows", geometry.rows());
        json.writeNumberProperty("slices", geometry.slices());
        vector(json, "row", geometry.row());
        vector(json, "column", geometry.column());
        vector(json, "normal", geometry.normal());
        json.writeObjectPropertyStart("spacing");
        json.writeNumberProperty("row", geometry.spacing().rowMm());
        json.writeNumberProperty("column", geometry.spacing().columnMm());
        json.writeNumberProperty("slice", geometry.medianSpacingMm());
        json.writeEndObject();
        point(json, "center", geometry.center());
        json.writeArrayPropertyStart("corners");
        for (PatientPoint corner : geometry.corners()) {
            json.writeStartObject();
            EventWriter.coordinates(json, corner.x(), corner.y(), corner.z());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberProperty("tilt", geometry.shearDegrees());
        json.writeBooleanProperty("reduced", shown.reduced());
        json.writeBooleanProperty("sourceLossy", shown.sourceLossy());
        EventWriter.messages(json, "warnings", shown.warnings());
    }

    static void probe(JsonGenerator json, ServerEvent.Probed probed) {
        json.writeStringProperty("type", "probe");
        json.writeNumberProperty("viewport", probed.viewport());
        json.writeNumberProperty("number", probed.number());
        point(json, "point", probed.point());
        json.writeStringProperty("cover", probed.cover().term());
        EventWriter.number(json, "value", probed.value());
        json.writeStringProperty("unit", probed.unit());
        EventWriter.number(json, "suv", probed.suv());
    }

    private static void point(JsonGenerator json, String name, PatientPoint point) {
        json.writeObjectPropertyStart(name);
        EventWriter.coordinates(json, point.x(), point.y(), point.z());
        json.writeEndObject();
    }

    private static void vector(JsonGenerator json, String name, Vector3 vector) {
        json.writeObjectPropertyStart(name);
        EventWriter.coordinates(json, vector.x(), vector.y(), vector.z());
        json.writeEndObject();
    }
}
