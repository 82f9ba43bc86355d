package dev.lightbox.engine.dicom;

import java.io.IOException;

/** Bytes that can't be read as DICOM. The message is fit for users: it names the file (never a path), the tag, the offset, what was expected and what was there. */
public final class DicomException extends IOException {
    private static final long serialVersionUID = 1L;

    public DicomException(String message) {
        super(message);
    }

    public DicomException(String message, Throwable cause) {
        super(message, cause);
    }
}
