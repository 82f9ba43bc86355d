package dev.lightbox.engine.render;

/** What was asked of a picture contradicts it: a number it has no window for, a presentation state of another image. The message is fit for the user. */
public final class RenderRefusedException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    public RenderRefusedException(String message) {
        super(message);
    }
}
