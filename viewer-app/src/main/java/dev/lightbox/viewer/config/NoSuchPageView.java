package dev.lightbox.viewer.config;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import jakarta.servlet.http.HttpServletResponse;

/** Shown for an address without a view. Doesn't repeat the address. */
@AnonymousAllowed
class NoSuchPageView extends MessageView implements HasErrorParameter<NotFoundException> {

    private static final long serialVersionUID = 1;

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
        say(
                "This page is not available",
                "There is no such page, or it isn't open to you.",
                link(".", "To the worklist"));
        return HttpServletResponse.SC_NOT_FOUND;
    }
}
