package dev.lightbox.viewer.administration.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.orderedlayout.Scroller;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.lightbox.security.CurrentUser;
import dev.lightbox.security.audit.AuditForwarder;
import dev.lightbox.viewer.administration.NodeStatus;
import dev.lightbox.viewer.language.Texts;
import dev.lightbox.viewer.language.UserLanguage;
import jakarta.annotation.security.RolesAllowed;
import java.util.Optional;

/** How this node is: the archive, memory, work, versions, the audit trail. */
@Route("administration/node")
@RolesAllowed("ADMIN")
public class NodeView extends AdministrationPage {

    private static final long MEGABYTE = 1 << 20;

    private final transient NodeStatus node;
    private final Div content = new Div();

    NodeView(NodeStatus node, CurrentUser currentUser, UserLanguage languages, AuthenticationContext authentication) {
        super("admin.node", currentUser, languages, authentication);
        this.node = node;
        content.getStyle()
                .set("display", "grid")
                .set("grid-template-columns", "minmax(14rem, max-content) 1fr")
                .set("gap", "var(--lumo-space-xs) var(--lumo-space-l)")
                .set("padding", "0 var(--lumo-space-m) var(--lumo-space-m)");
        Scroller scroller = new Scroller(content);
        scroller.setWidthFull();
        add(
                bar(
                        button("admin.refresh", "node-refresh", this::load),
                        button("admin.node.verify", "node-verify", () -> {
                            node.beginCheck();
                            load();
                        })),
                scroller);
        setFlexGrow(1, scroller);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        load();
    }

    private void load() {
        content.removeAll();
        heading("admin.node.archive");
        NodeStatus.Archive archive = node.archive();
        line(
                "admin.node.reachable",
                "node-archive",
                archive.reachable() ? Texts.text("admin.node.yes", archive.millis()) : Texts.text("admin.node.no"));
        line("admin.node.says", "node-archive-says", archive.description());
        archive.problems().forEach(problem -> line("admin.node.problem", "node-problem", problem));

        heading("admin.node.memory");
        line("admin.node.heap", "node-heap", memory(node.heap()));
        line("admin.node.frames", "node-frames", memory(node.frames()));
        line("admin.node.volumes", "node-volumes", memory(node.volumes()));

        heading("admin.node.work");
        line("admin.node.fetching", "node-fetching", queue(node.fetching()));
        line("admin.node.computing", "node-computing", queue(node.computing()));
        line("admin.node.streams", "node-streams", Integer.toString(node.streams()));
        line("admin.node.sessions", "node-sessions", Integer.toString(node.sessions()));

        heading("admin.audit");
        line("admin.node.verified", "node-verified", verified());
        showForwarding();

        heading("admin.node.versions");
        line("admin.node.programs", "node-versions", String.join(" · ", node.versions()));
        line("admin.node.database", "node-database", node.database().orElse(Texts.text("admin.node.no")));
        line("admin.node.kernels", "node-kernels", node.kernels());
        line("admin.node.codecs", "node-codecs", String.join(" · ", node.codecs()));
    }

    private String verified() {
        if (node.isChecking()) {
            return Texts.text("admin.node.verifying");
        }
        return node.lastCheck()
                .map(check -> check.verdict().isIntact()
                        ? Texts.text(
                                "admin.node.intact",
                                moment(check.at()),
                                check.verdict().records())
                        : Texts.text(
                                "admin.node.broken",
                                moment(check.at()),
                                check.verdict().reason()))
                .orElse(Texts.text("admin.node.notVerified"));
    }

    private void showForwarding() {
        attempt(() -> {
            Optional<AuditForwarder.State> state = node.forwarding();
            if (state.isEmpty()) {
                line("admin.node.repository", "node-repository", Texts.text("admin.node.noRepository"));
                return;
            }
            line("admin.node.backlog", "node-backlog", Long.toString(state.get().backlog()));
            state.get().lastArrival().ifPresent(when -> line("admin.node.arrived", "node-arrived", moment(when)));
            if (!state.get().failure().isEmpty()) {
                line(
                        "admin.node.problem",
                        "node-repository-failure",
                        state.get().failure());
            }
        });
    }

    private static String memory(NodeStatus.Memory memory) {
        return Texts.text("admin.node.megabytes", memory.taken() / MEGABYTE, memory.most() / MEGABYTE);
    }

    private static String queue(NodeStatus.Queue queue) {
        return Texts.text("admin.node.queue", queue.running(), queue.workers(), queue.queued());
    }

    private void heading(String text) {
        H2 heading = new H2(Texts.text(text));
        heading.getStyle()
                .set("grid-column", "1 / -1")
                .set("font-size", "var(--lumo-font-size-m)")
                .set("margin", "var(--lumo-space-m) 0 0");
        content.add(heading);
    }

    private void line(String label, String testId, String value) {
        Span name = new Span(Texts.text(label));
        name.getStyle().set("color", "var(--lumo-secondary-text-color)");
        Span text = new Span(value);
        text.getElement().setAttribute("data-testid", testId);
        content.add(name, text);
    }
}
