package dev.lightbox.viewer.worklist;

import dev.lightbox.viewer.pacs.StudyQuery;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the user has entered above the worklist. Empty strings and sets, and nulls, mean "any".
 *
 * @param range a quick range; null where the user gave days of their own
 * @param from first day, inclusive; counts only without a quick range
 * @param to last day, inclusive; counts only without a quick range
 * @param referringPhysician words that must occur in the referring physician's name
 */
public record WorklistFilter(
        String freeText,
        @Nullable DateRange range,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        String patientName,
        String patientId,
        @Nullable LocalDate patientBirthDate,
        String patientSex,
        Set<String> modalities,
        String studyDescription,
        String accessionNumber,
        String referringPhysician) {

    public WorklistFilter {
        modalities = Set.copyOf(modalities);
    }

    /** No restriction but the range. */
    public static WorklistFilter of(DateRange range) {
        return new WorklistFilter("", range, null, null, "", "", null, "", Set.of(), "", "", "");
    }

    /** The search of the archive that this asks for. */
    StudyQuery toQuery(LocalDate today) {
        return new StudyQuery(
                freeText.strip(),
                patientName.strip(),
                patientId.strip(),
                patientBirthDate,
                patientSex,
                range == null ? from : range.from(today),
                range == null ? to : null,
                modalities,
                studyDescription.strip(),
                accessionNumber.strip(),
                referringPhysician.strip(),
                List.of());
    }
}
