package dev.lightbox.engine.dicom;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the text of a data set is encoded: the values of Specific Character Set (PS3.3 C.12.1.1.2). What it can't decode becomes U+FFFD.
 * Immutable and thread-safe.
 */
final class CharacterSet {
    /** ISO_IR 6, the default repertoire. Bytes above 127 aren't in it; they read as Latin-1, the commonest omission. */
    static final CharacterSet DEFAULT = new CharacterSet(
            List.of(),
            Optional.of(StandardCharsets.ISO_8859_1),
            StandardCharsets.US_ASCII,
            Repertoire.ASCII,
            Optional.empty());

    static final CharacterSet UTF_8 = whole(List.of("ISO_IR 192"), StandardCharsets.UTF_8);

    /** Blanks, underscores and hyphens are mixed up often. */
    private static final Pattern TERM = Pattern.compile("ISO[ _-]?(?:2022[ _-]?)?IR[ _-]?(\\d{1,3})");

    private static final int UTF_8_REGISTRATION = 192;

    private final List<String> terms;
    /** What decodes a text without escape sequences; empty where only {@link Iso2022} can. */
    private final Optional<Charset> simple;

    private final Charset encoder;
    private final Repertoire low;
    private final Optional<Repertoire> high;

    private CharacterSet(
            List<String> terms, Optional<Charset> simple, Charset encoder, Repertoire low, Optional<Repertoire> high) {
        this.terms = terms;
        this.simple = simple;
        this.encoder = encoder;
        this.low = low;
        this.high = high;
    }

    /** One that knows no escape sequences (PS3.3 table C.12-5). */
    private static CharacterSet whole(List<String> terms, Charset charset) {
        return new CharacterSet(terms, Optional.of(charset), charset, Repertoire.ASCII, Optional.empty());
    }

    /**
     * @param terms the values of Specific Character Set; the first says what a text begins with, the others what it may switch to
     * @param warnings takes a sentence on each value that isn't known
     */
    static CharacterSet of(List<String> terms, Consumer<String> warnings) {
        String first = terms.isEmpty() ? "" : terms.getFirst();
        for (String term : terms) {
            if (!isKnown(term)) {
                warnings.accept("The character set \"%s\" isn't known: text may be wrong".formatted(printable(term)));
            }
        }
        // Sets without code extensions stand alone; some name them second, which says nothing else.
        for (String term : terms) {
            Optional<Charset> whole = wholeCharset(term);
            if (whole.isPresent()) {
                return whole(List.copyOf(terms), whole.get());
            }
        }
        int registration = registration(first);
        Optional<Repertoire> beginning = Repertoire.of(registration);
        Repertoire low = registration == 13
                ? Repertoire.ROMAJI
                : beginning.filter(Repertoire::isLowHalf).orElse(Repertoire.ASCII);
        Optional<Repertoire> high = beginning.filter(repertoire -> !repertoire.isLowHalf());
        if (low.isDoubleByte()) {
            // PS3.3 C.12.1.1.2: a multi-byte set is never the first; where it is, texts begin in ASCII all the same.
            low = Repertoire.ASCII;
        }
        boolean singleByte = high.filter(repertoire -> !repertoire.isDoubleByte() && repertoire != Repertoire.KATAKANA)
                .isPresent();
        if (singleByte) {
            Charset charset = high.get().charset();
            return new CharacterSet(List.copyOf(terms), Optional.of(charset), charset, low, high);
        }
        Optional<Charset> simple =
                high.isEmpty() && low == Repertoire.ASCII ? Optional.of(StandardCharsets.ISO_8859_1) : Optional.empty();
        return new CharacterSet(List.copyOf(terms), simple, StandardCharsets.US_ASCII, low, high);
    }

    private static boolean isKnown(String term) {
        return term.isEmpty()
                || wholeCharset(term).isPresent()
                || Repertoire.of(registration(term)).isPresent();
    }

    private static Optional<Charset> wholeCharset(String term) {
        return switch (term) {
            case "GB18030" -> Optional.of(Charset.forName("GB18030"));
            // GB2312 isn't a defined term, but is met; GBK contains it.
            case "GBK", "GB2312" -> Optional.of(Charset.forName("GBK"));
            case "UTF-8", "UTF8" -> Optional.of(StandardCharsets.UTF_8);
            default ->
                registration(term) == UTF_8_REGISTRATION ? Optional.of(StandardCharsets.UTF_8) : Optional.empty();
        };
    }

    /** @return the number in ISO-IR's register; -1 where the term names none */
    private static int registration(String term) {
        Matcher matcher = TERM.matcher(term);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
    }

    private static String printable(String term) {
        String safe = term.replaceAll("[^A-Za-z0-9 _-]", "?");
        return safe.substring(0, Math.min(20, safe.length()));
    }

    List<String> terms() {
        return terms;
    }

    String decode(byte[] value, Vr vr) {
        if (simple.isPresent() && (isWhole() || !hasEscape(value))) {
            return new String(value, simple.get());
        }
        return Iso2022.decode(low, high, value, vr);
    }

    private boolean isWhole() {
        return encoder.equals(simple.orElse(StandardCharsets.US_ASCII)) && high.isEmpty();
    }

    private static boolean hasEscape(byte[] value) {
        for (byte b : value) {
            if (b == 0x1B) {
                return true;
            }
        }
        return false;
    }

    /** Texts that need escape sequences can't be encoded: a data set that needs them becomes UTF-8. */
    boolean canEncode(String text) {
        if (low == Repertoire.ASCII && text.chars().allMatch(c -> c < 128)) {
            return true;
        }
        // JIS X 0201 has an overline in the tilde's place.
        return encoder.newEncoder().canEncode(text) && (low == Repertoire.ASCII || text.indexOf('~') < 0);
    }

    byte[] encode(String text) {
        return text.getBytes(encoder);
    }
}
