package dev.lightbox.security.accounts;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the application reads of a user besides roles and groups, and so what its administrators may give and take. */
public enum AccountAttribute {
    /** DICOM person names (PN, PS3.5 6.2.1) under which the user refers patients, one for each spelling that the archive holds. */
    REFERRING_PHYSICIAN_NAMES("dicom_referring_physician", ""),
    /** The user's identifiers as referring physician, {@code SCHEME:CODE}, of the Referring Physician Identification Sequence (0008,0096). */
    REFERRING_PHYSICIAN_IDS("dicom_referring_physician_id", "[^:]*[^:\\s][^:]*:.*\\S.*");

    /** Most values of one user. */
    public static final int MOST_VALUES = 50;

    /** Longest value, in characters. */
    public static final int LONGEST_VALUE = 256;

    /** As the realm's user profile: no wildcards, no several values in one, no control characters. */
    private static final Pattern VALUE = Pattern.compile("[^\\\\*?=\\p{Cntrl}]{1," + LONGEST_VALUE + "}");

    private final String key;
    private final String form;

    /**
     * @param form what a value must look like besides; empty for anything
     */
    AccountAttribute(String key, String form) {
        this.key = key;
        this.form = form;
    }

    /** Its name in the user's profile. */
    String key() {
        return key;
    }

    /** What is wrong with these values, for the administrator; empty where they can be given. */
    Optional<String> fault(List<String> values) {
        if (values.size() > MOST_VALUES) {
            return Optional.of("> " + MOST_VALUES);
        }
        return values.stream()
                .filter(value ->
                        value.isBlank() || !VALUE.matcher(value).matches() || !(form.isEmpty() || value.matches(form)))
                .findFirst()
                .map(value -> value.substring(0, Math.min(LONGEST_VALUE, value.length())));
    }
}
