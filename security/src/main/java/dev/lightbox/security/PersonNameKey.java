package dev.lightbox.security;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A DICOM person name (PN, PS3.5 6.2.1) reduced to what decides whether two names mean the same person: family, given and middle name of the
 * alphabetic component group. Two keys are equal or not; there are no wildcards and no partial matches.
 *
 * <p>Ignored: letter case, diacritics of the Latin, Greek and Cyrillic alphabets (ü = u), padding and repeated spaces, prefix and suffix (titles come
 * and go between systems). Not ignored: a middle name that only one of the two has, because it may be another person.
 */
record PersonNameKey(String familyName, String givenName, String middleName) {

    /** PS3.5 6.2 allows 64 characters a component group; real archives hold longer ones. What is longer still is no name. */
    private static final int MAXIMUM_LENGTH = 1024;

    private static final int MAXIMUM_COMPONENTS = 5;
    /** Wildcards of matching (PS3.4 C.2.2.2.4), the value separator, and what can't be part of a name. */
    private static final Pattern FORBIDDEN = Pattern.compile("[*?\\\\\\p{Cntrl}\\uFFFD]");

    private static final Pattern DIACRITICS = Pattern.compile("[\\u0300-\\u036F]");
    private static final Pattern SPACES = Pattern.compile("[\\s\\u00A0]+");

    /**
     * The key of a name as an archive or the identity provider holds it.
     *
     * @return empty where {@code personName} names nobody: without a family name, with wildcards, control characters or several values, with
     *     too many components, or too long
     */
    static Optional<PersonNameKey> of(String personName) {
        if (personName.length() > MAXIMUM_LENGTH) {
            return Optional.empty();
        }
        String unpadded = stripPadding(personName);
        if (FORBIDDEN.matcher(unpadded).find()) {
            return Optional.empty();
        }
        // Component groups: alphabetic = ideographic = phonetic.
        String[] components = unpadded.split("=", -1)[0].split("\\^", -1);
        if (components.length > MAXIMUM_COMPONENTS) {
            return Optional.empty();
        }
        var key = new PersonNameKey(component(components, 0), component(components, 1), component(components, 2));
        return key.familyName.isEmpty() || containsForbidden(key) ? Optional.empty() : Optional.of(key);
    }

    /** Text is padded with a space to even length (PS3.5 6.2); some systems pad with NUL. */
    private static String stripPadding(String value) {
        int end = value.length();
        while (end > 0 && (value.charAt(end - 1) == 0 || value.charAt(end - 1) == ' ')) {
            end--;
        }
        return value.substring(0, end);
    }

    private static String component(String[] components, int index) {
        if (index >= components.length) {
            return "";
        }
        String plain = DIACRITICS
                .matcher(Normalizer.normalize(components[index], Normalizer.Form.NFKD))
                .replaceAll("");
        // To upper case first: "ß" becomes "SS" only on that way.
        String folded = plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return SPACES.matcher(folded).replaceAll(" ").strip();
    }

    /** Compatibility forms such as a full-width asterisk turn into what is forbidden only when normalised. */
    private static boolean containsForbidden(PersonNameKey key) {
        return Pattern.compile("[*?\\\\^=\\p{Cntrl}]")
                .matcher(key.familyName + key.givenName + key.middleName)
                .find();
    }
}
