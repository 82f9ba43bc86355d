package dev.lightbox.engine.cli;

import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.Vector3;
import java.io.ByteArrayOutputStream;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** Writes JSON that people read too; points and vectors as arrays of three numbers, LPS. For one thread. */
final class JsonFile implements AutoCloseable {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final JsonGenerator json;

    JsonFile() {
        json = FACTORY.createGenerator(
                new ObjectWriteContext.Base() {
                    @Override
                    public PrettyPrinter getPrettyPrinter() {
                        return new DefaultPrettyPrinter();
                    }

                    @Override
                    public boolean hasPrettyPrinter() {
                        return true;
                    }
                },
                bytes);
        json.writeStartObject();
    }

    JsonFile begin(String name) {
        json.writeObjectPropertyStart(name);
        return this;
    }

    JsonFile end() {
        json.writeEndObject();
        return this;
    }

    JsonFile put(String name, String value) {
        json.writeStringProperty(name, value);
        return this;
    }

    JsonFile put(String name, double value) {
        json.writeNumberProperty(name, value);
        return this;
    }

    JsonFile put(String name, int value) {
        json.writeNumberProperty(name, value);
        return this;
    }

    JsonFile put(String name, boolean value) {
        json.writeBooleanProperty(name, value);
        return this;
    }

    JsonFile put(String name, PatientPoint point) {
        return put(name, point.x(), point.y(), point.z());
    }

    JsonFile put(String name, Vector3 vector) {
        return put(name, vector.x(), vector.y(), vector.z());
    }

    private JsonFile put(String name, double x, double y, double z) {
        json.writeArrayPropertyStart(name);
        json.writeNumber(x);
        json.writeNumber(y);
        json.writeNumber(z);
        json.writeEndArray();
        return this;
    }

    JsonFile put(String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
        return this;
    }

    /** Ends the object. */
    byte[] toBytes() {
        json.writeEndObject();
        json.flush();
        json.writeRaw('\n');
        json.flush();
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        json.close();
    }
}
