package dev.lightbox.viewer.viewing;

import dev.lightbox.viewer.pacs.SeriesSummary;
import dev.lightbox.viewer.pacs.StudySummary;
import java.util.List;
import java.util.Optional;

/**
 * A study that the user who asked may view, with as much of it as they may know. Only {@link ViewableStudies} makes these.
 *
 * @param summary without the patient where there is {@code hidden}
 * @param series likewise
 * @param patient whose it is, for records; never to be shown or sent
 * @param hidden takes out of texts who the patient is, where that must be kept from the user
 */
public record ViewableStudy(
        StudySummary summary, List<SeriesSummary> series, Patient patient, Optional<HiddenPatient> hidden) {

    /**
     * Whose a study is.
     *
     * @param id Patient ID (0010,0020)
     * @param name Patient's Name (0010,0010) as the archive holds it
     */
    public record Patient(String id, String name) {}

    public ViewableStudy {
        series = List.copyOf(series);
    }

    /** One whose patient the user may know. */
    public ViewableStudy(StudySummary summary, List<SeriesSummary> series) {
        this(summary, series, new Patient(summary.patientId(), summary.patientName()), Optional.empty());
    }

    /** The same study for somebody who must not know whose it is. */
    ViewableStudy withoutPatient() {
        HiddenPatient taken = HiddenPatient.of(summary);
        return new ViewableStudy(
                taken.cleaned(summary), series.stream().map(taken::cleaned).toList(), patient, Optional.of(taken));
    }

    /** Whether who the patient is must be kept from the user. */
    public boolean patientHidden() {
        return hidden.isPresent();
    }

    public String studyInstanceUid() {
        return summary.studyInstanceUid();
    }

    /** Whether the series is one of this study's: only then may access to the study open it. */
    public boolean has(String seriesInstanceUid) {
        return series.stream().anyMatch(one -> one.seriesInstanceUid().equals(seriesInstanceUid));
    }
}
