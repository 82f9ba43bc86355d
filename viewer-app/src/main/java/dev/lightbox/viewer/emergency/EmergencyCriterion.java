package dev.lightbox.viewer.emergency;

/** What a study is found by in an emergency: something that only who has the patient, or the order, before them knows. Compared whole, nothing by a part or a pattern. */
public enum EmergencyCriterion {
    PATIENT_ID("PatientID"),
    ACCESSION_NUMBER("AccessionNumber"),
    STUDY_INSTANCE_UID("StudyInstanceUID");

    private final String keyword;

    EmergencyCriterion(String keyword) {
        this.keyword = keyword;
    }

    /** The standard's name of it. */
    String keyword() {
        return keyword;
    }
}
