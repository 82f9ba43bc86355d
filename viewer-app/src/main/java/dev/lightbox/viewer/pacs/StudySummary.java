package dev.lightbox.viewer.pacs;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One study as the worklist shows it. Person names are DICOM PN values as stored (component groups separated by {@code =}); empty strings where
 * the archive has no value.
 *
 * @param patientBirthDate null where absent or no date
 * @param patientSex M, F, O or empty
 * @param modalities Modalities in Study (0008,0061)
 * @param numberOfSeries -1 where unknown
 * @param numberOfInstances -1 where unknown
 */
public record StudySummary(
        String studyInstanceUid,
        String patientName,
        String patientId,
        @Nullable LocalDate patientBirthDate,
        String patientSex,
        @Nullable LocalDate studyDate,
        @Nullable LocalTime studyTime,
        Set<String> modalities,
        String studyDescription,
        String accessionNumber,
        String referringPhysicianName,
        int numberOfSeries,
        int numberOfInstances) {
    public StudySummary {
        modalities = Set.copyOf(modalities);
    }
}
