package dev.lightbox.viewer.viewing.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.lightbox.security.CurrentUser;
import dev.lightbox.security.User;
import dev.lightbox.security.emergency.EmergencyAccess;
import dev.lightbox.security.emergency.EmergencyUse;
import dev.lightbox.viewer.icons.LineIcon;
import dev.lightbox.viewer.language.Texts;
import dev.lightbox.viewer.pacs.StudySourceException;
import dev.lightbox.viewer.viewing.StudyAudit;
import dev.lightbox.viewer.viewing.ViewableStudies;
import dev.lightbox.viewer.viewing.ViewableStudy;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The viewer at {@code viewer?StudyInstanceUIDs=…}. Its title names no patient: titles stay in the browser's history. A study that is unknown and one that
 * isn't allowed get the same page.
 */
@Route("viewer")
@RolesAllowed({"RADIOLOGIST", "REFERRING"})
public class ViewerView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final String PARAMETER = "StudyInstanceUIDs";
    private static final String MODULE = "context://lightbox/lightbox-viewer.js";
    private static final Logger log = LoggerFactory.getLogger(ViewerView.class);

    private final ViewableStudies studies;
    private final StudyAudit audit;
    private final EmergencyAccess emergency;
    private final Clock clock;
    private final CurrentUser currentUser;
    private final AuthenticationContext authentication;
    private final List<StudyAction> actions;

    ViewerView(
            ViewableStudies studies,
            StudyAudit audit,
            EmergencyAccess emergency,
            CurrentUser currentUser,
            AuthenticationContext authentication,
            Clock clock,
            ObjectProvider<StudyAction> actions) {
        this.studies = studies;
        this.audit = audit;
        this.emergency = emergency;
        this.clock = clock;
        this.currentUser = currentUser;
        this.authentication = authentication;
        this.actions = actions.orderedStream().toList();
        setSizeFull();
    }

    @Override
    public String getPageTitle() {
        return Texts.text("viewer.title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        removeAll();
        RequestedStudies requested =
                RequestedStudies.parse(event.getLocation().getQueryParameters().getParameters(PARAMETER));
        if (requested.uids().isEmpty()) {
            say(
                    "viewer-no-study",
                    Texts.text("viewer.noStudy"),
                    Texts.text(requested.invalid() ? "viewer.noStudy.invalid" : "viewer.noStudy.text"),
                    List.of());
            return;
        }
        try {
            open(
                    requested,
                    RequestedView.parse(
                            event.getLocation().getQueryParameters().getParameters(RequestedView.PARAMETER)),
                    currentUser.require());
        } catch (StudySourceException e) {
            log.warn("A study can't be opened: {}", e.getMessage());
            Button retry = new Button(
                    Texts.text("tryAgain"), click -> UI.getCurrent().getPage().reload());
            retry.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
            say(
                    "viewer-archive-failure",
                    Texts.text("archive.failed"),
                    Texts.text("archive.failed." + e.kind(), e.getMessage()),
                    List.of(retry));
        }
    }

    private void open(RequestedStudies requested, Optional<String> view, User user) {
        List<ViewableStudy> viewable = new ArrayList<>();
        for (String uid : requested.uids()) {
            studies.open(user, uid).ifPresent(viewable::add);
        }
        if (viewable.isEmpty()) {
            audit.denied(user, requested.uids().getFirst(), "viewer");
            say(
                    "viewer-not-available",
                    Texts.text("viewer.notAvailable"),
                    Texts.text("viewer.notAvailable.text"),
                    emergency.isOfferedTo(user)
                            ? List.of(toEmergency(requested.uids().getFirst()))
                            : List.of());
            return;
        }
        if (requested.uids().size() > 1) {
            Notification.show(
                    Texts.text("viewer.several", requested.uids().size()), 8_000, Notification.Position.BOTTOM_CENTER);
        }
        UI.getCurrent().getPage().addJsModule(MODULE);
        ViewableStudy study = viewable.getFirst();
        String uid = study.studyInstanceUid();
        String address = "viewer?" + PARAMETER + "=" + uid
                + view.map(known -> "&" + RequestedView.PARAMETER + "=" + known).orElse("");
        ViewerElement viewer = new ViewerElement(uid, contextPath() + "/", address);
        view.ifPresent(viewer::begin);
        viewer.setSizeFull();
        actions.stream()
                .filter(action -> action.isOfferedTo(user))
                .forEach(action -> viewer.addToHead(action.button(study.summary())));
        viewer.addToHead(signOut(user));
        Optional<EmergencyUse> use = emergency.find(user, uid);
        use.ifPresent(open -> {
            getStyle().set("display", "flex").set("flex-direction", "column");
            viewer.getStyle().set("flex", "1").set("min-height", "0");
            add(banner(open));
        });
        add(viewer);
    }

    /** Over the pictures for as long as they are open: nobody forgets that this isn't their study. */
    private Div banner(EmergencyUse use) {
        DateTimeFormatter time = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .withLocale(Texts.current().language().locale())
                .withZone(clock.getZone());
        Button end = new Button(Texts.text("emergency.end"), click -> {
            emergency.end(currentUser.require(), use.id());
            UI.getCurrent().navigate("");
        });
        end.addThemeVariants(ButtonVariant.LUMO_SMALL);
        end.getElement().setAttribute("data-testid", "emergency-end");
        Div banner = new Div(new Span(Texts.text("emergency.banner", time.format(use.expiresAt()), use.reason())), end);
        banner.getElement().setAttribute("data-testid", "emergency-banner");
        banner.getElement().setAttribute("role", "status");
        banner.getStyle()
                .set("display", "flex")
                .set("gap", "var(--lumo-space-m)")
                .set("align-items", "center")
                .set("justify-content", "space-between")
                .set("padding", "var(--lumo-space-xs) var(--lumo-space-m)")
                .set("background", "#7a1020")
                .set("color", "#fff");
        return banner;
    }

    /** Whether the study exists or not: it is looked for there. */
    private static Anchor toEmergency(String studyInstanceUid) {
        Anchor link =
                new Anchor(contextPath() + "/emergency?StudyInstanceUID=" + studyInstanceUid, Texts.text("emergency"));
        link.getElement().setAttribute("data-testid", "to-emergency");
        return link;
    }

    private Button signOut(User user) {
        Button out = new Button(Texts.text("signOut"), LineIcon.SIGN_OUT.create(), click -> authentication.logout());
        out.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
        out.setTooltipText(Texts.text("signedInAs", user.displayName()));
        out.getElement().setAttribute("data-testid", "sign-out");
        return out;
    }

    private void say(String testId, String title, String text, List<Component> actions) {
        Anchor worklist = new Anchor(contextPath() + "/", Texts.text("toWorklist"));
        worklist.getElement().setAttribute("data-testid", "to-worklist");
        Div message = new Div(new H1(title), new Paragraph(text));
        actions.forEach(message::add);
        message.add(new Paragraph(worklist));
        message.getElement().setAttribute("data-testid", testId);
        message.getElement().setAttribute("role", "status");
        message.getStyle().set("max-width", "40em").set("margin", "15vh auto 0").set("padding", "var(--lumo-space-l)");
        add(message);
    }

    private static String contextPath() {
        return Optional.ofNullable(VaadinService.getCurrentRequest())
                .map(request -> request.getContextPath())
                .orElse("");
    }
}
