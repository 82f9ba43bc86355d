package dev.lightbox.viewer.pacs;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says which studies match a {@link StudyQuery}, whatever the archive behind it can match. All criteria that are given must hold.
 *
 * <ul>
 *   <li><b>Text</b> is compared without case, diacritics and width: {@code muller} finds {@code MÜLLER}, and the other way round.
 *   <li><b>Wildcards</b>: where a typed word has {@code *} (any text) or {@code ?} (one character), it must match from its first to its last character.
 *   <li><b>Names</b> (patient, referring physician): each typed word must begin a word of the name, all of them in the same component group (alphabetic,
 *       ideographic or phonetic), in any order. Spaces, {@code ^ , . ' -} separate words; they may also be left out ({@code obrien} finds
 *       {@code O'Brien}). Han, kana and hangul match anywhere.
 *   <li><b>Patient ID, accession number</b>: the typed text occurs anywhere; with wildcards the whole value must match.
 *   <li><b>Study description</b>: each typed word occurs anywhere.
 *   <li><b>Free text</b>: each word (between spaces or commas) must be found in the patient's name, the patient ID or the accession number, by the rules of
 *       these.
 *   <li><b>Days</b> are inclusive; a study without a date matches no period. Birth date and sex must be equal.
 *   <li><b>Modalities</b>: at least one of the study's is asked for.
 *   <li><b>{@code referredBy}</b>: family and given name of the alphabetic group equal those of one doctor. The other components don't matter, and a name
 *       without family and given name matches nobody.
 * </ul>
 */
public final class StudyMatcher {

    private static final Pattern WORD_BREAK = Pattern.compile("[\\s,]+");

    private StudyMatcher() {}

    /** Whether {@code study} matches {@code query}. For many studies {@link #of} is faster. */
    public static boolean matches(StudyQuery query, StudySummary study) {
        return of(query).test(study);
    }

    /** The query as a test of studies, prepared for many of them. Immutable and thread-safe. */
    public static Predicate<StudySummary> of(StudyQuery query) {
        // The cheapest first.
        List<Predicate<StudySummary>> tests = new ArrayList<>();
        addDates(query, tests);
        if (!query.patientSex().isBlank()) {
            String sex = query.patientSex().strip();
            tests.add(study -> study.patientSex().strip().equalsIgnoreCase(sex));
        }
        if (!query.modalities().isEmpty()) {
            Set<String> modalities = query.modalities();
            tests.add(study -> study.modalities().stream().anyMatch(modalities::contains));
        }
        addId(query.patientId(), StudySummary::patientId, tests);
        addId(query.accessionNumber(), StudySummary::accessionNumber, tests);
        if (!query.referredBy().isEmpty()) {
            Set<String> doctors = query.referredBy().stream()
                    .map(StudyMatcher::familyAndGivenName)
                    .filter(name -> !name.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
            tests.add(study -> doctors.contains(familyAndGivenName(study.referringPhysicianName())));
        }
        addName(query.patientName(), StudySummary::patientName, tests);
        addName(query.referringPhysicianName(), StudySummary::referringPhysicianName, tests);
        addDescription(query.studyDescription(), tests);
        addFreeText(query.freeText(), tests);
        List<Predicate<StudySummary>> all = List.copyOf(tests);
        return study -> {
            for (Predicate<StudySummary> test : all) {
                if (!test.test(study)) {
                    return false;
                }
            }
            return true;
        };
    }

    private static void addDates(StudyQuery query, List<Predicate<StudySummary>> tests) {
        LocalDate from = query.studyDateFrom();
        LocalDate to = query.studyDateTo();
        if (from != null || to != null) {
            tests.add(study -> isWithin(study.studyDate(), from, to));
        }
        LocalDate born = query.patientBirthDate();
        if (born != null) {
            tests.add(study -> born.equals(study.patientBirthDate()));
        }
    }

    private static boolean isWithin(@Nullable LocalDate date, @Nullable LocalDate from, @Nullable LocalDate to) {
        return date != null && (from == null || !date.isBefore(from)) && (to == null || !date.isAfter(to));
    }

    private static void addId(String typed, Function<StudySummary, String> value, List<Predicate<StudySummary>> tests) {
        String pattern = FoldedText.of(typed);
        if (!pattern.isEmpty()) {
            tests.add(study -> idMatches(pattern, value.apply(study)));
        }
    }

    private static boolean idMatches(String foldedPattern, String value) {
        String id = FoldedText.of(value);
        return FoldedText.hasWildcard(foldedPattern)
                ? FoldedText.matches(foldedPattern, id)
                : id.contains(foldedPattern);
    }

    private static void addName(
            String typed, Function<StudySummary, String> value, List<Predicate<StudySummary>> tests) {
        NameSearch search = NameSearch.of(typed);
        if (!search.isEmpty()) {
            tests.add(study -> search.matches(value.apply(study)));
        }
    }

    private static void addDescription(String typed, List<Predicate<StudySummary>> tests) {
        for (String word : words(FoldedText.of(typed))) {
            String pattern = "*" + word + "*";
            tests.add(study -> FoldedText.matches(pattern, FoldedText.of(study.studyDescription())));
        }
    }

    private static void addFreeText(String typed, List<Predicate<StudySummary>> tests) {
        for (String word : words(FoldedText.of(typed))) {
            NameSearch name = NameSearch.of(word);
            tests.add(study -> (!name.isEmpty() && name.matches(study.patientName()))
                    || idMatches(word, study.patientId())
                    || idMatches(word, study.accessionNumber()));
        }
    }

    private static List<String> words(String folded) {
        return WORD_BREAK.splitAsStream(folded).filter(word -> !word.isEmpty()).toList();
    }

    private static String withSingleSpaces(String component) {
        return component.strip().replaceAll("\\s+", " ");
    }

    /** Both folded, joined by {@code ^}; empty where the name has neither. */
    private static String familyAndGivenName(String personName) {
        String[] components = FoldedText.of(personName).split("=", -1)[0].split("\\^", -1);
        String family = withSingleSpaces(components[0]);
        String given = components.length > 1 ? withSingleSpaces(components[1]) : "";
        return family.isEmpty() && given.isEmpty() ? "" : family + "^" + given;
    }
}
