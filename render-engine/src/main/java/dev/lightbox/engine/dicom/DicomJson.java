package dev.lightbox.engine.dicom;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * The DICOM JSON model (PS3.18 annex F). What is read has its text in ISO_IR 192, whatever the JSON says of the file that it came from.
 * Stateless and thread-safe.
 */
public final class DicomJson {
    /** 256 MiB of JSON (some 80,000 instances of metadata); the rest as for files. */
    private static final ReadLimits LIMITS = new ReadLimits(
            256L << 20,
            ReadLimits.DEFAULT.maxInflatedBytes(),
            ReadLimits.DEFAULT.maxDepth(),
            ReadLimits.DEFAULT.maxElements());

    private static final JsonFactory WRITING = new JsonFactory();

    private DicomJson() {}

    /**
     * Reads an array of data sets, or one data set alone. Numbers may be written as strings, values may be null; a value that doesn't
     * fit its VR reads as empty; a member that is no tag is passed over.
     *
     * @throws DicomException where it isn't JSON, isn't of this shape, or exceeds the limits
     */
    public static List<DataSet> parse(byte[] json) throws DicomException {
        JsonFactory factory = reading(LIMITS);
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), json)) {
            return new JsonDataSetReader(parser, LIMITS).readAll();
        } catch (JacksonException e) {
            throw failure(e);
        }
    }

    /** {@link #parse(byte[])} of a stream, which isn't closed. */
    public static List<DataSet> parse(InputStream json) throws DicomException {
        return parse(json, LIMITS);
    }

    /** {@link #parse(InputStream)} with limits of one's own. */
    public static List<DataSet> parse(InputStream json, ReadLimits limits) throws DicomException {
        JsonFactory factory = reading(limits);
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), json)) {
            return new JsonDataSetReader(parser, limits).readAll();
        } catch (JacksonException e) {
            throw failure(e);
        }
    }

    private static JsonFactory reading(ReadLimits limits) {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        // A level of sequences is an object, an element and an array of items.
                        .maxNestingDepth(3 * limits.maxDepth() + 8)
                        .maxStringLength((int) limits.maxBytes())
                        .maxDocumentLength(limits.maxBytes())
                        .build())
                .build();
    }

    /** The parser's own message may quote what it read, which may be a patient's. */
    private static DicomException failure(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        String place = at == null || at.getLineNr() < 1
                ? ""
                : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
        return new DicomException("DICOM JSON can't be read" + place, e);
    }

    /** @return the data set as a JSON object, UTF-8; group 0002 and group lengths are left out */
    public static byte[] write(DataSet dataSet) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = WRITING.createGenerator(ObjectWriteContext.empty(), out)) {
            new JsonDataSetWriter(json).write(dataSet);
        }
        return out.toByteArray();
    }

    /** @return an array of JSON objects, UTF-8 */
    public static byte[] write(List<DataSet> dataSets) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = WRITING.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartArray();
            JsonDataSetWriter writer = new JsonDataSetWriter(json);
            dataSets.forEach(writer::write);
            json.writeEndArray();
        }
        return out.toByteArray();
    }
}
