package dev.lightbox.viewer.language;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.VaadinServletRequest;
import org.springframework.stereotype.Component;

/** Gives every page of Vaadin's the user's language: its HTML, which the viewer's element goes by, and its views. */
@Component
class PageLanguage implements VaadinServiceInitListener {

    private static final long serialVersionUID = 1;

    private final transient UserLanguage languages;

    PageLanguage(UserLanguage languages) {
        this.languages = languages;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(response -> response.getDocument()
                .getElementsByTag("html")
                .attr("lang", of(response.getVaadinRequest()).tag()));
        event.getSource()
                .addSessionInitListener(started ->
                        started.getSession().setLocale(of(started.getRequest()).locale()));
        event.getSource()
                .addUIInitListener(started ->
                        started.getUI().setLocale(of(VaadinRequest.getCurrent()).locale()));
    }

    private Language of(VaadinRequest request) {
        return languages.of((VaadinServletRequest) request);
    }
}
