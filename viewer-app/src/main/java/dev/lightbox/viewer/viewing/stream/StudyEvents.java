package dev.lightbox.viewer.viewing.stream;

import dev.lightbox.engine.dicom.PersonName;
import dev.lightbox.viewer.pacs.SeriesSummary;
import dev.lightbox.viewer.pacs.StudySummary;
import dev.lightbox.viewer.viewing.PriorStudies;
import dev.lightbox.viewer.viewing.SeriesKinds;
import dev.lightbox.viewer.viewing.ViewableStudy;
import dev.lightbox.viewer.viewing.stream.protocol.ServerEvent;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A study's summary as the first message tells it. */
final class StudyEvents {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private StudyEvents() {}

    static ServerEvent.Beside beside(ViewableStudy opened, ViewableStudy other, boolean mayExport, int aheadBytes) {
        return new ServerEvent.Beside(
                other.studyInstanceUid(),
                Optional.of(PriorStudies.Relation.of(opened.summary(), other.summary())),
                Optional.of(of(other, mayExport, aheadBytes)),
                Optional.empty());
    }

    static ServerEvent.Beside refused(String studyInstanceUid, ServerEvent.BesideRefusal refusal) {
        return new ServerEvent.Beside(studyInstanceUid, Optional.empty(), Optional.empty(), Optional.of(refusal));
    }

    static ServerEvent.Study of(ViewableStudy study, boolean mayExport, int aheadBytes) {
        StudySummary summary = study.summary();
        return new ServerEvent.Study(
                summary.studyInstanceUid(),
                new ServerEvent.Patient(
                        name(summary.patientName()),
                        summary.patientId(),
                        iso(summary.patientBirthDate(), DateTimeFormatter.ISO_LOCAL_DATE),
                        summary.patientSex()),
                iso(summary.studyDate(), DateTimeFormatter.ISO_LOCAL_DATE),
                iso(summary.studyTime(), TIME),
                summary.studyDescription(),
                summary.accessionNumber(),
                name(summary.referringPhysicianName()),
                mayExport,
                aheadBytes,
                study.series().stream().map(StudyEvents::series).toList());
    }

    static ServerEvent.Priors priors(ViewableStudy opened, List<ViewableStudy> others) {
        return new ServerEvent.Priors(others.stream()
                .map(ViewableStudy::summary)
                .map(other -> new ServerEvent.Prior(
                        other.studyInstanceUid(),
                        PriorStudies.Relation.of(opened.summary(), other),
                        iso(other.studyDate(), DateTimeFormatter.ISO_LOCAL_DATE),
                        iso(other.studyTime(), TIME),
                        other.studyDescription(),
                        other.modalities().stream().sorted().toList()))
                .toList());
    }

    private static ServerEvent.Series series(SeriesSummary series) {
        return new ServerEvent.Series(
                series.seriesInstanceUid(),
                series.seriesNumber(),
                series.modality(),
                series.seriesDescription(),
                series.bodyPartExamined(),
                Math.max(0, series.numberOfInstances()),
                "dicomweb/studies/" + series.studyInstanceUid() + "/series/" + series.seriesInstanceUid()
                        + "/thumbnail",
                SeriesKinds.canHoldPictures(series.modality()));
    }

    private static String name(String personName) {
        return personName.isBlank() ? "" : PersonName.parse(personName).display();
    }

    private static String iso(@Nullable TemporalAccessor value, DateTimeFormatter format) {
        return value == null ? "" : format.format(value);
    }
}
