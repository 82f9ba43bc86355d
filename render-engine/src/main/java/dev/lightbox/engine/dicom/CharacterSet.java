package dev.lightbox.engine.dicom;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** How the text of a data set is encoded: the values of Specific Character Set (PS3.3 C.12.1.1.2). */
final class CharacterSet {
    /** ISO_IR 6, the default repertoire. Bytes above 127 aren't in it; they read as Latin-1, the commonest omission. */
    static final CharacterSet DEFAULT =
            new CharacterSet(List.of(), StandardCharsets.ISO_8859_1, StandardCharsets.US_ASCII);

    static final CharacterSet UTF_8 =
            new CharacterSet(List.of("ISO_IR 192"), StandardCharsets.UTF_8, StandardCharsets.UTF_8);

    private final List<String> terms;
    private final Charset decoder;
    private final Charset encoder;

    private CharacterSet(List<String> terms, Charset decoder, Charset encoder) {
        this.terms = terms;
        this.decoder = decoder;
        this.encoder = encoder;
    }

    static CharacterSet of(List<String> terms, Consumer<String> warnings) {
        if (terms.isEmpty()) {
            return DEFAULT;
        }
        return terms.contains("ISO_IR 192")
                ? UTF_8
                : new CharacterSet(terms, StandardCharsets.ISO_8859_1, StandardCharsets.ISO_8859_1);
    }

    List<String> terms() {
        return terms;
    }

    String decode(byte[] value, Vr vr) {
        return new String(value, decoder);
    }

    boolean canEncode(String text) {
        return encoder.newEncoder().canEncode(text);
    }

    byte[] encode(String text) {
        return text.getBytes(encoder);
    }
}
