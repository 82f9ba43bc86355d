package dev.lightbox.security;

/**
 * A reason beside a user's roles for which they may view single studies: a share, an emergency. {@link StudyAccess} asks all of them, often, and for each row of a
 * list: an answer takes no time, and may be a second old. Implementations are thread-safe and never throw; where they aren't sure, they don't permit.
 */
public interface StudyGrants {

    /** Whether {@code user} may view this study now. */
    boolean permitsView(User user, String studyInstanceUid);

    /** Whether {@code user} may take files of this study away now; never without {@link #permitsView}. */
    default boolean permitsDownload(User user, String studyInstanceUid) {
        return false;
    }
}
