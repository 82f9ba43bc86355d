package dev.lightbox.viewer.pacs.dicomweb;

import dev.lightbox.viewer.pacs.StudyQuery;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Words a {@link StudyQuery} as QIDO-RS queries (PS3.18 10.6.1.2), whose results together hold every study that matches. What they hold too much is for
 * {@code StudyMatcher} to drop.
 *
 * <p>Three things stand between our matching and an archive's. Orthanc 1.10 doesn't percent-decode a query, so only characters that need no escaping are sent,
 * and wildcards stand for the rest. Diacritics: archives differ in whether {@code muller} finds {@code Müller}. And QIDO-RS has no "or". So a search for a
 * name goes out twice: as it was typed, which finds the usual matches quickly however large the archive is, and then as widely as our own matching could
 * reach, up to the configured number of studies. Identifiers have no diacritics, but archives may mind their case (PS3.4 C.2.2.2.4): they go out as typed
 * and in capitals. An identifier in mixed case that was typed otherwise is found only by archives that don't mind.
 */
final class StudySearch {

    private static final DateTimeFormatter DA = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final Pattern WORD_BREAK = Pattern.compile("[\\s,]+");
    private static final Pattern NAME_BREAK = Pattern.compile("[\\s^=,;.'’`´\\-‐‑・]+");
    /** Letters that carry no diacritics in names as they are found (Esperanto and Welsh have a few), and that no folding makes of others. */
    private static final String LETTERS_WITHOUT_DIACRITICS = "bfhjmpqvwxBFHJMPQVWX";
    /** More queries than this for one search cost more than they save. */
    private static final int MAX_ALTERNATIVES = 6;

    private StudySearch() {}

    /**
     * The queries, without {@code limit} and {@code offset}, in the order in which to send them; {@code a=b&c=d}, or empty for "everything".
     *
     * @param wildcards whether the archive understands them
     */
    static List<String> queries(StudyQuery query, boolean wildcards) {
        String dates = dates(query);
        if (!wildcards) {
            return combine(dates, List.of(modalities(query)));
        }
        Set<String> all = new LinkedHashSet<>();
        for (boolean wide : new boolean[] {false, true}) {
            all.addAll(combine(
                    dates,
                    List.of(
                            referredBy(query, wide),
                            ids("PatientID", query.patientId()),
                            ids("AccessionNumber", query.accessionNumber()),
                            alternatives(name("PatientName", query.patientName(), wide)),
                            // One matching key can't be given twice: the doctors' narrowing is the stronger.
                            query.referredBy().isEmpty()
                                    ? alternatives(name("ReferringPhysicianName", query.referringPhysicianName(), wide))
                                    : List.of(),
                            freeText(query, wide),
                            modalities(query))));
        }
        return List.copyOf(all);
    }

    private static String dates(StudyQuery query) {
        List<String> parts = new ArrayList<>();
        LocalDate from = query.studyDateFrom();
        LocalDate to = query.studyDateTo();
        if (from != null || to != null) {
            // PS3.4 C.2.2.2.5: range matching.
            parts.add("StudyDate=" + (from == null ? "" : DA.format(from)) + "-" + (to == null ? "" : DA.format(to)));
        }
        if (query.patientBirthDate() != null) {
            parts.add("PatientBirthDate=" + DA.format(query.patientBirthDate()));
        }
        return String.join("&", parts);
    }

    /** Each query with one of each list's alternatives; a list that would make too many is left out (an empty list means "any"). */
    private static List<String> combine(String common, List<List<String>> criteria) {
        List<String> queries = List.of(common);
        for (List<String> alternatives : criteria) {
            if (!alternatives.isEmpty() && queries.size() * alternatives.size() <= MAX_ALTERNATIVES) {
                queries = queries.stream()
                        .flatMap(query -> alternatives.stream()
                                .map(one -> Stream.of(query, one)
                                        .filter(part -> !part.isEmpty())
                                        .collect(Collectors.joining("&"))))
                        .toList();
            }
        }
        return queries;
    }

    private static List<String> modalities(StudyQuery query) {
        // A code string (PS3.5 6.2) needs no escaping; anything else is for our own matching to refuse.
        return query.modalities().stream().allMatch(m -> m.matches("[A-Z0-9_]{1,16}"))
                ? query.modalities().stream()
                        .sorted()
                        .map(m -> "ModalitiesInStudy=" + m)
                        .toList()
                : List.of();
    }

    private static List<String> referredBy(StudyQuery query, boolean wide) {
        List<String> names = new ArrayList<>();
        for (String doctor : query.referredBy()) {
            String[] components = doctor.split("=", -1)[0].split("\\^", -1);
            String pattern =
                    pattern(components[0].strip() + (components.length > 1 ? "*" + components[1].strip() : ""), wide);
            if (isAny(pattern)) {
                return List.of();
            }
            names.add("ReferringPhysicianName=" + pattern);
        }
        return names.stream().distinct().toList();
    }

    /** The most telling word, in the name, in the ID or in the accession number; nothing where one of these keys is taken already. */
    private static List<String> freeText(StudyQuery query, boolean wide) {
        String word = mostTelling(WORD_BREAK, query.freeText());
        boolean keyTaken = !query.patientName().isBlank()
                || !query.patientId().isBlank()
                || !query.accessionNumber().isBlank();
        List<String> names = alternatives(name("PatientName", word, wide));
        List<String> patientIds = ids("PatientID", word);
        if (keyTaken || names.isEmpty() || patientIds.isEmpty()) {
            // A pattern that matches everything makes the "or" pointless.
            return List.of();
        }
        return Stream.of(names, patientIds, ids("AccessionNumber", word))
                .flatMap(List::stream)
                .toList();
    }

    private static String name(String key, String typed, boolean wide) {
        return parameter(key, pattern(mostTelling(NAME_BREAK, typed), wide));
    }

    private static List<String> ids(String key, String typed) {
        return Stream.of(typed.strip(), typed.strip().toUpperCase(Locale.ROOT))
                .map(id -> parameter(key, pattern(id, false)))
                .filter(part -> !part.isEmpty())
                .distinct()
                .toList();
    }

    private static List<String> alternatives(String parameter) {
        return parameter.isEmpty() ? List.of() : List.of(parameter);
    }

    private static String parameter(String key, String pattern) {
        return isAny(pattern) ? "" : key + "=" + pattern;
    }

    private static boolean isAny(String pattern) {
        return pattern.chars().allMatch(c -> c == '*' || c == '?');
    }

    private static String mostTelling(Pattern wordBreak, String typed) {
        String best = "";
        for (String word : wordBreak.split(typed)) {
            if (plainCharacters(word) > plainCharacters(best) || best.isEmpty()) {
                best = word;
            }
        }
        return best;
    }

    private static long plainCharacters(String word) {
        return word.chars().filter(StudySearch::isPlain).count();
    }

    /** {@code *text*} with wildcards for what can't be sent or may be written differently. */
    private static String pattern(String text, boolean wide) {
        StringBuilder pattern = new StringBuilder("*");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            if (digit || (isPlain(c) && (!wide || LETTERS_WITHOUT_DIACRITICS.indexOf(c) >= 0))) {
                pattern.append(c);
            } else if (!wide && c > ' ' && c < 127 && c != '*') {
                // One ASCII character that would need escaping, or that the archive might take for a separator.
                pattern.append('?');
            } else if (pattern.charAt(pattern.length() - 1) != '*') {
                // Archives count a letter beyond ASCII as one, two or no characters.
                pattern.append('*');
            }
        }
        if (pattern.charAt(pattern.length() - 1) != '*') {
            pattern.append('*');
        }
        return pattern.toString();
    }

    private static boolean isPlain(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
