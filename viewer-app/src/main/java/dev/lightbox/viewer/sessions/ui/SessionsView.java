package dev.lightbox.viewer.sessions.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinSession;
import dev.lightbox.security.CurrentUser;
import dev.lightbox.security.session.ActiveSessions;
import dev.lightbox.security.session.SessionEnd;
import dev.lightbox.security.session.SignedInSession;
import dev.lightbox.viewer.language.Texts;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Optional;

/** The user's own sessions at this node: from where, since when, last used; each but the present one can be ended. */
@Route("sessions")
@PermitAll
public class SessionsView extends VerticalLayout implements HasDynamicTitle {

    private final ActiveSessions sessions;
    private final CurrentUser currentUser;
    private final Clock clock;
    private final Div list = new Div();

    SessionsView(ActiveSessions sessions, CurrentUser currentUser, Clock clock) {
        this.sessions = sessions;
        this.currentUser = currentUser;
        this.clock = clock;
        setMaxWidth("56rem");
        getStyle().set("margin", "0 auto");
        String contextPath = Optional.ofNullable(VaadinService.getCurrentRequest())
                .map(request -> request.getContextPath())
                .orElse("");
        Anchor back = new Anchor(contextPath + "/", Texts.text("toWorklist"));
        back.getElement().setAttribute("data-testid", "to-worklist");
        list.setWidthFull();
        list.getElement().setAttribute("data-testid", "sessions");
        add(new H1(Texts.text("sessions")), back, new Paragraph(Texts.text("sessions.text")), list);
        show();
    }

    @Override
    public String getPageTitle() {
        return Texts.text("sessions.title");
    }

    private void show() {
        list.removeAll();
        String present = sessions.find(VaadinSession.getCurrent().getSession().getId())
                .map(SignedInSession::key)
                .orElse("");
        sessions.of(currentUser.require().subject())
                .forEach(session -> list.add(row(session, session.key().equals(present))));
    }

    private Component row(SignedInSession session, boolean present) {
        Div text = new Div(
                new Div(Texts.text(
                        present ? "sessions.here" : "sessions.other",
                        session.user().address())),
                new Div(Texts.text("sessions.times", time(session.signedInAt()), time(session.lastActivity()))),
                new Div(session.browser()));
        Div row = new Div(text);
        row.getElement().setAttribute("data-testid", "session");
        row.getElement().setAttribute("data-present", String.valueOf(present));
        row.getStyle()
                .set("display", "flex")
                .set("gap", "var(--lumo-space-m)")
                .set("align-items", "center")
                .set("justify-content", "space-between")
                .set("padding", "var(--lumo-space-s) 0")
                .set("border-bottom", "1px solid var(--lumo-contrast-10pct)");
        if (!present) {
            Button end = new Button(Texts.text("sessions.end"), click -> {
                // A user ends their own only, whatever the page has been made to send.
                boolean own = sessions.of(currentUser.require().subject()).stream()
                        .anyMatch(one -> one.key().equals(session.key()));
                if (own) {
                    sessions.endByKey(session.key(), SessionEnd.ENDED_BY_USER);
                }
                show();
            });
            end.getElement().setAttribute("data-testid", "session-end");
            row.add(end);
        }
        return row;
    }

    private String time(Instant instant) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT)
                .withLocale(Texts.current().language().locale())
                .withZone(clock.getZone())
                .format(instant);
    }
}
