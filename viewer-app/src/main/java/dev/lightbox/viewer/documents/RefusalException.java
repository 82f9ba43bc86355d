package dev.lightbox.viewer.documents;

import org.springframework.http.HttpStatus;

/** This isn't answered, and why: fit for the user, without the patient's values. */
final class RefusalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;

    /** @param message empty with {@code NOT_FOUND}, which is never explained */
    RefusalException(HttpStatus status, String message) {
        super(message);
        this.status = status;
    }

    RefusalException(HttpStatus status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    static RefusalException notFound() {
        return new RefusalException(HttpStatus.NOT_FOUND, "");
    }

    HttpStatus status() {
        return status;
    }
}
