package dev.lightbox.viewer.sharing;

import dev.lightbox.security.GuestPass;
import dev.lightbox.security.sharing.SharePaths;
import dev.lightbox.viewer.config.Page;
import dev.lightbox.viewer.language.Texts;
import java.util.Optional;
import org.springframework.security.web.csrf.CsrfToken;

/** The HTML of a guest's pages. None of it names the patient: titles and addresses stay in the browser's history. */
final class SharePage {

    private SharePage() {}

    /**
     * The page with the button that opens the study.
     *
     * @param token as it was sent; empty where the page's script has to take it from the address
     * @param codeWasWrong empty where no code is known to be asked for
     */
    static String form(Texts texts, String contextPath, CsrfToken csrf, String token, Optional<Boolean> codeWasWrong) {
        String code = codeWasWrong.isEmpty() ? "" : """
                <p><label for="code">%1$s</label><br>
                <input id="code" name="code" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="32" required autofocus></p>
                """.formatted(escaped(texts.get("share.code")));
        String wrong = codeWasWrong.orElse(false)
                ? "<p class=\"wrong\" role=\"alert\">" + escaped(texts.get("share.code.wrong")) + "</p>\n"
                : "";
        String body = """
                %1$s<form id="open-share" method="post" action="%2$s" autocomplete="off">
                <input type="hidden" name="%3$s" value="%4$s">
                <input type="hidden" name="token" value="%5$s">
                %6$s<p><button class="button" type="submit" data-testid="open-share">%7$s</button></p>
                </form>
                <p id="no-token" hidden role="alert">%8$s</p>
                <noscript><p>%9$s</p></noscript>
                """.formatted(
                        wrong,
                        escaped(contextPath + SharePaths.LINK),
                        escaped(csrf.getParameterName()),
                        escaped(csrf.getToken()),
                        escaped(token),
                        code,
                        escaped(texts.get("share.open")),
                        escaped(texts.get("share.incomplete")),
                        escaped(texts.get("share.noScript")));
        String script =
                token.isEmpty() ? "<script src=\"" + escaped(contextPath) + "/pages/share.js\" defer></script>\n" : "";
        return Page.html(
                texts,
                contextPath,
                texts.get("share"),
                texts.get(codeWasWrong.isEmpty() ? "share.text" : "share.code.text"),
                script,
                body);
    }

    /** The viewer and a way out; nothing else of the application. */
    static String viewer(Texts texts, String contextPath, CsrfToken csrf, GuestPass pass) {
        String base = contextPath + SharePaths.base(pass.shareId()) + "/";
        return """
                <!DOCTYPE html>
                <html lang="%1$s">
                <head>
                <meta charset="UTF-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%2$s · Lightbox</title>
                <link rel="icon" href="%3$s/favicon.ico">
                <link rel="stylesheet" href="%3$s/pages/shared.css">
                <script type="module" src="%3$s/lightbox/lightbox-viewer.js"></script>
                </head>
                <body>
                <lightbox-viewer study-instance-uid="%4$s" base="%5$s" guest%6$s>
                <form slot="account" method="post" action="%5$sleave">
                <input type="hidden" name="%7$s" value="%8$s">
                <button type="submit" title="%9$s" data-testid="leave">%10$s</button>
                </form>
                </lightbox-viewer>
                <noscript><p>%11$s</p></noscript>
                </body>
                </html>
                """.formatted(
                        texts.language().tag(),
                        escaped(texts.get("share.title")),
                        escaped(contextPath),
                        escaped(pass.studyInstanceUid()),
                        escaped(base),
                        pass.nameHidden() ? " name-hidden" : "",
                        escaped(csrf.getParameterName()),
                        escaped(csrf.getToken()),
                        escaped(texts.get("share.leave.hint")),
                        escaped(texts.get("share.leave")),
                        escaped(texts.get("share.noScript")));
    }

    private static String escaped(String text) {
        return Page.escaped(text);
    }
}
