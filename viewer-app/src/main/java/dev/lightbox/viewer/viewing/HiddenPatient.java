package dev.lightbox.viewer.viewing;

import dev.lightbox.viewer.pacs.FoldedText;
import dev.lightbox.viewer.pacs.SeriesSummary;
import dev.lightbox.viewer.pacs.StudySummary;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a study's texts what says whose it is. Name, Patient ID, birth date, accession number and referring physician go; the sex stays. A text that has a part of the
 * name, an identifier or the birth date (in figures) in it, or breaks off within one, goes as a whole: what a scanner's operator typed can't be taken apart reliably. Immutable.
 */
public final class HiddenPatient {

    /** Shorter parts of a name are parts of many words: they tell only where they are words of their own. */
    private static final int SHORTEST_PART = 3;

    /** Stands where a text was cut, as long labels are. */
    private static final char CUT = '…';

    /** So much before a cut is looked at: more than a label is long, and a file's text may be nothing but cuts. */
    private static final int BEFORE_CUT = 64;

    /** Initials don't tell at all. */
    private static final int SHORTEST_WORD = 2;

    /** What isn't longer is a code, such as a unit (HU) or a side (L), whatever the patient's name is. */
    private static final int LONGEST_CODE = 4;

    /** Family, given and middle name; what follows them in a group are titles (PS3.5 6.2.1.1). */
    private static final int NAMES = 3;

    /** Parts of a name that are also looked for as one word. */
    private static final int MOST_JOINED = 8;

    /** In these a name is a letter or two, and words aren't set apart. */
    private static final Set<UnicodeScript> DENSE =
            EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HANGUL);

    private static final Pattern BETWEEN_PARTS = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern DATE = Pattern.compile(
            "(?<![0-9])([0-9]{1,4})[^\\p{L}\\p{N}]{1,2}([0-9]{1,2})[^\\p{L}\\p{N}]{1,2}([0-9]{2,4}|[0-9])(?![0-9])");
    private static final List<String> WHOLE_DATES = List.of("uuuuMMdd", "ddMMuuuu", "MMdduuuu");
    private static final List<String> SHORT_DATES = List.of("uuMMdd", "ddMMuu", "MMdduu");

    /** Tell wherever they stand. */
    private final Set<String> telling = new LinkedHashSet<>();

    /** Tell as words of their own. */
    private final Set<String> tellingWords = new LinkedHashSet<>();

    private final @Nullable LocalDate born;

    private HiddenPatient(StudySummary study) {
        for (String group : study.patientName().split("=")) {
            addGroup(group.split("\\^"));
        }
        addPart(withoutGaps(study.patientId()));
        addPart(withoutGaps(study.accessionNumber()));
        born = study.patientBirthDate();
        if (born != null) {
            WHOLE_DATES.forEach(form -> telling.add(born.format(DateTimeFormatter.ofPattern(form, Locale.ROOT))));
            SHORT_DATES.forEach(form -> tellingWords.add(born.format(DateTimeFormatter.ofPattern(form, Locale.ROOT))));
        }
    }

    static HiddenPatient of(StudySummary study) {
        return new HiddenPatient(study);
    }

    private void addGroup(String[] components) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < components.length; i++) {
            for (String part : BETWEEN_PARTS.split(components[i])) {
                if (i < NAMES && part.length() >= SHORTEST_WORD && names.size() < MOST_JOINED) {
                    names.add(part);
                }
                if (i < NAMES || part.length() >= SHORTEST_PART) {
                    addPart(part);
                }
            }
        }
        // Of short names, the whole written as one word.
        for (int one = 0; one < names.size(); one++) {
            for (int other = 0; other < names.size(); other++) {
                String both = names.get(one) + names.get(other);
                if (one != other && both.length() < 2 * SHORTEST_PART) {
                    addPart(both);
                }
            }
        }
    }

    private void addPart(String part) {
        for (String spelling : new String[] {folded(part), folded(german(part))}) {
            if (spelling.length() >= SHORTEST_PART || spelling.codePoints().anyMatch(HiddenPatient::isDense)) {
                telling.add(spelling);
            } else if (spelling.length() >= SHORTEST_WORD) {
                tellingWords.add(spelling);
            }
        }
    }

    private static boolean isDense(int letter) {
        return DENSE.contains(UnicodeScript.of(letter));
    }

    /** Ü is written as U by some systems, and as UE by others. */
    private static String german(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("Ä", "AE")
                .replace("Ö", "OE")
                .replace("Ü", "UE");
    }

    /** As the search compares names, and here without the marks of other scripts, in one width and one kind of kana, too: rather one text too many goes. */
    private static String folded(String text) {
        String oneWidth = Normalizer.normalize(text, Normalizer.Form.NFKC);
        String plain = MARKS.matcher(Normalizer.normalize(FoldedText.of(oneWidth), Normalizer.Form.NFD))
                .replaceAll("");
        return plain.codePoints()
                .map(letter -> letter >= 'ぁ' && letter <= 'ゖ' ? letter + ('ァ' - 'ぁ') : letter)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String withoutGaps(String text) {
        return BETWEEN_PARTS.matcher(text).replaceAll("");
    }

    /** Whether a text says whose the study is. */
    public boolean isIn(String text) {
        if (text.isEmpty()) {
            return false;
        }
        String whole = Normalizer.normalize(text, Normalizer.Form.NFKC);
        return isIn(whole, folded(withoutGaps(whole)))
                || isIn(german(whole), folded(withoutGaps(german(whole))))
                || isBirthDateIn(whole)
                || isBegunIn(text);
    }

    /** Whether a text breaks off within something that tells. */
    private boolean isBegunIn(String text) {
        for (int cut = text.indexOf(CUT); cut >= 0; cut = text.indexOf(CUT, cut + 1)) {
            String before =
                    Normalizer.normalize(text.substring(Math.max(0, cut - BEFORE_CUT), cut), Normalizer.Form.NFKC);
            if (endsInABeginning(folded(withoutGaps(before)))
                    || endsInABeginning(folded(withoutGaps(german(before))))) {
                return true;
            }
        }
        return false;
    }

    private boolean endsInABeginning(String joined) {
        return telling.stream().anyMatch(part -> {
            int shortest = part.codePoints().anyMatch(HiddenPatient::isDense) ? 1 : SHORTEST_PART;
            for (int length = Math.min(part.length() - 1, joined.length()); length >= shortest; length--) {
                if (joined.endsWith(part.substring(0, length))) {
                    return true;
                }
            }
            return false;
        });
    }

    private boolean isIn(String text, String joined) {
        return telling.stream().anyMatch(joined::contains)
                || (!tellingWords.isEmpty()
                        && BETWEEN_PARTS
                                .splitAsStream(text)
                                .map(HiddenPatient::folded)
                                .anyMatch(tellingWords::contains));
    }

    private boolean isBirthDateIn(String text) {
        LocalDate date = born;
        return date != null
                && DATE.matcher(text).results().anyMatch(found -> {
                    int first = Integer.parseInt(found.group(1));
                    int second = Integer.parseInt(found.group(2));
                    int third = Integer.parseInt(found.group(3));
                    int day = date.getDayOfMonth();
                    int month = date.getMonthValue();
                    return (first == day && second == month && isYear(third, date))
                            || (first == month && second == day && isYear(third, date))
                            || (isYear(first, date) && second == month && third == day);
                });
    }

    private static boolean isYear(int number, LocalDate date) {
        return number == date.getYear() || number == date.getYear() % 100;
    }

    /** The text, or nothing where it says whose it is. */
    public String cleaned(String text) {
        return isIn(text) ? "" : text;
    }

    /** The same of a coded value. */
    public String cleanedCode(String code) {
        return code.length() > LONGEST_CODE ? cleaned(code) : code;
    }

    StudySummary cleaned(StudySummary study) {
        return new StudySummary(
                study.studyInstanceUid(),
                "",
                "",
                null,
                cleanedCode(study.patientSex()),
                study.studyDate(),
                study.studyTime(),
                study.modalities().stream()
                        .map(this::cleanedCode)
                        .filter(modality -> !modality.isEmpty())
                        .collect(Collectors.toUnmodifiableSet()),
                cleaned(study.studyDescription()),
                "",
                "",
                study.numberOfSeries(),
                study.numberOfInstances());
    }

    SeriesSummary cleaned(SeriesSummary series) {
        return new SeriesSummary(
                series.studyInstanceUid(),
                series.seriesInstanceUid(),
                cleanedCode(series.modality()),
                series.seriesNumber(),
                cleaned(series.seriesDescription()),
                cleaned(series.bodyPartExamined()),
                series.numberOfInstances());
    }
}
