package dev.lightbox.viewer.pacs.dicomweb;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.PersonName;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.viewer.pacs.SeriesSummary;
import dev.lightbox.viewer.pacs.StudySummary;
import java.util.Set;
import java.util.TreeSet;

/** QIDO-RS result data sets as our records (PS3.18 tables 10.6.3-3 and 10.6.3-4). Absent attributes are empty: archives leave out much. */
final class ArchiveAnswers {

    private ArchiveAnswers() {}

    static StudySummary study(DataSet result) {
        return new StudySummary(
                text(result, Tag.StudyInstanceUID),
                name(result, Tag.PatientName),
                text(result, Tag.PatientID),
                result.date(Tag.PatientBirthDate).orElse(null),
                text(result, Tag.PatientSex),
                result.date(Tag.StudyDate).orElse(null),
                result.time(Tag.StudyTime).orElse(null),
                modalities(result),
                text(result, Tag.StudyDescription),
                text(result, Tag.AccessionNumber),
                name(result, Tag.ReferringPhysicianName),
                count(result, Tag.NumberOfStudyRelatedSeries),
                count(result, Tag.NumberOfStudyRelatedInstances));
    }

    static SeriesSummary series(String studyInstanceUid, DataSet result) {
        return new SeriesSummary(
                studyInstanceUid,
                text(result, Tag.SeriesInstanceUID),
                text(result, Tag.Modality),
                result.integer(Tag.SeriesNumber),
                text(result, Tag.SeriesDescription),
                text(result, Tag.BodyPartExamined),
                count(result, Tag.NumberOfSeriesRelatedInstances));
    }

    static String text(DataSet dataSet, int tag) {
        return dataSet.string(tag).orElse("");
    }

    private static String name(DataSet dataSet, int tag) {
        return dataSet.personName(tag).map(PersonName::toDicom).orElse("");
    }

    private static Set<String> modalities(DataSet result) {
        Set<String> modalities = new TreeSet<>(result.strings(Tag.ModalitiesInStudy));
        modalities.remove("");
        return modalities;
    }

    private static int count(DataSet dataSet, int tag) {
        return Math.max(-1, dataSet.integer(tag).orElse(-1));
    }
}
