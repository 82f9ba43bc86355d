package dev.lightbox.viewer.emergency.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinService;
import dev.lightbox.engine.dicom.PersonName;
import dev.lightbox.engine.dicom.Uids;
import dev.lightbox.security.CurrentUser;
import dev.lightbox.security.User;
import dev.lightbox.security.audit.AuditUnavailableException;
import dev.lightbox.security.emergency.EmergencyAccess;
import dev.lightbox.security.emergency.EmergencyRefusedException;
import dev.lightbox.security.emergency.EmergencyUse;
import dev.lightbox.viewer.emergency.EmergencyCriterion;
import dev.lightbox.viewer.emergency.EmergencySearch;
import dev.lightbox.viewer.language.Texts;
import dev.lightbox.viewer.pacs.StudySourceException;
import dev.lightbox.viewer.pacs.StudySummary;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Opens a study that isn't the reader's, in an emergency. Says what that means first; shows nothing of a patient before a reason is given. */
@Route("emergency")
@RolesAllowed({"RADIOLOGIST", "REFERRING"})
public class EmergencyView extends VerticalLayout implements BeforeEnterObserver, HasDynamicTitle {

    /** The address's parameter: the study that somebody was about to open. */
    public static final String STUDY = "StudyInstanceUID";

    private static final Logger log = LoggerFactory.getLogger(EmergencyView.class);

    private final EmergencySearch search;
    private final EmergencyAccess access;
    private final CurrentUser currentUser;
    private final Clock clock;

    private final RadioButtonGroup<EmergencyCriterion> criterion = new RadioButtonGroup<>(Texts.text("emergency.by"));
    private final TextField value = new TextField(Texts.text("emergency.value"));
    private final TextArea reason = new TextArea(Texts.text("emergency.reason"));
    private final Div message = new Div();
    private final Div results = new Div();
    private final Div open = new Div();

    EmergencyView(EmergencySearch search, EmergencyAccess access, CurrentUser currentUser, Clock clock) {
        this.search = search;
        this.access = access;
        this.currentUser = currentUser;
        this.clock = clock;
        setMaxWidth("48rem");
        getStyle().set("margin", "0 auto");
        H1 title = new H1(Texts.text("emergency"));
        Anchor back = new Anchor(contextPath() + "/", Texts.text("toWorklist"));
        back.getElement().setAttribute("data-testid", "to-worklist");
        add(title, back);
        if (!access.isOfferedTo(currentUser.require())) {
            Paragraph none = new Paragraph(Texts.text("emergency.notOffered"));
            none.getElement().setAttribute("data-testid", "emergency-not-offered");
            add(none);
            return;
        }
        Paragraph warning =
                new Paragraph(Texts.text("emergency.warning", access.duration().toMinutes()));
        warning.getElement().setAttribute("data-testid", "emergency-warning");
        warning.getElement().setAttribute("role", "note");
        warning.getStyle()
                .set("border-inline-start", "4px solid var(--lumo-error-color)")
                .set("padding", "var(--lumo-space-s) var(--lumo-space-m)")
                .set("background", "var(--lumo-error-color-10pct)");
        criterion.setItems(EmergencyCriterion.values());
        criterion.setItemLabelGenerator(one -> Texts.text("emergency.by." + one));
        criterion.setValue(EmergencyCriterion.PATIENT_ID);
        value.setWidthFull();
        value.setMaxLength(64);
        value.setRequiredIndicatorVisible(true);
        value.setHelperText(Texts.text("emergency.value.help"));
        value.getElement().setAttribute("data-testid", "emergency-value");
        reason.setWidthFull();
        reason.setMaxLength(EmergencyAccess.LONGEST_REASON);
        reason.setRequiredIndicatorVisible(true);
        reason.setHelperText(Texts.text("emergency.reason.help", access.minReason()));
        reason.getElement().setAttribute("data-testid", "emergency-reason");
        Button find = new Button(Texts.text("emergency.search"), click -> search());
        find.addThemeVariants(ButtonVariant.LUMO_PRIMARY, ButtonVariant.LUMO_ERROR);
        find.getElement().setAttribute("data-testid", "emergency-search");
        message.getElement().setAttribute("role", "status");
        results.setWidthFull();
        open.setWidthFull();
        add(warning, criterion, value, reason, find, message, results, open);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        event.getLocation()
                .getQueryParameters()
                .getSingleParameter(STUDY)
                .filter(Uids::isValid)
                .ifPresent(uid -> {
                    criterion.setValue(EmergencyCriterion.STUDY_INSTANCE_UID);
                    value.setValue(uid);
                });
        showOpen();
    }

    @Override
    public String getPageTitle() {
        return Texts.text("emergency.title");
    }

    private static String contextPath() {
        return Optional.ofNullable(VaadinService.getCurrentRequest())
                .map(request -> request.getContextPath())
                .orElse("");
    }

    private void search() {
        results.removeAll();
        attempt(() -> {
            List<StudySummary> found =
                    search.find(currentUser.require(), criterion.getValue(), value.getValue(), reason.getValue());
            if (found.isEmpty()) {
                say("emergency-nothing", Texts.text("emergency.nothing"));
            } else {
                say("emergency-found", Texts.text("emergency.found"));
            }
            found.forEach(study -> results.add(row(study)));
        });
    }

    private Component row(StudySummary study) {
        String patient = study.patientName().isBlank()
                ? study.patientId()
                : PersonName.parse(study.patientName()).display() + " · " + study.patientId();
        Texts texts = Texts.current();
        String born = study.patientBirthDate() == null
                ? ""
                : " · " + texts.get("emergency.born", texts.date(study.patientBirthDate()));
        String made = study.studyDate() == null ? texts.get("emergency.noDate") : texts.date(study.studyDate());
        Div text = new Div(
                new Div(patient + born),
                new Div("%s · %s · %s"
                        .formatted(
                                made,
                                String.join(
                                        ", ",
                                        study.modalities().stream().sorted().toList()),
                                study.studyDescription())));
        Button button = new Button(Texts.text("emergency.openOne"), click -> open(study.studyInstanceUid()));
        button.addThemeVariants(ButtonVariant.LUMO_ERROR);
        button.getElement().setAttribute("data-testid", "emergency-open");
        return line("emergency-study", study.studyInstanceUid(), text, button);
    }

    private static Div line(String testId, String studyInstanceUid, Component... parts) {
        Div row = new Div(parts);
        row.getElement().setAttribute("data-testid", testId);
        row.getElement().setAttribute("data-study", studyInstanceUid);
        row.getStyle()
                .set("display", "flex")
                .set("gap", "var(--lumo-space-m)")
                .set("align-items", "center")
                .set("justify-content", "space-between")
                .set("padding", "var(--lumo-space-s) 0")
                .set("border-bottom", "1px solid var(--lumo-contrast-10pct)");
        return row;
    }

    private void open(String studyInstanceUid) {
        attempt(() -> {
            if (search.open(currentUser.require(), studyInstanceUid, reason.getValue())
                    .isEmpty()) {
                say("emergency-nothing", Texts.text("emergency.gone"));
                return;
            }
            toViewer(studyInstanceUid);
        });
    }

    private static void toViewer(String studyInstanceUid) {
        UI.getCurrent().navigate("viewer", QueryParameters.of("StudyInstanceUIDs", studyInstanceUid));
    }

    /** What the user has open already. */
    private void showOpen() {
        open.removeAll();
        User user = currentUser.require();
        List<EmergencyUse> uses = access.of(user);
        if (uses.isEmpty()) {
            return;
        }
        open.add(new H2(Texts.text("emergency.open")));
        DateTimeFormatter time = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .withLocale(Texts.current().language().locale())
                .withZone(clock.getZone());
        for (EmergencyUse use : uses) {
            Button go = new Button(Texts.text("emergency.show"), click -> toViewer(use.studyInstanceUid()));
            Button end = new Button(
                    Texts.text("emergency.end"),
                    click -> attempt(() -> {
                        access.end(currentUser.require(), use.id());
                        showOpen();
                    }));
            end.getElement().setAttribute("data-testid", "emergency-end");
            open.add(line(
                    "emergency-current",
                    use.studyInstanceUid(),
                    new Div(Texts.text("emergency.until", use.patientId(), time.format(use.expiresAt()), use.reason())),
                    go,
                    end));
        }
    }

    private interface Attempt {
        void run() throws EmergencyRefusedException;
    }

    private void attempt(Attempt what) {
        try {
            what.run();
        } catch (EmergencyRefusedException e) {
            say("emergency-refused", Texts.text("emergency.refused." + e.why(), access.minReason()));
        } catch (StudySourceException e) {
            log.warn("An emergency search failed ({})", e.kind());
            say("emergency-failed", Texts.text("archive.failed." + e.kind(), e.getMessage()));
        } catch (AuditUnavailableException | DataAccessException e) {
            log.error("Emergency access isn't possible", e);
            say("emergency-failed", Texts.text("emergency.notRecorded"));
        }
    }

    private void say(String testId, String text) {
        message.removeAll();
        message.add(new Paragraph(text));
        message.getElement().setAttribute("data-testid", testId);
    }
}
