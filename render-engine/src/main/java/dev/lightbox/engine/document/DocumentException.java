package dev.lightbox.engine.document;

/** An object that can't be read as the document that it says it is. The message is fit for users, and without the patient's values. */
public final class DocumentException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong; begins with a small letter, as it follows "This document can't be shown: " */
    public DocumentException(String message) {
        super(message);
    }

    public DocumentException(String message, Throwable cause) {
        super(message, cause);
    }
}
