package dev.lightbox.engine.codec;

import java.io.IOException;

/** A frame can't be decoded. The message is fit for the user: it says what was expected and what was found, and names no patient. */
public sealed class DecodeException extends IOException permits DecodeLimitException {

    private static final long serialVersionUID = 1;

    public DecodeException(String message) {
        super(message);
    }

    public DecodeException(String message, Throwable cause) {
        super(message, cause);
    }
}
