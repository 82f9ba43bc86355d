package dev.lightbox.viewer.pacs;

import java.text.Normalizer;
import java.util.Locale;

/** Text as the search compares it: without case, diacritics and width. */
public final class FoldedText {

    private FoldedText() {}

    /**
     * {@code text} in small letters, without Latin, Greek and Cyrillic diacritics ({@code Ä} is {@code a}, {@code ß} is {@code ss}, {@code ø} is {@code o}),
     * full-width and half-width forms made alike. Marks of other scripts (Japanese dakuten, Arabic vowels) tell letters apart and stay.
     */
    public static String of(String text) {
        if (isAscii(text)) {
            return text.toLowerCase(Locale.ROOT).strip();
        }
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        StringBuilder kept = new StringBuilder(decomposed.length());
        for (int i = 0; i < decomposed.length(); i++) {
            char c = decomposed.charAt(i);
            if (c >= '\u0300' && c <= '\u036f') {
                continue; // combining diacritical marks
            }
            switch (c) {
                case 'ø', 'Ø' -> kept.append('o');
                case 'ł', 'Ł' -> kept.append('l');
                case 'đ', 'Đ' -> kept.append('d');
                case 'æ', 'Æ' -> kept.append("ae");
                case 'œ', 'Œ' -> kept.append("oe");
                default -> kept.append(c);
            }
        }
        // Up first: that turns ß into SS and the dotless ı into I. The final sigma depends on what follows it, so a
        // prefix must not have it.
        String small = kept.toString()
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .replace('ς', 'σ');
        return Normalizer.normalize(small, Normalizer.Form.NFC).strip();
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }

    /** Whether {@code pattern} has the wildcards of PS3.4 C.2.2.2.4: {@code *} for any text, {@code ?} for one character. */
    static boolean hasWildcard(String pattern) {
        return pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0;
    }

    /** Whether the whole of {@code text} matches {@code pattern} with its wildcards. Takes at most {@code pattern × text} steps. */
    static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            // The star first: a literal star in the text must not use it up.
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
