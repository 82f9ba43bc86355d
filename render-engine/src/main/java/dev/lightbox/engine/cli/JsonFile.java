package dev.lightbox.engine.cli;

import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.Vector3;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** Writes JSON that people read too; points and vectors as arrays of three numbers, LPS. For one thread. */
final class JsonFile implements AutoCloseable {

    /** Places are written as vectors from here. */
    static final PatientPoint ORIGIN = new PatientPoint(0, 0, 0);

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

    JsonFile putPoints(String name, List<PatientPoint> points) {
        return putVectors(name, points.size(), i -> points.get(i).minus(ORIGIN));
    }

    JsonFile putVectors(String name, int count, IntFunction<Vector3> vectors) {
        json.writeArrayPropertyStart(name);
        for (int i = 0; i < count; i++) {
            Vector3 vector = vectors.apply(i);
            json.writeStartArray();
            json.writeNumber(vector.x());
            json.writeNumber(vector.y());
            json.writeNumber(vector.z());
            json.writeEndArray();
        }
        json.writeEndArray();
        return this;
    }

    JsonFile putNumbers(String name, int count, IntToDoubleFunction numbers) {
        json.writeArrayPropertyStart(name);
        for (int i = 0; i < count; i++) {
            json.writeNumber(numbers.applyAsDouble(i));
        }
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
