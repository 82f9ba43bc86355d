package dev.lightbox.engine.dicom;

/**
 * A person's name in up to three writings (PS3.5 6.2.1), each {@code Family^Given^Middle^Prefix^Suffix} with trailing carets left out.
 *
 * @param alphabetic in Latin letters, or the only one; may be empty
 * @param ideographic for example in Chinese characters; may be empty
 * @param phonetic for example in Hiragana or Hangul; may be empty
 */
public record PersonName(String alphabetic, String ideographic, String phonetic) {
    /** Reads a value such as {@code Yamada^Tarou=山田^太郎=やまだ^たろう}; whatever the text, it gives a name. */
    public static PersonName parse(String value) {
        String[] groups = value.split("=", 4);
        return new PersonName(group(groups, 0), group(groups, 1), group(groups, 2));
    }

    private static String group(String[] groups, int index) {
        if (index >= groups.length) {
            return "";
        }
        String group = groups[index].strip();
        int end = group.length();
        while (end > 0 && (group.charAt(end - 1) == '^' || group.charAt(end - 1) == ' ')) {
            end--;
        }
        return group.substring(0, end);
    }

    public String familyName() {
        return component(0);
    }

    public String givenName() {
        return component(1);
    }

    public String middleName() {
        return component(2);
    }

    public String prefix() {
        return component(3);
    }

    public String suffix() {
        return component(4);
    }

    /** @return the value as a data set holds it, without trailing delimiters */
    public String toDicom() {
        String all = alphabetic + "=" + ideographic + "=" + phonetic;
        int end = all.length();
        while (end > 0 && all.charAt(end - 1) == '=') {
            end--;
        }
        return all.substring(0, end);
    }

    /**
     * @return {@code Family, Given Middle} of the first writing that isn't empty, and after it the ideographic one in
     *     brackets: {@code Yamada, Tarou (山田 太郎)}; empty for an empty name
     */
    public String display() {
        String first = display(firstWriting());
        boolean more = !ideographic.isEmpty() && !alphabetic.isEmpty();
        return more ? first + " (" + ideographic.replace('^', ' ').strip() + ")" : first;
    }

    private static String display(String writing) {
        String[] parts = writing.split("\\^", 5);
        StringBuilder text = new StringBuilder(parts[0].strip());
        String separator = ", ";
        for (int i = 1; i < Math.min(parts.length, 3); i++) {
            if (!parts[i].isBlank()) {
                text.append(text.isEmpty() ? "" : separator).append(parts[i].strip());
                separator = " ";
            }
        }
        return text.toString();
    }

    private String firstWriting() {
        if (!alphabetic.isEmpty()) {
            return alphabetic;
        }
        return ideographic.isEmpty() ? phonetic : ideographic;
    }

    private String component(int index) {
        String[] parts = firstWriting().split("\\^", -1);
        return index < parts.length ? parts[index].strip() : "";
    }
}
