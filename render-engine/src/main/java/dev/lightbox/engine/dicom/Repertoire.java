package dev.lightbox.engine.dicom;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The sets of graphic characters that Specific Character Set names and escape sequences switch between (PS3.3 C.12.1.1.2, tables
 * C.12-2 to C.12-4). Each fills one of the two halves of ISO 2022: G0 (bytes below 128) or G1.
 */
enum Repertoire {
    ASCII(6, "(B", true, 1, "US-ASCII"),
    ROMAJI(14, "(J", true, 1, "JIS_X0201"),
    JIS_X_0208(87, "$B", true, 2, "EUC-JP"),
    JIS_X_0212(159, "$(D", true, 2, "EUC-JP"),
    KATAKANA(13, ")I", false, 1, "JIS_X0201"),
    LATIN_1(100, "-A", false, 1, "ISO-8859-1"),
    LATIN_2(101, "-B", false, 1, "ISO-8859-2"),
    LATIN_3(109, "-C", false, 1, "ISO-8859-3"),
    LATIN_4(110, "-D", false, 1, "ISO-8859-4"),
    CYRILLIC(144, "-L", false, 1, "ISO-8859-5"),
    ARABIC(127, "-G", false, 1, "ISO-8859-6"),
    GREEK(126, "-F", false, 1, "ISO-8859-7"),
    HEBREW(138, "-H", false, 1, "ISO-8859-8"),
    LATIN_5(148, "-M", false, 1, "ISO-8859-9"),
    LATIN_9(203, "-b", false, 1, "ISO-8859-15"),
    THAI(166, "-T", false, 1, "TIS-620"),
    KS_X_1001(149, "$)C", false, 2, "EUC-KR"),
    GB_2312(58, "$)A", false, 2, "GB2312");

    private static final Repertoire[] ALL = values();

    private final int registration;
    private final String escape;
    private final boolean lowHalf;
    private final int bytesPerCharacter;
    private final Charset charset;

    Repertoire(int registration, String escape, boolean lowHalf, int bytesPerCharacter, String charset) {
        this.registration = registration;
        this.escape = escape;
        this.lowHalf = lowHalf;
        this.bytesPerCharacter = bytesPerCharacter;
        this.charset = Charset.forName(charset);
    }

    /** @param registration as in ISO_IR 100 or ISO 2022 IR 100; 13 means {@link #KATAKANA}, with {@link #ROMAJI} below it */
    static Optional<Repertoire> of(int registration) {
        for (Repertoire repertoire : ALL) {
            if (repertoire.registration == registration) {
                return Optional.of(repertoire);
            }
        }
        return Optional.empty();
    }

    /** @return what is designated by the bytes after an ESC; empty where nothing known is */
    static Optional<Repertoire> escapedAt(byte[] text, int afterEscape) {
        for (Repertoire repertoire : ALL) {
            int length = repertoire.escape.length();
            if (afterEscape + length <= text.length
                    && repertoire.escape.equals(new String(text, afterEscape, length, StandardCharsets.ISO_8859_1))) {
                return Optional.of(repertoire);
            }
        }
        return Optional.empty();
    }

    /** @return the bytes of the escape sequence, ESC included */
    int escapeLength() {
        return 1 + escape.length();
    }

    /** @return whether it is G0 */
    boolean isLowHalf() {
        return lowHalf;
    }

    boolean isDoubleByte() {
        return bytesPerCharacter == 2;
    }

    /** Where it fills G1 with one byte a character, and ASCII may stand below it: Java's name of the two together. */
    Charset charset() {
        return charset;
    }

    /** Appends the characters of a run of bytes that are all in this repertoire; what isn't one becomes U+FFFD. */
    void decode(byte[] text, int from, int to, StringBuilder decoded) {
        switch (this) {
            case JIS_X_0208 -> decoded.append(decodeShifted(text, from, to, false));
            // JIS X 0201 differs from ASCII in two places, which Java overlooks.
            case ROMAJI ->
                decoded.append(new String(text, from, to - from, charset)
                        .replace('\\', '¥')
                        .replace('~', '‾'));
            case JIS_X_0212 -> decoded.append(decodeShifted(text, from, to, true));
            default -> decoded.append(new String(text, from, to - from, charset));
        }
    }

    /** EUC-JP has JIS X 0208 with the high bits set, and JIS X 0212 so after a byte 8F. */
    private String decodeShifted(byte[] text, int from, int to, boolean threeBytes) {
        int pairs = (to - from) / 2;
        byte[] shifted = new byte[pairs * (threeBytes ? 3 : 2)];
        int at = 0;
        for (int i = 0; i < pairs; i++) {
            if (threeBytes) {
                shifted[at++] = (byte) 0x8F;
            }
            shifted[at++] = (byte) (text[from + 2 * i] | 0x80);
            shifted[at++] = (byte) (text[from + 2 * i + 1] | 0x80);
        }
        String decoded = new String(shifted, charset);
        return (to - from) % 2 == 0 ? decoded : decoded + '\uFFFD';
    }
}
