package dev.lightbox.viewer.viewing.stream;

import dev.lightbox.engine.message.Message;

/** A picture that can't be, known without making it. Message and detail are fit for the user. */
final class RefusedPictureException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Message told;
    private final String detail;

    /** @param message whole sentences */
    RefusedPictureException(Message message, String detail) {
        super(message.text());
        told = message;
        this.detail = detail;
    }

    Message told() {
        return told;
    }

    String detail() {
        return detail;
    }
}
