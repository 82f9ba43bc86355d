package dev.lightbox.viewer.worklist.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.data.binder.Binder;
import com.vaadin.flow.data.binder.ValidationException;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.lightbox.security.CurrentUser;
import dev.lightbox.security.Role;
import dev.lightbox.security.User;
import dev.lightbox.security.audit.AuditUnavailableException;
import dev.lightbox.security.emergency.EmergencyAccess;
import dev.lightbox.security.sharing.Shares;
import dev.lightbox.viewer.language.Texts;
import dev.lightbox.viewer.language.UserLanguage;
import dev.lightbox.viewer.pacs.StudySourceException;
import dev.lightbox.viewer.ui.PageHeader;
import dev.lightbox.viewer.viewing.ui.StudyAction;
import dev.lightbox.viewer.worklist.DateRange;
import dev.lightbox.viewer.worklist.Worklist;
import dev.lightbox.viewer.worklist.WorklistFilter;
import dev.lightbox.viewer.worklist.WorklistService;
import dev.lightbox.viewer.worklist.WorklistState;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The worklist. The archive is asked off the UI's thread: a quick answer comes with the response, a slow one is polled for, so that the page never
 * freezes behind a slow archive. Of several searches under way only the newest is shown.
 */
@Route("")
@PermitAll
public class WorklistView extends VerticalLayout implements HasDynamicTitle {

    private static final String SCRIPT = "context://pages/worklist.js";
    private static final Logger LOG = LoggerFactory.getLogger(WorklistView.class);

    /** An answer within this time comes with the response itself. */
    private static final long QUICK_ANSWER_MILLIS = 250;

    private static final int POLL_MILLIS = 100;

    /** The archive's adapter bounds how many searches it runs at once. */
    private static final Executor SEARCHES = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("worklist-", 0).factory());

    private final WorklistService service;
    private final WorklistState state;
    private final CurrentUser currentUser;

    private final Binder<WorklistFilter> binder = new Binder<>(WorklistFilter.class);
    private final WorklistGrid grid;
    private final ProgressBar loading = new ProgressBar();
    private final Div message = new Div();
    private final Span count = new Span();
    private int newestSearch;

    WorklistView(
            WorklistService service,
            WorklistState state,
            CurrentUser currentUser,
            UserLanguage languages,
            EmergencyAccess emergency,
            AuthenticationContext authentication,
            ObjectProvider<StudyAction> actions,
            Shares shares) {
        this.service = service;
        this.state = state;
        this.currentUser = currentUser;
        User user = currentUser.require();
        setSizeFull();
        setPadding(false);
        setSpacing(false);
        add(header(user, pages(user, emergency, shares), languages, authentication));
        grid = new WorklistGrid(
                binder,
                actions.orderedStream()
                        .filter(action -> action.isOfferedTo(user))
                        .toList());
        if (!user.hasRole(Role.RADIOLOGIST) && !user.hasRole(Role.REFERRING)) {
            add(noStudies());
            return;
        }
        PeriodBar period = new PeriodBar(binder, this::refresh, this::clearFilters);
        binder.readRecord(state.filter());
        binder.addValueChangeListener(change -> filterChanged());
        loading.setIndeterminate(true);
        loading.getElement().setAttribute("aria-label", Texts.text("worklist.searching"));
        loading.getElement().setAttribute("data-testid", "worklist-loading");
        message.addClassName("worklist-message");
        message.getElement().setAttribute("role", "status");
        count.getElement().setAttribute("data-testid", "worklist-count");
        count.getElement().setAttribute("role", "status");
        count.getStyle().set("padding", "var(--lumo-space-xs) var(--lumo-space-m)");
        message.getStyle().set("padding", "var(--lumo-space-m)");
        add(period, loading, message, grid, count);
        setFlexGrow(1, grid);
    }

    @Override
    public String getPageTitle() {
        return Texts.text("worklist.title");
    }

    private static PageHeader header(
            User user, List<Anchor> pages, UserLanguage languages, AuthenticationContext authentication) {
        Nav nav = PageHeader.pages(Texts.text("worklist.pages"), "var(--lumo-space-m)");
        pages.forEach(nav::add);
        H1 product = PageHeader.title("Lightbox");
        PageHeader header = new PageHeader(user.displayName(), languages, authentication::logout);
        header.addComponentAsFirst(nav);
        header.addComponentAsFirst(product);
        header.expand(product);
        return header;
    }

    private static List<Anchor> pages(User user, EmergencyAccess emergency, Shares shares) {
        List<Anchor> pages = new ArrayList<>();
        if (shares.mayShare(user)) {
            pages.add(page("shares", Texts.text("shares.heading")));
        }
        if (emergency.isOfferedTo(user)) {
            pages.add(page("emergency", Texts.text("emergency")));
        }
        if (user.hasRole(Role.ADMIN)) {
            pages.add(page("administration", Texts.text("admin.title")));
        }
        pages.add(page("sessions", Texts.text("sessions")));
        return pages;
    }

    private static Anchor page(String route, String text) {
        Anchor link = new Anchor(route, text);
        link.getElement().setAttribute("data-testid", "to-" + route);
        return link;
    }

    @Override
    protected void onAttach(AttachEvent event) {
        event.getUI().getPage().addJsModule(SCRIPT);
        if (grid.getParent().isPresent()) {
            search();
        }
    }

    private void filterChanged() {
        WorklistFilter entered;
        try {
            entered = binder.writeRecord();
        } catch (ValidationException halfTyped) {
            // A date that isn't one yet: the field says so itself, and the search waits for it.
            LOG.debug("worklist: filter not complete", halfTyped);
            return;
        }
        if (!entered.equals(state.filter())) {
            state.filter(entered);
            search();
        }
    }

    private void clearFilters() {
        binder.readRecord(WorklistFilter.of(DateRange.ALL));
        filterChanged();
    }

    private void refresh() {
        state.forget();
        search();
    }

    private void search() {
        UI ui = UI.getCurrent();
        // Anew for each search: roles may have changed since the page was opened.
        User user = currentUser.require();
        int search = ++newestSearch;
        WorklistFilter filter = state.filter();
        Worklist earlier = state.widest();
        CompletableFuture<Worklist> answer =
                CompletableFuture.supplyAsync(() -> service.find(user, filter, earlier), SEARCHES);
        try {
            show(answer.get(QUICK_ANSWER_MILLIS, TimeUnit.MILLISECONDS));
        } catch (TimeoutException slow) {
            showLoading(ui);
            answer.whenComplete((worklist, failure) -> ui.access(() -> {
                if (search != newestSearch) {
                    return;
                }
                if (failure == null) {
                    show(worklist);
                } else {
                    showFailure(failure);
                }
            }));
        } catch (ExecutionException failed) {
            showFailure(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            showFailure(stopped);
        }
    }

    private void showLoading(UI ui) {
        ui.setPollInterval(POLL_MILLIS);
        loading.setVisible(true);
        message.setVisible(false);
    }

    private void searchEnded() {
        getUI().ifPresent(ui -> ui.setPollInterval(-1));
        loading.setVisible(false);
        message.removeAll();
        message.getElement().removeAttribute("data-testid");
    }

    private void show(Worklist worklist) {
        searchEnded();
        state.remember(worklist);
        grid.setItems(worklist.studies());
        grid.setVisible(true);
        int found = worklist.studies().size();
        count.setText(Texts.text(worklist.truncated() ? "worklist.count.truncated" : "worklist.count", found));
        count.setVisible(true);
        message.setVisible(found == 0);
        if (found == 0) {
            message.getElement().setAttribute("data-testid", "worklist-empty");
            message.add(new Paragraph(Texts.text("worklist.nothing")));
        }
    }

    private void showFailure(Throwable failure) {
        searchEnded();
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        message.getElement().setAttribute("data-testid", "worklist-failure");
        if (cause instanceof StudySourceException archive) {
            LOG.warn("worklist: the archive failed ({})", archive.kind(), archive);
            message.add(
                    new H2(Texts.text("archive.failed")),
                    new Paragraph(Texts.text("archive.failed." + archive.kind(), archive.getMessage())));
        } else if (cause instanceof AuditUnavailableException) {
            LOG.error("worklist: a search can't be recorded", cause);
            message.add(
                    new H2(Texts.text("worklist.notRecorded")), new Paragraph(Texts.text("worklist.notRecorded.text")));
        } else {
            String reference = UUID.randomUUID().toString().substring(0, 8);
            LOG.error("worklist: search failed, reference {}", reference, cause);
            message.add(
                    new H2(Texts.text("worklist.failed")),
                    new Paragraph(Texts.text("worklist.failed.text", reference)));
        }
        Button retry = new Button(Texts.text("tryAgain"), click -> refresh());
        retry.getElement().setAttribute("data-testid", "worklist-retry");
        message.add(retry);
        message.setVisible(true);
        grid.setVisible(false);
        count.setVisible(false);
    }

    private static Div noStudies() {
        Div text = new Div(new H2(Texts.text("worklist.noRole")), new Paragraph(Texts.text("worklist.noRole.text")));
        text.getElement().setAttribute("data-testid", "worklist-no-role");
        text.getStyle().set("padding", "var(--lumo-space-l)");
        return text;
    }
}
