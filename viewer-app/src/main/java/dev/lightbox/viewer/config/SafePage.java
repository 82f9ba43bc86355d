package dev.lightbox.viewer.config;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import dev.lightbox.viewer.language.Texts;
import dev.lightbox.viewer.language.UserLanguage;
import java.security.SecureRandom;
import java.util.Base64;
import org.jsoup.nodes.Element;
import org.springframework.stereotype.Component;

/**
 * Makes Vaadin's page safe: warns before its session ends; lets its inline scripts run, and no others, by a nonce of this answer's policy; forbids framing and keeping it; and covers
 * the page when its session has ended, so that an unattended screen doesn't go on showing patients.
 */
@Component
class SafePage implements VaadinServiceInitListener {

    private static final long serialVersionUID = 1;

    private static final SecureRandom random = new SecureRandom();

    private final transient UserLanguage languages;
    private final transient PageScripts scripts;

    SafePage(UserLanguage languages, PageScripts scripts) {
        this.languages = languages;
        this.scripts = scripts;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(SafePage::makeSafe);
        event.addIndexHtmlRequestListener(this::warnBeforeTheSessionEnds);
        event.addIndexHtmlRequestListener(this::nameTheScripts);
    }

    private void nameTheScripts(IndexHtmlResponse response) {
        Element head = response.getDocument().head();
        scripts.addresses()
                .forEach(address ->
                        head.appendElement("link").attr("rel", "modulepreload").attr("href", address));
    }

    private void warnBeforeTheSessionEnds(IndexHtmlResponse response) {
        Texts texts = languages.texts((VaadinServletRequest) response.getVaadinRequest());
        Element head = response.getDocument().head();
        head.appendElement("link").attr("rel", "stylesheet").attr("href", "./pages/session-warning.css");
        head.appendElement("script")
                .attr("src", "./pages/session-warning.js")
                .attr("defer", true)
                .attr("data-idle", texts.get("sessions.warning.idle"))
                .attr("data-stay", texts.get("sessions.warning.stay"))
                .attr("data-absolute", texts.get("sessions.warning.absolute"))
                .attr("data-dismiss", texts.get("sessions.warning.dismiss"));
    }

    private static void makeSafe(IndexHtmlResponse response) {
        byte[] bytes = new byte[18];
        random.nextBytes(bytes);
        String nonce = Base64.getUrlEncoder().encodeToString(bytes);
        for (Element script : response.getDocument().select("script:not([src])")) {
            script.attr("nonce", nonce);
        }
        response.getDocument().head().append("<link rel=\"stylesheet\" href=\"./pages/session-ended.css\">");
        var answer = response.getVaadinResponse();
        answer.setHeader("Content-Security-Policy", ContentSecurityPolicy.vaadin(nonce));
        // Vaadin's own default would allow framing by pages of the same origin.
        answer.setHeader("X-Frame-Options", "DENY");
        answer.setHeader("Cache-Control", "no-store");
    }
}
