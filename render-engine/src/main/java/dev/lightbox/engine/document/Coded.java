package dev.lightbox.engine.document;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import java.util.List;
import java.util.Optional;

/**
 * A coded concept (PS3.3 8.1).
 *
 * @param value the code; may be empty
 * @param scheme Coding Scheme Designator; may be empty
 * @param meaning what people read; where the file has none, the code
 */
public record Coded(String value, String scheme, String meaning) {
    /** @return the first code of a sequence; empty where there is none, or one without code and meaning */
    static Optional<Coded> in(DataSet item, int sequence) {
        List<DataSet> items = item.items(sequence);
        return items.isEmpty() ? Optional.empty() : of(items.getFirst());
    }

    private static Optional<Coded> of(DataSet item) {
        String value = item.string(Tag.CodeValue)
                .or(() -> item.string(Tag.LongCodeValue))
                .or(() -> item.string(Tag.URNCodeValue))
                .orElse("");
        String meaning = item.string(Tag.CodeMeaning).orElse(value);
        return meaning.isBlank()
                ? Optional.empty()
                : Optional.of(new Coded(
                        PlainText.line(value),
                        PlainText.line(item.string(Tag.CodingSchemeDesignator).orElse("")),
                        PlainText.line(meaning)));
    }

    /**
     * As a unit behind a number: the UCUM code where it is what people write ({@code mm}, {@code cm2}), nothing for {@code 1}, else the meaning
     * ({@code {ratio}} and the like are UCUM's annotations, {@code [hnsf'U]} its arbitrary units).
     */
    public String asUnit() {
        if (!scheme.equals("UCUM")) {
            return meaning;
        }
        if (value.equals("1")) {
            return "";
        }
        return value.isEmpty() || value.contains("{") || value.contains("[") ? meaning : value;
    }

    boolean is(String code, String designator) {
        return value.equals(code) && scheme.equals(designator);
    }
}
