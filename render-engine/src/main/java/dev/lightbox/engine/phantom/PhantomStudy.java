package dev.lightbox.engine.phantom;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/**
 * A demonstration study. All but its date is always the same. Immutable and thread-safe.
 *
 * @param referringPhysician a DICOM person name; empty if the study has none
 * @param daysAgo the study's date, counted back from the day of generation
 */
public record PhantomStudy(
        String studyInstanceUid,
        PhantomPatient patient,
        String referringPhysician,
        int daysAgo,
        LocalTime time,
        String accessionNumber,
        String description,
        List<PhantomSeries> series) {
    public PhantomStudy {
        series = List.copyOf(series);
    }

    /** Study Date, when generated on the given day. */
    public LocalDate date(LocalDate today) {
        return today.minusDays(daysAgo);
    }

    /** The series with a Series Number. */
    public PhantomSeries series(int number) {
        return series.stream()
                .filter(candidate -> candidate.number() == number)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no series " + number + " in " + description));
    }
}
