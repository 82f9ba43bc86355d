package dev.lightbox.viewer.viewing.stream.protocol;

/** A message from the browser that breaks the protocol. The message says what is wrong with it, and quotes nothing of it but member names. */
public final class ProtocolException extends Exception {

    private static final long serialVersionUID = 1L;

    public ProtocolException(String message) {
        super(message);
    }
}
