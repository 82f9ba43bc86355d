package dev.lightbox.security;

/** What access is decided on: attributes of one study that the server itself fetched from the archive, never a client's word. */
public interface StudyAttributes {

    /** Study Instance UID (0020,000D). */
    String studyInstanceUid();

    /** Referring Physician's Name (0008,0090) as the archive holds it; empty where it has none. */
    String referringPhysicianName();

    /**
     * Where the study comes from. Asked for only where a rule needs it: it may cost the archive some questions.
     *
     * @throws RuntimeException where the archive doesn't answer: then access isn't decided
     */
    StudyOrigin origin();

    /** Of a study that says nothing of its origin. */
    static StudyAttributes of(String studyInstanceUid, String referringPhysicianName) {
        return of(studyInstanceUid, referringPhysicianName, StudyOrigin.NONE);
    }

    static StudyAttributes of(String studyInstanceUid, String referringPhysicianName, StudyOrigin origin) {
        record Known(String studyInstanceUid, String referringPhysicianName, StudyOrigin origin)
                implements StudyAttributes {}
        return new Known(studyInstanceUid, referringPhysicianName, origin);
    }
}
