package dev.lightbox.viewer.config;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.lightbox.viewer.language.Texts;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shown instead of a view that failed to open: a reference, never the exception. */
@AnonymousAllowed
class FailedView extends MessageView implements HasErrorParameter<Exception> {

    private static final long serialVersionUID = 1;

    private static final Logger log = LoggerFactory.getLogger(FailedView.class);

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        String reference = References.next();
        log.error("A view failed to open, reference {}", reference, parameter.getException());
        say(
                Texts.text("error.fault"),
                Texts.text("error.fault.reference", reference),
                link(".", Texts.text("toWorklist")));
        return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }
}
