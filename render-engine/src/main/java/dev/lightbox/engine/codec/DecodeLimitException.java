package dev.lightbox.engine.codec;

/** A frame isn't decoded because it would take, or took, more than {@link DecodeLimits} allow; nothing need be wrong with it. */
public final class DecodeLimitException extends DecodeException {

    private static final long serialVersionUID = 1;

    public DecodeLimitException(String message) {
        super(message);
    }
}
