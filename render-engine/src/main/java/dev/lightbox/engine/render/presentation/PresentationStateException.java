package dev.lightbox.engine.render.presentation;

/** A presentation state that can't be applied. The message is fit for the user and names no patient. */
public final class PresentationStateException extends Exception {

    private static final long serialVersionUID = 1;

    public PresentationStateException(String message) {
        super(message);
    }

    public PresentationStateException(String message, Throwable cause) {
        super(message, cause);
    }
}
