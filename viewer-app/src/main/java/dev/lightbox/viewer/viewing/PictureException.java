package dev.lightbox.viewer.viewing;

import dev.lightbox.engine.message.Message;
import dev.lightbox.viewer.pacs.StudySourceException;

/** One picture, or one series, can't be shown. Message and detail are fit for the user: no patient, no address, nothing of the server's inside. */
public final class PictureException extends RuntimeException {

    /** What whoever asked had better do. */
    public enum Kind {
        /** What the message says. */
        OTHER,
        /** Ask again later: the server has no room or no time for it now. */
        BUSY,
        /** Ask for less: it costs more than this server may spend on one. */
        TOO_LARGE
    }

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final transient Message told;
    private final String detail;

    /**
     * @param message what happened and what to do; begins with a small letter, as it follows "Picture 3 can't be shown: "
     * @param detail exactly what is wrong where, for whoever mends it; in English
     */
    public PictureException(Message message, String detail, Throwable cause) {
        this(Kind.OTHER, message, detail, cause);
    }

    public PictureException(Message message, String detail) {
        this(Kind.OTHER, message, detail);
    }

    /** Not for the viewer: in English alone. */
    public PictureException(String message, String detail) {
        this(Message.plain(message), detail);
    }

    /** Not for the viewer: in English alone. */
    public PictureException(String message, String detail, Throwable cause) {
        this(Message.plain(message), detail, cause);
    }

    public PictureException(Kind kind, Message message, String detail) {
        super(message.text());
        this.kind = kind;
        this.told = message;
        this.detail = detail;
    }

    public PictureException(Kind kind, Message message, String detail, Throwable cause) {
        super(message.text(), cause);
        this.kind = kind;
        this.told = message;
        this.detail = detail;
    }

    /** What happened and what to do. */
    public Message told() {
        return told;
    }

    public Kind kind() {
        return kind;
    }

    public String detail() {
        return detail;
    }

    /** Whether only the archive had trouble: it may deliver it later. Not what it doesn't have. */
    public boolean mayComeLater() {
        return getCause() instanceof StudySourceException source
                && source.kind() != StudySourceException.Kind.NOT_FOUND;
    }
}
