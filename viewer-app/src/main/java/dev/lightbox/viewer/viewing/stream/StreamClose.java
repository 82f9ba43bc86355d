package dev.lightbox.viewer.viewing.stream;

import org.springframework.web.socket.CloseStatus;

/** The protocol's close codes. Reasons are for developers: the browser has its own words. */
final class StreamClose {

    /** This server's fault. */
    static final CloseStatus FAULT = new CloseStatus(1011, "server fault");

    /** This server goes away. */
    static final CloseStatus RESTART = new CloseStatus(1012, "restart");

    /** No sign of life. */
    static final CloseStatus SILENT = new CloseStatus(1001, "no answer to pings");

    static final CloseStatus SESSION_ENDED = new CloseStatus(4401, "the session has ended");
    static final CloseStatus STUDY_NOT_AVAILABLE = new CloseStatus(4404, "the study is not available");
    static final CloseStatus TOO_MANY_CONNECTIONS = new CloseStatus(4429, "too many connections");
    static final CloseStatus TOO_MANY_MESSAGES = new CloseStatus(4429, "too many messages");

    /** A page of an older version. */
    static final CloseStatus OUTDATED = notUnderstood("this page is of an older version; load it again");

    private StreamClose() {}

    static CloseStatus notUnderstood(String why) {
        return new CloseStatus(4400, why);
    }
}
