package dev.lightbox.engine.lut;

/** A look-up table of a data set that can't be right. The message is fit for the user. */
public final class LutException extends Exception {

    private static final long serialVersionUID = 1;

    public LutException(String message) {
        super(message);
    }
}
