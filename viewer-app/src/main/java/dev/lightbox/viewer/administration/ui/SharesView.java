package dev.lightbox.viewer.administration.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.lightbox.security.CurrentUser;
import dev.lightbox.security.sharing.Share;
import dev.lightbox.security.sharing.Shares;
import dev.lightbox.viewer.language.Texts;
import dev.lightbox.viewer.language.UserLanguage;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;

/** All links by which somebody has shared a study, newest first. An administrator sees no patient's name here, and takes links back. */
@Route("administration/shares")
@RolesAllowed("ADMIN")
public class SharesView extends AdministrationPage {

    private final transient Shares shares;
    private final transient Clock clock;
    private final Grid<Share> grid = new Grid<>();

    SharesView(
            Shares shares,
            Clock clock,
            CurrentUser currentUser,
            UserLanguage languages,
            AuthenticationContext authentication) {
        super("admin.shares", currentUser, languages, authentication);
        this.shares = shares;
        this.clock = clock;
        add(bar(button("admin.refresh", "shares-refresh", this::load)));
        list(grid, "admin.shares", "shares-grid");
        grid.addColumn(share -> share.sharer().username()).setHeader(Texts.text("admin.shares.by"));
        grid.addColumn(Share::recipient).setHeader(Texts.text("admin.shares.for"));
        grid.addColumn(share -> moment(share.createdAt())).setHeader(Texts.text("admin.shares.made"));
        grid.addColumn(share -> moment(share.expiresAt())).setHeader(Texts.text("admin.shares.until"));
        grid.addColumn(share -> share.uses() + " / " + share.maxUses()).setHeader(Texts.text("admin.shares.uses"));
        grid.addColumn(share -> Texts.text(
                        "admin.shares.state." + share.state(clock.instant()).name()))
                .setHeader(Texts.text("admin.users.state"));
        grid.addColumn(new ComponentRenderer<>(this::revokeButton));
        add(grid);
        setFlexGrow(1, grid);
    }

    private Component revokeButton(Share share) {
        if (!share.isAlive(clock.instant())) {
            return new Span();
        }
        Button revoke = button("admin.shares.revoke", "share-revoke", () -> {
            attempt(() -> shares.revoke(user(), share.id()));
            load();
        });
        revoke.addThemeVariants(ButtonVariant.LUMO_SMALL, ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ERROR);
        return revoke;
    }

    @Override
    protected void onAttach(AttachEvent event) {
        load();
    }

    private void load() {
        attempt(() -> grid.setItems(shares.all()));
    }
}
