package dev.lightbox.viewer.viewing;

import dev.lightbox.viewer.pacs.FoldedText;
import dev.lightbox.viewer.pacs.SeriesSummary;
import dev.lightbox.viewer.pacs.StudySummary;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes out of a study's texts what says whose it is. Name, Patient ID, birth date, accession number and referring physician go; the sex stays. A description that has a part of the
 * name or an identifier in it goes as a whole: what a scanner's operator typed can't be taken apart reliably.
 */
final class HiddenPatient {

    /** Shorter parts of a name are parts of many words. */
    private static final int SHORTEST_PART = 3;

    private static final Pattern BETWEEN_PARTS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private final Set<String> telling;

    private HiddenPatient(Set<String> telling) {
        this.telling = telling;
    }

    static HiddenPatient of(StudySummary study) {
        Set<String> telling = new LinkedHashSet<>();
        for (String part : BETWEEN_PARTS.split(study.patientName())) {
            addSpellings(telling, part);
        }
        addSpellings(telling, withoutGaps(study.patientId()));
        addSpellings(telling, withoutGaps(study.accessionNumber()));
        return new HiddenPatient(telling);
    }

    private static void addSpellings(Set<String> telling, String part) {
        for (String spelling : new String[] {folded(part), folded(german(part))}) {
            if (spelling.length() >= SHORTEST_PART) {
                telling.add(spelling);
            }
        }
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

    /** As the search compares names, and here without the marks of other scripts, too: rather one text too many goes. */
    private static String folded(String text) {
        return MARKS.matcher(Normalizer.normalize(FoldedText.of(text), Normalizer.Form.NFD))
                .replaceAll("");
    }

    private static String withoutGaps(String text) {
        return BETWEEN_PARTS.matcher(text).replaceAll("");
    }

    /** The text, or nothing where it says whose it is. */
    String cleaned(String text) {
        String plain = folded(withoutGaps(text));
        String germanized = folded(german(withoutGaps(text)));
        boolean tells = telling.stream().anyMatch(part -> plain.contains(part) || germanized.contains(part));
        return tells ? "" : text;
    }

    StudySummary cleaned(StudySummary study) {
        return new StudySummary(
                study.studyInstanceUid(),
                "",
                "",
                null,
                study.patientSex(),
                study.studyDate(),
                study.studyTime(),
                study.modalities(),
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
                series.modality(),
                series.seriesNumber(),
                cleaned(series.seriesDescription()),
                cleaned(series.bodyPartExamined()),
                series.numberOfInstances());
    }
}
