package dev.lightbox.viewer.pacs;

import org.jspecify.annotations.Nullable;

/** The archive failed. The message is fit for the user: what happened and what to do, no address, no patient. Details are in the cause. */
public final class StudySourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What failed. */
    public enum Kind {
        /** No connection, or none in time. */
        UNREACHABLE,
        /** The archive refused our credentials. */
        UNAUTHORIZED,
        /** The archive doesn't have it. */
        NOT_FOUND,
        /** The archive answered with an error or with what can't be understood. */
        BAD_ANSWER
    }

    private final Kind kind;
    private final String message;

    public StudySourceException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }

    public Kind kind() {
        return kind;
    }
}
