package dev.lightbox.viewer.dicomweb;

import org.springframework.http.HttpStatus;

/** A request that isn't served, with the status that the standard has for it (PS3.18 8.5). The message is fit for whoever asked: no patient, no address. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;

    RefusedException(HttpStatus status, String message) {
        super(message);
        this.status = status;
    }

    static RefusedException badRequest(String message) {
        return new RefusedException(HttpStatus.BAD_REQUEST, message);
    }

    HttpStatus status() {
        return status;
    }
}
