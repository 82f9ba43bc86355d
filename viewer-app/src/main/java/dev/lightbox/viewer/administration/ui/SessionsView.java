package dev.lightbox.viewer.administration.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.lightbox.security.CurrentUser;
import dev.lightbox.security.accounts.AccountAdministration;
import dev.lightbox.security.accounts.AccountSession;
import dev.lightbox.security.session.SignedInSession;
import dev.lightbox.viewer.language.Texts;
import dev.lightbox.viewer.language.UserLanguage;
import jakarta.annotation.security.RolesAllowed;

/** Who is signed in: at this node, as it knows itself; and on all nodes, as Keycloak knows it. */
@Route("administration/sessions")
@RolesAllowed("ADMIN")
public class SessionsView extends AdministrationPage {

    private static final int PAGE = 50;

    private final transient AccountAdministration accounts;
    private final Grid<SignedInSession> here = new Grid<>();
    private final Grid<AccountSession> grid = new Grid<>();
    private final Pager pager = new Pager(PAGE, this::load);

    SessionsView(
            AccountAdministration accounts,
            CurrentUser currentUser,
            UserLanguage languages,
            AuthenticationContext authentication) {
        super("admin.sessions", currentUser, languages, authentication);
        this.accounts = accounts;
        add(bar(button("admin.refresh", "sessions-refresh", this::load)));
        list(here, "admin.sessions.here", "node-sessions-grid");
        here.addColumn(session -> session.user().username()).setHeader(Texts.text("admin.users.username"));
        here.addColumn(session -> session.user().address()).setHeader(Texts.text("admin.sessions.address"));
        here.addColumn(SignedInSession::browser).setHeader(Texts.text("admin.sessions.browser"));
        here.addColumn(session -> moment(session.signedInAt())).setHeader(Texts.text("admin.sessions.since"));
        here.addColumn(session -> moment(session.lastActivity())).setHeader(Texts.text("admin.sessions.used"));
        here.addColumn(new ComponentRenderer<>(this::endHereButton));
        list(grid, "admin.sessions", "sessions-grid");
        grid.addColumn(AccountSession::username).setHeader(Texts.text("admin.users.username"));
        grid.addColumn(AccountSession::address).setHeader(Texts.text("admin.sessions.address"));
        grid.addColumn(session -> moment(session.started())).setHeader(Texts.text("admin.sessions.since"));
        grid.addColumn(new ComponentRenderer<>(this::endButton));
        add(heading("admin.sessions.here"), here, heading("admin.sessions.everywhere"), grid, pager);
        setFlexGrow(1, here, grid);
    }

    private static H2 heading(String text) {
        H2 heading = new H2(Texts.text(text));
        heading.getStyle()
                .set("font-size", "var(--lumo-font-size-m)")
                .set("margin", "var(--lumo-space-s) var(--lumo-space-m)");
        return heading;
    }

    private Button endHereButton(SignedInSession session) {
        Button end = button("sessions.end", "node-session-end", () -> {
            attempt(() -> accounts.endNodeSession(user(), session.key()));
            load();
        });
        end.addThemeVariants(ButtonVariant.LUMO_SMALL, ButtonVariant.LUMO_TERTIARY);
        return end;
    }

    private Button endButton(AccountSession session) {
        Button end = button("admin.account.endSessions", "session-end", () -> {
            attempt(() -> accounts.endSessions(user(), session.accountId()));
            load();
        });
        end.addThemeVariants(ButtonVariant.LUMO_SMALL, ButtonVariant.LUMO_TERTIARY);
        return end;
    }

    @Override
    protected void onAttach(AttachEvent event) {
        load();
    }

    private void load() {
        attempt(() -> here.setItems(accounts.nodeSessions(user())));
        attempt(() -> {
            var sessions = accounts.sessions(user(), pager.first(), pager.size());
            grid.setItems(sessions);
            pager.show(sessions.size(), accounts.countSessions(user()));
        });
    }
}
