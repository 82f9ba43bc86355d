package dev.lightbox.viewer.pacs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A search in person names (PN, PS3.5 6.2.1), as {@link StudyMatcher} describes it. Immutable. */
final class NameSearch {

    private static final String SEPARATOR_CHARACTERS = "^=,;.'’`´-‐‑・";
    private static final Pattern SEPARATORS = Pattern.compile("[\\s" + Pattern.quote(SEPARATOR_CHARACTERS) + "]+");

    private final List<String> words;

    private NameSearch(List<String> words) {
        this.words = words;
    }

    static NameSearch of(String typed) {
        return new NameSearch(words(FoldedText.of(typed)));
    }

    /** Whether there is nothing to look for. */
    boolean isEmpty() {
        return words.isEmpty();
    }

    /** Whether one component group of {@code personName} has all the words. */
    boolean matches(String personName) {
        if (words.isEmpty()) {
            return true;
        }
        for (String group : FoldedText.of(personName).split("=", -1)) {
            if (hasAll(group)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasAll(String group) {
        String whole = withoutSeparators(group);
        for (String word : words) {
            // Every candidate below is a part of this one: most names are ruled out here, cheaply.
            if (!FoldedText.hasWildcard(word) && !whole.contains(word)) {
                return false;
            }
        }
        List<String> candidates = words(group);
        // So that "obrien" finds O'Brien, "vandenberg" van den Berg and 山田太郎 finds 山田^太郎.
        for (String component : group.split("\\^", -1)) {
            candidates.add(withoutSeparators(component));
        }
        candidates.add(whole);
        for (String word : words) {
            if (!found(word, candidates, whole)) {
                return false;
            }
        }
        return true;
    }

    private static String withoutSeparators(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isWhitespace(c) && SEPARATOR_CHARACTERS.indexOf(c) < 0) {
                kept.append(c);
            }
        }
        return kept.toString();
    }

    private static boolean found(String word, List<String> candidates, String whole) {
        boolean wildcard = FoldedText.hasWildcard(word);
        for (String candidate : candidates) {
            if (wildcard ? FoldedText.matches(word, candidate) : candidate.startsWith(word)) {
                return true;
            }
        }
        return !wildcard && isWrittenWithoutSpaces(word) && whole.contains(word);
    }

    /** Ideographs, kana and hangul have no word boundary to begin at. */
    private static boolean isWrittenWithoutSpaces(String word) {
        return word.codePoints().anyMatch(c -> switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
            default -> false;
        });
    }

    private static List<String> words(String folded) {
        List<String> words = new ArrayList<>();
        for (String word : SEPARATORS.split(folded)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
