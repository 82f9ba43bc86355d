package dev.lightbox.engine.document;

/**
 * Text as a screen may show it: line ends are line feeds; what would steer the screen is replaced by U+FFFD, so that it is seen that something was there.
 * That is control characters, halves of surrogate pairs, and the embeddings, overrides and isolates of bidirectional text (U+202A–U+202E, U+2066–U+2069),
 * with which "not" or a number could be made to stand elsewhere than where it is read. Marks that writing from right to left needs (U+200E, U+200F, U+061C)
 * stay.
 */
public final class PlainText {
    private static final int MOST_OF_A_LINE = 1024;

    private static final char REPLACEMENT = '\uFFFD';

    private PlainText() {}

    /** @return the text, of the same length or shorter */
    public static String of(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r') {
                if (i + 1 == text.length() || text.charAt(i + 1) != '\n') {
                    plain.append('\n');
                }
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                plain.append(c).append(text.charAt(++i));
            } else {
                plain.append(isPlain(c) ? c : REPLACEMENT);
            }
        }
        return plain.toString();
    }

    /** @return the same, and at most {@value #MOST_OF_A_LINE} characters of it: for names and titles, of which the standard allows a tenth */
    public static String line(String text) {
        return of(text.length() > MOST_OF_A_LINE ? text.substring(0, MOST_OF_A_LINE) : text);
    }

    private static boolean isPlain(char c) {
        boolean control = (c < ' ' && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0);
        boolean bidirectional = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        return !control && !bidirectional && !Character.isSurrogate(c);
    }
}
