package dev.lightbox.viewer.administration.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.orderedlayout.HorizontalLayout;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.lightbox.security.CurrentUser;
import dev.lightbox.security.audit.AuditKind;
import dev.lightbox.security.audit.AuditOutcome;
import dev.lightbox.security.audit.AuditQuery;
import dev.lightbox.security.audit.AuditRecord;
import dev.lightbox.viewer.administration.AuditBrowser;
import dev.lightbox.viewer.administration.AuditMessages;
import dev.lightbox.viewer.language.DateFields;
import dev.lightbox.viewer.language.Texts;
import dev.lightbox.viewer.language.UserLanguage;
import jakarta.annotation.security.RolesAllowed;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The audit trail: searched, read, exported. Kinds and outcomes have the names that the guide explains. */
@Route("administration/audit")
@RolesAllowed("ADMIN")
public class AuditView extends AdministrationPage {

    private static final int LONGEST = 255;
    private static final String EXPORT = "audit-export/";

    private final transient AuditBrowser browser;
    private final TextField username = field("admin.audit.user", "audit-user");
    private final TextField patient = field("admin.audit.patient", "audit-patient");
    private final TextField study = field("admin.audit.study", "audit-study");
    private final DatePicker from = date("admin.audit.from", "audit-from");
    private final DatePicker until = date("admin.audit.until", "audit-until");
    private final Select<AuditKind> kind = select("admin.audit.kind", "audit-kind", AuditKind.values());
    private final Select<AuditOutcome> outcome = select("admin.audit.outcome", "audit-outcome", AuditOutcome.values());
    private final Grid<AuditRecord> grid = new Grid<>();
    private final Span count = new Span();
    private final Button older = button("admin.audit.older", "audit-older", this::older);
    private final Anchor csv = export("csv");
    private final Anchor xml = export("xml");
    private transient AuditQuery query = AuditQuery.ALL;
    private long lastShown;

    AuditView(
            AuditBrowser browser,
            CurrentUser currentUser,
            UserLanguage languages,
            AuthenticationContext authentication) {
        super("admin.audit", currentUser, languages, authentication);
        this.browser = browser;
        Button search = button("admin.audit.search", "audit-search", this::search);
        search.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        search.addClickShortcut(Key.ENTER);
        add(bar(username, patient, study, from, until, kind, outcome, search));
        list(grid, "admin.audit", "audit-grid");
        grid.addColumn(AuditRecord::sequence)
                .setHeader(Texts.text("admin.audit.number"))
                .setFlexGrow(0)
                .setWidth("6rem");
        grid.addColumn(audit -> moment(audit.recordedAt()))
                .setHeader(Texts.text("admin.audit.time"))
                .setFlexGrow(0)
                .setWidth("11.5rem");
        grid.addColumn(AuditRecord::kind)
                .setHeader(Texts.text("admin.audit.kind"))
                .setFlexGrow(1);
        grid.addColumn(AuditRecord::outcome)
                .setHeader(Texts.text("admin.audit.outcome"))
                .setFlexGrow(1);
        grid.addColumn(AuditRecord::username)
                .setHeader(Texts.text("admin.audit.user"))
                .setFlexGrow(1);
        grid.addColumn(AuditRecord::sourceAddress)
                .setHeader(Texts.text("admin.sessions.address"))
                .setFlexGrow(1);
        grid.addColumn(AuditRecord::patientId)
                .setHeader(Texts.text("admin.audit.patient"))
                .setFlexGrow(1);
        grid.addColumn(AuditRecord::studyInstanceUid)
                .setHeader(Texts.text("admin.audit.study"))
                .setFlexGrow(2);
        grid.addItemClickListener(click -> show(click.getItem()));
        count.getElement().setAttribute("data-testid", "audit-count");
        count.getElement().setAttribute("role", "status");
        HorizontalLayout below = bar(count, older, csv, xml);
        below.setAlignItems(Alignment.CENTER);
        add(grid, below);
        setFlexGrow(1, grid);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        search();
    }

    private void search() {
        query = new AuditQuery(
                start(from.getValue()),
                start(until.getValue() == null ? null : until.getValue().plusDays(1)),
                given(username),
                given(patient),
                given(study),
                kind.getOptionalValue(),
                outcome.getOptionalValue());
        csv.setHref(EXPORT + "csv" + parameters());
        xml.setHref(EXPORT + "xml" + parameters());
        load(Long.MAX_VALUE);
    }

    private void older() {
        load(lastShown);
    }

    private void load(long before) {
        attempt(() -> {
            List<AuditRecord> found = browser.find(user(), query, before);
            grid.setItems(found);
            older.setEnabled(found.size() == AuditBrowser.PAGE);
            if (!found.isEmpty()) {
                lastShown = found.getLast().sequence();
            }
            count.setText(Texts.text("admin.audit.count", found.size()));
        });
    }

    private String parameters() {
        Map<String, String> given = new LinkedHashMap<>();
        query.from().ifPresent(time -> given.put("from", time.toString()));
        query.until().ifPresent(time -> given.put("until", time.toString()));
        query.username().ifPresent(name -> given.put("user", name));
        query.patientId().ifPresent(id -> given.put("patient", id));
        query.studyInstanceUid().ifPresent(uid -> given.put("study", uid));
        query.kind().ifPresent(chosen -> given.put("kind", chosen.name()));
        query.outcome().ifPresent(chosen -> given.put("outcome", chosen.name()));
        return given.isEmpty()
                ? ""
                : given.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "="
                                + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private static void show(AuditRecord audit) {
        Dialog dialog = new Dialog();
        dialog.setHeaderTitle(Texts.text("admin.audit.record", Long.toString(audit.sequence())));
        Pre message = new Pre(AuditMessages.readable(audit.message()));
        message.getElement().setAttribute("data-testid", "audit-message");
        message.getStyle()
                .set("white-space", "pre-wrap")
                .set("word-break", "break-word")
                .set("margin", "0");
        dialog.add(message);
        dialog.setWidth("60rem");
        dialog.getFooter().add(button("admin.close", "audit-close", dialog::close));
        dialog.open();
    }

    private static Optional<Instant> start(@Nullable LocalDate day) {
        return Optional.ofNullable(day)
                .map(chosen -> chosen.atStartOfDay(ZoneId.systemDefault()).toInstant());
    }

    private static Optional<String> given(TextField field) {
        return Optional.of(field.getValue().strip()).filter(text -> !text.isEmpty());
    }

    private static TextField field(String label, String testId) {
        TextField field = new TextField(Texts.text(label));
        field.setClearButtonVisible(true);
        field.setMaxLength(LONGEST);
        field.setWidth("10rem");
        field.getElement().setAttribute("data-testid", testId);
        return field;
    }

    private static DatePicker date(String label, String testId) {
        DatePicker field = DateFields.create();
        field.setLabel(Texts.text(label));
        field.setClearButtonVisible(true);
        field.setWidth("9.5rem");
        field.getElement().setAttribute("data-testid", testId);
        return field;
    }

    private static <T extends Enum<T>> Select<T> select(String label, String testId, T[] values) {
        Select<T> select = new Select<>();
        select.setLabel(Texts.text(label));
        select.setItems(values);
        select.setEmptySelectionAllowed(true);
        select.setEmptySelectionCaption(Texts.text("admin.audit.any"));
        select.setWidth("12rem");
        select.getElement().setAttribute("data-testid", testId);
        return select;
    }

    private static Anchor export(String format) {
        Anchor link = new Anchor(EXPORT + format, Texts.text("admin.audit." + format));
        link.setRouterIgnore(true);
        link.getElement().setAttribute("data-testid", "audit-" + format);
        return link;
    }
}
