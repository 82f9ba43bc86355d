package dev.lightbox.viewer.pacs.dicomweb;

import java.io.IOException;

/** What the server sent can't be understood, or is more than allowed. The message completes "The image archive's answer can't be used: ". */
final class MalformedAnswerException extends IOException {

    private static final long serialVersionUID = 1L;

    MalformedAnswerException(String message) {
        super(message);
    }
}
