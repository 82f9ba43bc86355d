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
 * @param referringPhysicianName words to be found in the referring physician's name, matched as the patient's name is
 * @param referredBy any of these doctors, as PN values. Matched by family and given name of the alphabetic group; other components, case and
 *     diacritics don't matter, since this only narrows for {@code StudyAccess}, which decides
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
        String referringPhysicianName,
        List<String> referredBy) {

    /** Matches every study. */
    public static final StudyQuery ANY =
            new StudyQuery("", "", "", null, "", null, null, Set.of(), "", "", "", List.of());

    public StudyQuery {
        modalities = Set.copyOf(modalities);
        referredBy = List.copyOf(referredBy);
    }

    /** This search, narrowed to these doctors' patients. */
    public StudyQuery withReferredBy(List<String> doctors) {
        return new StudyQuery(
                freeText,
                patientName,
                patientId,
                patientBirthDate,
                patientSex,
                studyDateFrom,
                studyDateTo,
                modalities,
                studyDescription,
                accessionNumber,
                referringPhysicianName,
                doctors);
    }

    /** This search with no criterion but the period and the doctors. */
    public StudyQuery onlyPeriodAndDoctors() {
        return new StudyQuery("", "", "", null, "", studyDateFrom, studyDateTo, Set.of(), "", "", "", referredBy);
    }
}
