package dev.lightbox.viewer.administration.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.lightbox.security.CurrentUser;
import dev.lightbox.security.emergency.EmergencyAccess;
import dev.lightbox.security.emergency.EmergencyUse;
import dev.lightbox.viewer.language.Texts;
import dev.lightbox.viewer.language.UserLanguage;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;

/** Which studies were opened in an emergency, by whom and why, newest first. An administrator sees no patient's name here, and ends what is open. */
@Route("administration/emergency")
@RolesAllowed("ADMIN")
public class EmergencyView extends AdministrationPage {

    private static final int SHOWN = 500;

    private final transient EmergencyAccess access;
    private final transient Clock clock;
    private final Grid<EmergencyUse> grid = new Grid<>();

    EmergencyView(
            EmergencyAccess access,
            Clock clock,
            CurrentUser currentUser,
            UserLanguage languages,
            AuthenticationContext authentication) {
        super("admin.emergency", currentUser, languages, authentication);
        this.access = access;
        this.clock = clock;
        add(bar(button("admin.refresh", "emergency-refresh", this::load)));
        list(grid, "admin.emergency", "emergency-grid");
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.addColumn(EmergencyUse::username).setHeader(Texts.text("admin.users.username"));
        grid.addColumn(EmergencyUse::reason)
                .setHeader(Texts.text("emergency.reason"))
                .setFlexGrow(3);
        grid.addColumn(EmergencyUse::studyInstanceUid)
                .setHeader(Texts.text("admin.audit.study"))
                .setFlexGrow(2);
        grid.addColumn(use -> moment(use.startedAt())).setHeader(Texts.text("admin.sessions.since"));
        grid.addColumn(this::state).setHeader(Texts.text("admin.users.state"));
        grid.addColumn(new ComponentRenderer<>(this::endButton));
        add(grid);
        setFlexGrow(1, grid);
    }

    private String state(EmergencyUse use) {
        if (use.isOpen(clock.instant())) {
            return Texts.text("admin.emergency.open", moment(use.expiresAt()));
        }
        Instant end = Objects.requireNonNullElse(use.endedAt(), use.expiresAt());
        return use.endedBy().isEmpty()
                ? Texts.text("admin.emergency.over", moment(end))
                : Texts.text("admin.emergency.ended", use.endedBy(), moment(end));
    }

    private Component endButton(EmergencyUse use) {
        if (!use.isOpen(clock.instant())) {
            return new Span();
        }
        Button end = button("emergency.end", "emergency-end", () -> {
            attempt(() -> access.end(user(), use.id()));
            load();
        });
        end.addThemeVariants(ButtonVariant.LUMO_SMALL, ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ERROR);
        return end;
    }

    @Override
    protected void onAttach(AttachEvent event) {
        load();
    }

    private void load() {
        attempt(() -> grid.setItems(access.history(SHOWN)));
    }
}
