package dev.lightbox.viewer.config;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import java.security.SecureRandom;
import java.util.Base64;
import org.jsoup.nodes.Element;
import org.springframework.stereotype.Component;

/** Lets the inline scripts of Vaadin's page run, and no others: marks them with a nonce of this answer's policy. */
@Component
class PageScripts implements VaadinServiceInitListener {

    private static final long serialVersionUID = 1;

    private static final SecureRandom random = new SecureRandom();

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(PageScripts::allowScripts);
    }

    private static void allowScripts(IndexHtmlResponse response) {
        byte[] bytes = new byte[18];
        random.nextBytes(bytes);
        String nonce = Base64.getUrlEncoder().encodeToString(bytes);
        for (Element script : response.getDocument().select("script:not([src])")) {
            script.attr("nonce", nonce);
        }
        var answer = response.getVaadinResponse();
        answer.setHeader("Content-Security-Policy", ContentSecurityPolicy.vaadin(nonce));
        // Vaadin's own default would allow framing by pages of the same origin.
        answer.setHeader("X-Frame-Options", "DENY");
        answer.setHeader("Cache-Control", "no-store");
    }
}
