package dev.lightbox.viewer.administration.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import com.vaadin.flow.component.orderedlayout.HorizontalLayout;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.lightbox.security.CurrentUser;
import dev.lightbox.security.User;
import dev.lightbox.security.accounts.AccountRefusedException;
import dev.lightbox.security.accounts.AccountsUnavailableException;
import dev.lightbox.security.audit.AuditUnavailableException;
import dev.lightbox.viewer.language.Texts;
import dev.lightbox.viewer.language.UserLanguage;
import dev.lightbox.viewer.ui.PageHeader;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** What all of the administrators' pages have: the way between them, and what is said when something can't be done. */
abstract class AdministrationPage extends VerticalLayout implements HasDynamicTitle {

    private static final Logger log = LoggerFactory.getLogger(AdministrationPage.class);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final int SHOWN_MILLIS = 8_000;

    private final String title;
    private final transient CurrentUser currentUser;

    /**
     * @param title the text's name
     */
    AdministrationPage(
            String title, CurrentUser currentUser, UserLanguage languages, AuthenticationContext authentication) {
        this.title = title;
        this.currentUser = currentUser;
        setSizeFull();
        setPadding(false);
        setSpacing(false);
        add(header(languages, authentication));
    }

    /** Who does it, as they are now. */
    final User user() {
        return currentUser.require();
    }

    private Component header(UserLanguage languages, AuthenticationContext authentication) {
        Nav nav = PageHeader.pages(Texts.text("admin.title"), "var(--lumo-space-l)");
        nav.add(
                link("admin.users", UsersView.class),
                link("admin.sessions", SessionsView.class),
                link("admin.shares", SharesView.class),
                link("admin.emergency", EmergencyView.class),
                link("admin.audit", AuditView.class),
                link("admin.node", NodeView.class));
        Anchor worklist = new Anchor("", Texts.text("toWorklist"));
        worklist.getElement().setAttribute("data-testid", "to-worklist");
        PageHeader header = new PageHeader(user().displayName(), languages, authentication::logout);
        header.addComponentAsFirst(worklist);
        header.addComponentAsFirst(nav);
        header.addComponentAsFirst(PageHeader.title(Texts.text("admin.title")));
        header.expand(nav);
        return header;
    }

    private RouterLink link(String text, Class<? extends AdministrationPage> view) {
        RouterLink link = new RouterLink(Texts.text(text), view);
        link.getElement().setAttribute("data-testid", text.replace('.', '-'));
        if (view.isInstance(this)) {
            link.getElement().setAttribute("aria-current", "page");
            link.getStyle().set("font-weight", "600").set("color", "var(--lumo-body-text-color)");
        }
        return link;
    }

    @Override
    public final String getPageTitle() {
        return Texts.text(title) + " – Lightbox";
    }

    /** Does something that may be refused or fail, and says why where it is or does. @return whether it was done */
    static boolean attempt(Runnable action) {
        try {
            action.run();
            return true;
        } catch (AccountRefusedException e) {
            fail(Texts.text("admin.refused." + e.reason().name(), String.valueOf(e.getMessage())));
        } catch (AccountsUnavailableException e) {
            log.warn("Accounts can't be managed: {}", e.getMessage());
            fail(Texts.text("admin.unavailable", String.valueOf(e.getMessage())));
        } catch (AuditUnavailableException | DataAccessException e) {
            log.error("An administrator's action can't be recorded", e);
            fail(Texts.text("admin.notRecorded"));
        }
        return false;
    }

    static void fail(String text) {
        show(text, NotificationVariant.LUMO_ERROR);
    }

    static void done(String text) {
        show(text, NotificationVariant.LUMO_SUCCESS);
    }

    private static void show(String text, NotificationVariant kind) {
        Notification notification = Notification.show(text, SHOWN_MILLIS, Notification.Position.BOTTOM_CENTER);
        notification.addThemeVariants(kind);
        notification.getElement().setAttribute("data-testid", "notification");
    }

    /** Date and time in the node's time zone, which is the hospital's. */
    static String moment(Instant instant) {
        ZonedDateTime here = instant.atZone(ZoneId.systemDefault());
        return Texts.current().date(here.toLocalDate()) + " " + TIME.format(here);
    }

    /** @param label the text's name */
    static void list(Grid<?> grid, String label, String testId) {
        grid.addThemeVariants(GridVariant.LUMO_ROW_STRIPES, GridVariant.LUMO_COMPACT);
        grid.getElement().setAttribute("data-testid", testId);
        grid.getElement().setAttribute("aria-label", Texts.text(label));
    }

    static HorizontalLayout bar(Component... components) {
        HorizontalLayout bar = new HorizontalLayout(components);
        bar.setWidthFull();
        bar.setWrap(true);
        bar.setAlignItems(Alignment.BASELINE);
        bar.getStyle()
                .set("gap", "var(--lumo-space-s) var(--lumo-space-m)")
                .set("padding", "var(--lumo-space-s) var(--lumo-space-m)");
        return bar;
    }

    static Button button(String text, String testId, Runnable action) {
        Button button = new Button(Texts.text(text), click -> action.run());
        button.getElement().setAttribute("data-testid", testId);
        return button;
    }
}
