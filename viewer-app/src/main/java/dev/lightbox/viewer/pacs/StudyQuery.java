package dev.lightbox.viewer.pacs;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the worklist looks for. Empty strings and sets, and nulls, mean "any". All given criteria must hold. See {@link StudyMatcher} for how each matches.
 *
 * @param freeText words, each of which must occur in the patient's name, the patient ID or the accession number
 * @param modalities any of these
 * @param studyDateFrom first day, inclusive
 * @param studyDateTo last day, inclusive
 * @param referringPhysicianNames any of these (a doctor may be spelt in several ways)
 */
public record StudyQuery(
        String freeText,
        String patientName,
        String patientId,
        @Nullable LocalDate patientBirthDate,
        String patientSex,
        @Nullable LocalDate studyDateFrom,
        @Nullable LocalDate studyDateTo,
        Set<String> modalities,
        String studyDescription,
        String accessionNumber,
        List<String> referringPhysicianNames) {

    /** Matches every study. */
    public static final StudyQuery ANY = new StudyQuery("", "", "", null, "", null, null, Set.of(), "", "", List.of());

    public StudyQuery {
        modalities = Set.copyOf(modalities);
        referringPhysicianNames = List.copyOf(referringPhysicianNames);
    }
}
