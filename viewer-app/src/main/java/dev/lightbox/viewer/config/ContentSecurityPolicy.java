package dev.lightbox.viewer.config;

/** What a page of this server may load and do (Content Security Policy Level 3). */
final class ContentSecurityPolicy {

    private static final String EVERYWHERE =
            " style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src"
                    + " 'self'; manifest-src 'self'; worker-src 'none'; object-src 'none'; frame-ancestors 'none'; base-uri 'self';"
                    + " form-action 'self'";

    private ContentSecurityPolicy() {}

    /** For what isn't a page. */
    static String nothing() {
        return "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    }

    /**
     * For documents, which pages of ours may frame: whatever a browser takes them for, it loads nothing, and what is in it runs no script and has another origin
     * than this server. Browsers show a PDF all the same, since their own viewers aren't part of it.
     */
    static String document() {
        return "default-src 'none'; sandbox; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";
    }

    /** For plain pages: no inline script. */
    static String plain() {
        return "default-src 'none'; script-src 'self'; frame-src 'none';" + EVERYWHERE;
    }

    /** For the page of a guest, which has the viewer on it and nothing of Vaadin's: PDFs of this server are shown in frames. */
    static String guest() {
        return "default-src 'none'; script-src 'self'; frame-src 'self';" + EVERYWHERE;
    }

    /**
     * For the page that carries Vaadin's client. Vaadin 25.2 needs {@code 'unsafe-eval'}, because its client makes functions of the texts that the
     * server's {@code executeJs} sends; its inline scripts run by {@code nonce}, not by {@code 'unsafe-inline'}. Its components set styles on elements
     * and insert style elements, hence {@code 'unsafe-inline'} for styles. The viewer shows PDFs
     * of this server in frames.
     */
    static String vaadin(String nonce) {
        return "default-src 'none'; script-src 'self' 'nonce-" + nonce + "' 'unsafe-eval'; frame-src 'self';"
                + EVERYWHERE;
    }
}
