package dev.lightbox.security;

/** The one place that decides who may see which study. Denies unless a rule allows. Implementations are thread-safe. */
public interface StudyAccess {

    /** Whether {@code user} may see the images, thumbnails and headers of {@code study}, and find it in the worklist. */
    boolean mayView(User user, StudyAttributes study);

    /**
     * Whether {@code user} may take files of {@code study} away, as they are in the archive. Never more than {@link #mayView} allows; denied unless an
     * implementation says otherwise.
     */
    default boolean mayDownload(User user, StudyAttributes study) {
        return false;
    }

    /** Whether {@code user} may take pictures of {@code study} away as they are shown: save or print them. Whoever may take the files may, unless an implementation says otherwise. */
    default boolean mayExport(User user, StudyAttributes study) {
        return mayDownload(user, study);
    }

    /**
     * Whether {@code user} may let others see this study: only what their own role opens to them, not what a {@link StudyGrants} permits. Denied unless an implementation says otherwise.
     */
    default boolean mayShare(User user, StudyAttributes study) {
        return false;
    }

    /**
     * The widest set of studies that {@link #mayView} could allow this user; a hint with which a query to the archive is narrowed. Each result
     * must still be asked for with {@link #mayView}.
     */
    Scope scope(User user);

    /** See {@link StudyAccess#scope}. */
    sealed interface Scope {
        /** All studies. */
        record All() implements Scope {}

        /** Only studies with one of these values of Referring Physician's Name. */
        record ReferredBy(java.util.List<String> referringPhysicianNames) implements Scope {}

        /** None: the archive need not be asked. */
        record None() implements Scope {}
    }
}
