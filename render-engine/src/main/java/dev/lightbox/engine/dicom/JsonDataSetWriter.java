package dev.lightbox.engine.dicom;

import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;

/** Writes data sets in the DICOM JSON model (PS3.18 F.2). */
final class JsonDataSetWriter {
    /** What JSON takes for a number: of DS and IS, those without a plus sign, leading zeros or a bare point. */
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

    private final JsonGenerator json;

    JsonDataSetWriter(JsonGenerator json) {
        this.json = json;
    }

    void write(DataSet dataSet) {
        json.writeStartObject();
        for (Element element : dataSet) {
            boolean ofTheFile = Tag.group(element.tag()) <= 0x0002 || Tag.element(element.tag()) == 0;
            if (!ofTheFile) {
                write(element, dataSet);
            }
        }
        json.writeEndObject();
    }

    private void write(Element element, DataSet dataSet) {
        json.writeName("%08X".formatted(element.tag()));
        json.writeStartObject();
        json.writeStringProperty("vr", element.vr().name());
        if (element.bulkDataUri().isPresent()) {
            json.writeStringProperty("BulkDataURI", element.bulkDataUri().get());
        } else if (!element.isEmpty()) {
            writeValue(element, dataSet);
        }
        json.writeEndObject();
    }

    private void writeValue(Element element, DataSet dataSet) {
        switch (element.vr()) {
            case OB, OD, OF, OL, OV, OW, UN -> {
                json.writeName("InlineBinary");
                json.writeBinary(element.value());
            }
            case SQ -> {
                json.writeArrayPropertyStart("Value");
                element.items().forEach(this::write);
                json.writeEndArray();
            }
            default -> {
                json.writeArrayPropertyStart("Value");
                // JSON is UTF-8, so the data set that it describes is.
                List<String> values = element.tag() == Tag.SpecificCharacterSet
                        ? List.of("ISO_IR 192")
                        : dataSet.strings(element.tag());
                values.forEach(value -> writeOne(element.vr(), value));
                json.writeEndArray();
            }
        }
    }

    private void writeOne(Vr vr, String value) {
        boolean number = switch (vr) {
            case DS, FD, FL, IS, SL, SS, SV, UL, US, UV -> NUMBER.matcher(value).matches();
            default -> false;
        };
        if (value.isEmpty()) {
            json.writeNull();
        } else if (vr == Vr.PN) {
            writeName(PersonName.parse(value));
        } else if (number) {
            json.writeNumber(value);
        } else {
            json.writeString(value);
        }
    }

    private void writeName(PersonName name) {
        json.writeStartObject();
        writeGroup("Alphabetic", name.alphabetic());
        writeGroup("Ideographic", name.ideographic());
        writeGroup("Phonetic", name.phonetic());
        json.writeEndObject();
    }

    private void writeGroup(String group, String value) {
        if (!value.isEmpty()) {
            json.writeStringProperty(group, value);
        }
    }
}
