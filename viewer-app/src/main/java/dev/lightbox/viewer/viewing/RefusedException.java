package dev.lightbox.viewer.viewing;

import org.springframework.http.HttpStatus;

/** A request by HTTP that isn't served, and why. The message is fit for whoever asked: no patient, no address. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;

    /** @param message empty with {@code NOT_FOUND}, which is never explained */
    public RefusedException(HttpStatus status, String message) {
        super(message);
        this.status = status;
    }

    public RefusedException(HttpStatus status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    public static RefusedException notFound() {
        return new RefusedException(HttpStatus.NOT_FOUND, "");
    }

    public static RefusedException badRequest(String message) {
        return new RefusedException(HttpStatus.BAD_REQUEST, message);
    }

    public HttpStatus status() {
        return status;
    }
}
