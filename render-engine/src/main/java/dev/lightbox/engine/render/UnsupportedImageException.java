package dev.lightbox.engine.render;

/** An instance that can't be shown, whatever is asked of it. The message is fit for the user and names no patient. */
public final class UnsupportedImageException extends Exception {

    private static final long serialVersionUID = 1;

    public UnsupportedImageException(String message) {
        super(message);
    }

    public UnsupportedImageException(String message, Throwable cause) {
        super(message, cause);
    }
}
