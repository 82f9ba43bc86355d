package dev.lightbox.engine.render.overlay;

/** An overlay plane that can't be right; the message is part of a warning. */
final class UnusableOverlayException extends Exception {

    private static final long serialVersionUID = 1;

    UnusableOverlayException(String message) {
        super(message);
    }
}
