package dev.lightbox.viewer.viewing;

import dev.lightbox.viewer.pacs.SeriesSummary;
import dev.lightbox.viewer.pacs.StudySummary;
import java.util.List;

/**
 * A study that the user who asked may view, with as much of it as they may know. Only {@link ViewableStudies} makes these.
 *
 * @param summary without the patient where {@code patientHidden}
 * @param series likewise
 * @param patient whose it is, for records; never to be shown or sent
 * @param patientHidden whether who the patient is must be kept from the user
 */
public record ViewableStudy(StudySummary summary, List<SeriesSummary> series, Patient patient, boolean patientHidden) {

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
        this(summary, series, new Patient(summary.patientId(), summary.patientName()), false);
    }

    /** The same study for somebody who must not know whose it is. */
    ViewableStudy withoutPatient() {
        HiddenPatient hidden = HiddenPatient.of(summary);
        return new ViewableStudy(
                hidden.cleaned(summary), series.stream().map(hidden::cleaned).toList(), patient, true);
    }

    public String studyInstanceUid() {
        return summary.studyInstanceUid();
    }

    /** Whether the series is one of this study's: only then may access to the study open it. */
    public boolean has(String seriesInstanceUid) {
        return series.stream().anyMatch(one -> one.seriesInstanceUid().equals(seriesInstanceUid));
    }
}
