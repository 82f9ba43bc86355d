package dev.lightbox.engine.dicom;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads data sets in the DICOM JSON model (PS3.18 F.2). For one document and one thread. */
final class JsonDataSetReader {
    private final JsonParser json;
    private final ReadLimits limits;
    private int count;
    private boolean beyondAscii;

    /** One entry of a Value array: text, a number as text, a person name, or an item. */
    private sealed interface Value {
        record Text(String text) implements Value {}

        record Item(DataSet dataSet) implements Value {}
    }

    JsonDataSetReader(JsonParser json, ReadLimits limits) {
        this.json = json;
        this.limits = limits;
    }

    List<DataSet> readAll() throws DicomException {
        List<DataSet> all = new ArrayList<>();
        JsonToken first = json.nextToken();
        if (first == null) {
            // PS3.18 8.3.4.4: no match may be answered with an empty body.
            return List.of();
        }
        if (first == JsonToken.START_OBJECT) {
            all.add(readOutermost());
        } else if (first == JsonToken.START_ARRAY) {
            while (next() != JsonToken.END_ARRAY) {
                expect(JsonToken.START_OBJECT, "a data set");
                all.add(readOutermost());
            }
        } else {
            throw unexpected("an array of data sets");
        }
        if (json.nextToken() != null) {
            throw unexpected("the end");
        }
        return List.copyOf(all);
    }

    private DataSet readOutermost() throws DicomException {
        beyondAscii = false;
        next();
        DataSet read = readDataSet(0);
        boolean declares = beyondAscii || read.contains(Tag.SpecificCharacterSet);
        if (!declares) {
            // All ASCII: what may be put there later finds no character set declared.
            return new DataSet(read.elements(), CharacterSet.DEFAULT);
        }
        // Its items are in UTF-8 already; here it is said.
        return read.toBuilder().put(Tag.SpecificCharacterSet, "ISO_IR 192").build();
    }

    private static Optional<Integer> tag(String name) {
        if (name.length() != 8) {
            return Optional.empty();
        }
        for (int i = 0; i < 8; i++) {
            if (Character.digit(name.charAt(i), 16) < 0) {
                return Optional.empty();
            }
        }
        return Optional.of(Integer.parseUnsignedInt(name, 16));
    }

    private void readElement(int tag, DataSet.Builder builder, int depth) throws DicomException {
        expect(JsonToken.START_OBJECT, "an element");
        countOne();
        Vr vr = Dictionary.vr(tag);
        List<Value> values = List.of();
        Optional<String> uri = Optional.empty();
        byte @Nullable [] binary = null;
        while (next() != JsonToken.END_OBJECT) {
            String member = json.currentName();
            JsonToken token = next();
            if (member.equals("vr") && token == JsonToken.VALUE_STRING) {
                String code = json.getString();
                vr = code.length() == 2 ? Vr.of(code.charAt(0), code.charAt(1)).orElse(vr) : vr;
            } else if (member.equals("Value") && token == JsonToken.START_ARRAY) {
                values = readValues(depth);
            } else if (member.equals("InlineBinary") && token == JsonToken.VALUE_STRING) {
                binary = base64(tag, json.getString());
            } else if (member.equals("BulkDataURI") && token == JsonToken.VALUE_STRING) {
                uri = Optional.of(json.getString());
            } else {
                json.skipChildren();
            }
        }
        if (uri.isPresent()) {
            builder.putElement(Element.bulkData(tag, vr, uri.get()));
        } else if (binary != null) {
            builder.putElement(Element.of(tag, vr, binary));
        } else {
            put(tag, vr, values, builder);
        }
    }

    private static byte[] base64(int tag, String text) throws DicomException {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new DicomException("DICOM JSON: the InlineBinary of " + Tag.format(tag) + " isn't base64", e);
        }
    }

    private List<Value> readValues(int depth) throws DicomException {
        List<Value> values = new ArrayList<>();
        while (next() != JsonToken.END_ARRAY) {
            countOne();
            values.add(
                    switch (json.currentToken()) {
                        case START_OBJECT -> readObject(depth);
                        case VALUE_NULL -> new Value.Text("");
                        case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
                            text(json.getString());
                        case null, default -> throw unexpected("a value");
                    });
        }
        return values;
    }

    private Value.Text text(String text) {
        for (int i = 0; i < text.length() && !beyondAscii; i++) {
            beyondAscii = text.charAt(i) > 127;
        }
        return new Value.Text(text);
    }

    /** A person name (PS3.18 F.2.2, with the names of its component groups) or an item: their members tell. */
    private Value readObject(int depth) throws DicomException {
        JsonToken token = next();
        if (token == JsonToken.END_OBJECT) {
            return new Value.Item(DataSet.empty());
        }
        if (tag(json.currentName()).isPresent()) {
            return new Value.Item(readDataSet(depth + 1));
        }
        String[] groups = {"", "", ""};
        while (token != JsonToken.END_OBJECT) {
            int group = List.of("Alphabetic", "Ideographic", "Phonetic").indexOf(json.currentName());
            if (next() == JsonToken.VALUE_STRING && group >= 0) {
                groups[group] = text(json.getString()).text();
            } else {
                json.skipChildren();
            }
            token = next();
        }
        return new Value.Text(new PersonName(groups[0], groups[1], groups[2]).toDicom());
    }

    /** The object's start has been read, and the token after it: a member's name, or the end. */
    private DataSet readDataSet(int depth) throws DicomException {
        countOne();
        if (depth > limits.maxDepth()) {
            throw new DicomException(
                    "DICOM JSON: sequences within sequences, more than %d deep".formatted(limits.maxDepth()));
        }
        DataSet.Builder builder = new DataSet.Builder(CharacterSet.UTF_8);
        while (json.currentToken() != JsonToken.END_OBJECT) {
            Optional<Integer> tag = tag(json.currentName());
            next();
            if (tag.isEmpty()) {
                json.skipChildren();
            } else {
                readElement(tag.get(), builder, depth);
            }
            next();
        }
        return builder.build();
    }

    private static void put(int tag, Vr vr, List<Value> values, DataSet.Builder builder) {
        if (vr == Vr.SQ) {
            builder.putItems(
                    tag,
                    values.stream()
                            .map(value -> value instanceof Value.Item item ? item.dataSet() : DataSet.empty())
                            .toList());
            return;
        }
        List<String> texts = values.stream()
                .map(value -> value instanceof Value.Text text ? text.text() : "")
                .toList();
        if (tag == Tag.SpecificCharacterSet) {
            builder.put(tag, "ISO_IR 192");
        } else if (texts.isEmpty()) {
            builder.putElement(Element.of(tag, vr, new byte[0]));
        } else if (vr.isString()) {
            builder.put(
                    tag,
                    vr,
                    texts.stream()
                            .map(text -> vr == Vr.DS ? decimal(text) : text)
                            .toArray(String[]::new));
        } else {
            builder.putElement(Element.of(tag, vr, Numbers.fromTexts(tag, vr, texts)));
        }
    }

    /** A JSON number may have more digits than the 16 characters of a DS (PS3.5 6.2). */
    private static String decimal(String text) {
        if (text.length() <= 16) {
            return text;
        }
        try {
            return Numbers.decimalString(Double.parseDouble(text));
        } catch (IllegalArgumentException notANumber) {
            return text;
        }
    }

    private void countOne() throws DicomException {
        if (++count > limits.maxElements()) {
            throw new DicomException("DICOM JSON: more than the %d elements allowed".formatted(limits.maxElements()));
        }
    }

    private JsonToken next() throws DicomException {
        JsonToken token = json.nextToken();
        if (token == null) {
            throw new DicomException("DICOM JSON ends early");
        }
        return token;
    }

    private void expect(JsonToken expected, String what) throws DicomException {
        if (json.currentToken() != expected) {
            throw unexpected(what);
        }
    }

    private DicomException unexpected(String expected) {
        return new DicomException("DICOM JSON: expected %s at line %d, column %d, found %s"
                .formatted(
                        expected,
                        json.currentTokenLocation().getLineNr(),
                        json.currentTokenLocation().getColumnNr(),
                        json.currentToken()));
    }
}
