package dev.lightbox.viewer.config;

/** What a page of this server may load and do (Content Security Policy Level 3). */
final class ContentSecurityPolicy {

    private static final String EVERYWHERE =
            " style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src"
                    + " 'self'; manifest-src 'self'; worker-src 'none'; object-src 'none'; frame-src 'none'; frame-ancestors 'none'; base-uri 'self';"
                    + " form-action 'self'";

    private ContentSecurityPolicy() {}

    /** For what isn't a page. */
    static String nothing() {
        return "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    }

    /** For plain pages: no inline script. */
    static String plain() {
        return "default-src 'none'; script-src 'self';" + EVERYWHERE;
    }

    /**
     * For the page that carries Vaadin's client. Vaadin 25.2 needs {@code 'unsafe-eval'}, because its client makes functions of the texts that the
     * server's {@code executeJs} sends; its inline scripts run by {@code nonce}, not by {@code 'unsafe-inline'}. Its components set styles on elements
     * and insert style elements, hence {@code 'unsafe-inline'} for styles.
     */
    static String vaadin(String nonce) {
        return "default-src 'none'; script-src 'self' 'nonce-" + nonce + "' 'unsafe-eval';" + EVERYWHERE;
    }
}
