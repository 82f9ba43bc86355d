package dev.lightbox.viewer.viewing;

/** One picture, or one series, can't be shown. Message and detail are fit for the user: no patient, no address, nothing of the server's inside. */
public final class PictureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String detail;

    /**
     * @param message what happened and what to do; begins with a small letter, as it follows "Picture 3 can't be shown: "
     * @param detail exactly what is wrong where, for whoever mends it
     */
    public PictureException(String message, String detail, Throwable cause) {
        super(message, cause);
        this.detail = detail;
    }

    public PictureException(String message, String detail) {
        super(message);
        this.detail = detail;
    }

    public String detail() {
        return detail;
    }
}
