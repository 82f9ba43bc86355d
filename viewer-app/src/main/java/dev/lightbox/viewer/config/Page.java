package dev.lightbox.viewer.config;

import dev.lightbox.viewer.language.Texts;
import org.springframework.web.util.HtmlUtils;

/**
 * A plain page that needs neither Vaadin nor a session.
 *
 * @param texts the language that the other texts are in
 * @param title what happened
 * @param text what it means and what to do, in plain text
 * @param linkText the way on
 * @param link its address, within this server
 * @param reference to quote to an administrator; empty where there is none
 */
record Page(Texts texts, String title, String text, String linkText, String link, String reference) {

    /** All values are escaped. */
    String html(String contextPath) {
        String quoted = reference.isEmpty()
                ? ""
                : "<p class=\"reference\">" + escaped(texts.get("error.reference")) + " <code>" + escaped(reference)
                        + "</code></p>\n";
        return """
                <!DOCTYPE html>
                <html lang="%7$s">
                <head>
                <meta charset="UTF-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%1$s · Lightbox</title>
                <link rel="icon" href="%5$s/favicon.ico">
                <link rel="stylesheet" href="%5$s/pages/pages.css">
                </head>
                <body>
                <main>
                <p class="product">Lightbox</p>
                <h1>%1$s</h1>
                <p>%2$s</p>
                %6$s<p><a class="button" href="%4$s">%3$s</a></p>
                </main>
                </body>
                </html>
                """.formatted(
                        escaped(title),
                        escaped(text),
                        escaped(linkText),
                        escaped(contextPath + link),
                        escaped(contextPath),
                        quoted,
                        texts.language().tag());
    }

    /** Only what means something in HTML: the rest of the text stays readable in the page's source. */
    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
