package dev.lightbox.viewer.viewing.work;

/** How urgent work is; the first is served first. */
public enum Priority {
    /** The user moves and looks at the screen. */
    INTERACTIVE,
    /** The user has come to rest and waits for the exact picture. */
    EXACT,
    /** A slice of a volume whose first planes the user looks at already. */
    VOLUME,
    /** The series strip. */
    THUMBNAIL,
    /** A picture that the user is about to turn to, sent before it is asked for. */
    AHEAD,
    /** Nobody has asked for it yet. */
    PREFETCH;

    /** Whether nobody waits for it in front of an empty viewport. */
    public boolean isBackground() {
        return this == THUMBNAIL || this == AHEAD || this == PREFETCH;
    }

    boolean isBefore(Priority other) {
        return compareTo(other) < 0;
    }
}
