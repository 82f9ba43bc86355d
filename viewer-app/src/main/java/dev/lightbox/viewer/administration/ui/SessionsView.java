package dev.lightbox.viewer.administration.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.lightbox.security.CurrentUser;
import dev.lightbox.security.accounts.AccountAdministration;
import dev.lightbox.security.accounts.AccountSession;
import dev.lightbox.viewer.language.Texts;
import dev.lightbox.viewer.language.UserLanguage;
import jakarta.annotation.security.RolesAllowed;

/** Who is signed in, on whichever node. */
@Route("administration/sessions")
@RolesAllowed("ADMIN")
public class SessionsView extends AdministrationPage {

    private static final int PAGE = 50;

    private final transient AccountAdministration accounts;
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
        grid.addThemeVariants(GridVariant.LUMO_ROW_STRIPES, GridVariant.LUMO_COMPACT);
        grid.getElement().setAttribute("data-testid", "sessions-grid");
        grid.getElement().setAttribute("aria-label", Texts.text("admin.sessions"));
        grid.addColumn(AccountSession::username).setHeader(Texts.text("admin.users.username"));
        grid.addColumn(AccountSession::address).setHeader(Texts.text("admin.sessions.address"));
        grid.addColumn(session -> moment(session.started())).setHeader(Texts.text("admin.sessions.since"));
        grid.addColumn(new ComponentRenderer<>(this::endButton));
        add(grid, pager);
        setFlexGrow(1, grid);
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
        attempt(() -> {
            var sessions = accounts.sessions(user(), pager.first(), pager.size());
            grid.setItems(sessions);
            pager.show(sessions.size(), accounts.countSessions(user()));
        });
    }
}
