package dev.lightbox.viewer.config;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.lightbox.viewer.language.Texts;
import jakarta.servlet.http.HttpServletResponse;

/** Shown for an address without a view. Doesn't repeat the address. */
@AnonymousAllowed
class NoSuchPageView extends MessageView implements HasErrorParameter<NotFoundException> {

    private static final long serialVersionUID = 1;

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
        say(
                Texts.text("error.notAvailable"),
                Texts.text("error.notAvailable.text"),
                link(".", Texts.text("toWorklist")));
        return HttpServletResponse.SC_NOT_FOUND;
    }
}
