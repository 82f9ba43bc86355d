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
public record Page(Texts texts, String title, String text, String linkText, String link, String reference) {

    /** All values are escaped. */
    String html(String contextPath) {
        String quoted = reference.isEmpty()
                ? ""
                : "<p class=\"reference\">" + escaped(texts.get("error.reference")) + " <code>" + escaped(reference)
                        + "</code></p>\n";
        String wayOn = "<p><a class=\"button\" href=\"" + escaped(contextPath + link) + "\">" + escaped(linkText)
                + "</a></p>\n";
        return html(texts, contextPath, title, text, "", quoted + wayOn);
    }

    /**
     * A plain page with something else on it.
     *
     * @param head for the page's head, in HTML
     * @param body what follows the text, in HTML
     */
    public static String html(Texts texts, String contextPath, String title, String text, String head, String body) {
        return """
                <!DOCTYPE html>
                <html lang="%5$s">
                <head>
                <meta charset="UTF-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%1$s · Lightbox</title>
                <link rel="icon" href="%3$s/favicon.ico">
                <link rel="stylesheet" href="%3$s/pages/pages.css">
                %6$s</head>
                <body>
                <main>
                <p class="product">Lightbox</p>
                <h1>%1$s</h1>
                <p>%2$s</p>
                %4$s</main>
                </body>
                </html>
                """.formatted(
                        escaped(title),
                        escaped(text),
                        escaped(contextPath),
                        body,
                        texts.language().tag(),
                        head);
    }

    /** Only what means something in HTML: the rest of the text stays readable in the page's source. */
    public static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
