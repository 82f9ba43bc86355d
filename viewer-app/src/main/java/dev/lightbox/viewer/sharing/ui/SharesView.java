package dev.lightbox.viewer.sharing.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.orderedlayout.FlexComponent;
import com.vaadin.flow.component.orderedlayout.HorizontalLayout;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.lightbox.security.CurrentUser;
import dev.lightbox.security.audit.AuditUnavailableException;
import dev.lightbox.security.sharing.Share;
import dev.lightbox.security.sharing.ShareUse;
import dev.lightbox.security.sharing.Shares;
import dev.lightbox.viewer.language.Texts;
import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the current user has shared: what each link still opens, when and from where it was opened, and taking it back. */
@Route(SharesView.PATH)
@RolesAllowed({"RADIOLOGIST", "REFERRING"})
public class SharesView extends VerticalLayout implements HasDynamicTitle {

    private static final long serialVersionUID = 1;

    static final String PATH = "shares";

    private static final Logger log = LoggerFactory.getLogger(SharesView.class);

    private final transient Shares shares;
    private final transient CurrentUser currentUser;
    private final Grid<Share> grid = new Grid<>();
    private final Paragraph message = new Paragraph();

    SharesView(Shares shares, CurrentUser currentUser) {
        this.shares = shares;
        this.currentUser = currentUser;
        setSizeFull();
        setPadding(false);
        setSpacing(false);
        H1 title = new H1(Texts.text("shares.heading"));
        title.getStyle().set("font-size", "var(--lumo-font-size-l)").set("margin", "0");
        HorizontalLayout header = new HorizontalLayout(title, new Anchor("", Texts.text("toWorklist")));
        header.expand(title);
        header.setWidthFull();
        header.setAlignItems(FlexComponent.Alignment.CENTER);
        header.getStyle()
                .set("padding", "var(--lumo-space-s) var(--lumo-space-m)")
                .set("border-bottom", "1px solid var(--lumo-contrast-10pct)");
        message.getStyle().set("padding", "0 var(--lumo-space-m)");
        message.getElement().setAttribute("data-testid", "shares-message");
        message.getElement().setAttribute("role", "status");
        columns();
        add(header, message, grid);
        setFlexGrow(1, grid);
        refresh();
    }

    @Override
    public String getPageTitle() {
        return Texts.text("shares.title");
    }

    private void columns() {
        grid.addThemeVariants(
                GridVariant.LUMO_ROW_STRIPES, GridVariant.LUMO_COMPACT, GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.getElement().setAttribute("data-testid", "shares-grid");
        grid.getElement().setAttribute("aria-label", Texts.text("shares.heading"));
        grid.addColumn(new ComponentRenderer<>(SharesView::study))
                .setHeader(Texts.text("shares.column.study"))
                .setFlexGrow(2)
                .setWidth("13rem");
        grid.addColumn(Share::recipient)
                .setHeader(Texts.text("shares.column.recipient"))
                .setFlexGrow(1)
                .setWidth("8rem");
        grid.addColumn(share -> ShareTexts.state(share, Instant.now()))
                .setHeader(Texts.text("shares.column.state"))
                .setFlexGrow(1)
                .setWidth("9rem");
        grid.addColumn(share -> ShareTexts.time(share.expiresAt()))
                .setHeader(Texts.text("shares.column.expires"))
                .setWidth("9.5rem")
                .setFlexGrow(0);
        grid.addColumn(new ComponentRenderer<>(this::uses))
                .setHeader(Texts.text("shares.column.uses"))
                .setWidth("7rem")
                .setFlexGrow(0);
        grid.addColumn(ShareTexts::terms)
                .setHeader(Texts.text("shares.column.terms"))
                .setFlexGrow(1)
                .setWidth("9rem");
        grid.addColumn(share -> ShareTexts.time(share.createdAt()))
                .setHeader(Texts.text("shares.column.created"))
                .setWidth("9.5rem")
                .setFlexGrow(0);
        // Always in sight, however narrow the screen.
        grid.addColumn(new ComponentRenderer<>(this::revoke))
                .setWidth("8rem")
                .setFlexGrow(0)
                .setFrozenToEnd(true);
    }

    private void refresh() {
        List<Share> all = shares.of(currentUser.require());
        grid.setItems(all);
        grid.setVisible(!all.isEmpty());
        message.setText(Texts.text("shares.count", all.size()));
    }

    private static Component study(Share share) {
        Div patient = new Div(ShareTexts.patient(share.study()));
        Div study = new Div(ShareTexts.study(share.study()));
        study.getStyle().set("color", "var(--lumo-secondary-text-color)");
        return new Div(patient, study);
    }

    private Component uses(Share share) {
        Button uses = new Button(Texts.text("shares.uses", share.uses(), share.maxUses()), click -> showUses(share));
        uses.addThemeVariants(ButtonVariant.LUMO_TERTIARY_INLINE);
        uses.setEnabled(share.uses() > 0);
        uses.setTooltipText(Texts.text("shares.uses.hint"));
        return uses;
    }

    private void showUses(Share share) {
        Dialog dialog = new Dialog();
        dialog.setHeaderTitle(Texts.text("shares.uses.hint"));
        OrderedList list = new OrderedList();
        for (ShareUse use : shares.uses(share.id())) {
            list.add(new ListItem(Texts.text("shares.use", ShareTexts.time(use.usedAt()), use.address())));
        }
        dialog.add(list);
        dialog.getFooter().add(new Button(Texts.text("sharing.done"), click -> dialog.close()));
        dialog.open();
    }

    private Component revoke(Share share) {
        Button revoke = new Button(Texts.text("shares.revoke"), click -> confirm(share));
        revoke.addThemeVariants(ButtonVariant.LUMO_ERROR, ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
        revoke.setVisible(share.isAlive(Instant.now()));
        revoke.getElement().setAttribute("data-testid", "share-revoke");
        return revoke;
    }

    private void confirm(Share share) {
        Dialog dialog = new Dialog();
        dialog.setHeaderTitle(Texts.text("shares.revoke.ask"));
        dialog.add(new Paragraph(Texts.text("shares.revoke.text")));
        Button yes = new Button(Texts.text("shares.revoke"), click -> {
            dialog.close();
            revokeNow(share);
        });
        yes.addThemeVariants(ButtonVariant.LUMO_ERROR, ButtonVariant.LUMO_PRIMARY);
        yes.getElement().setAttribute("data-testid", "share-revoke-confirm");
        dialog.getFooter().add(new Button(Texts.text("sharing.cancel"), click -> dialog.close()), yes);
        dialog.open();
    }

    private void revokeNow(Share share) {
        try {
            shares.revoke(currentUser.require(), share.id());
            refresh();
        } catch (AuditUnavailableException e) {
            log.error("A share can't be revoked", e);
            message.setText(Texts.text("shares.revoke.notRecorded"));
        }
    }
}
