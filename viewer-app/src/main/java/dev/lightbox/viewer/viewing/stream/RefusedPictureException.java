package dev.lightbox.viewer.viewing.stream;

/** A picture that can't be, known without making it. Message and detail are fit for the user. */
final class RefusedPictureException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String detail;

    /** @param message whole sentences */
    RefusedPictureException(String message, String detail) {
        super(message);
        this.detail = detail;
    }

    String detail() {
        return detail;
    }
}
