package dev.lightbox.e2e.bench;

import dev.lightbox.e2e.browser.Browser;
import dev.lightbox.e2e.environment.Demo;
import dev.lightbox.e2e.line.Line;
import dev.lightbox.e2e.line.ShapedLine;
import dev.lightbox.e2e.pages.SignInPage;
import dev.lightbox.e2e.pages.ViewerPage;
import dev.lightbox.e2e.pages.WorklistPage;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A radiologist at a browser of their own, at the end of a line. Starts and ends at the worklist. Not thread-safe. */
final class Session implements AutoCloseable {

    /** No measurement takes longer; what does has failed. */
    static final Duration LIMIT = Duration.ofMinutes(2);

    private final ShapedLine line;
    private final Browser browser;
    private final PageProbe probe;
    private final WorklistPage worklist;

    private Session(ShapedLine line, Browser browser, PageProbe probe, WorklistPage worklist) {
        this.line = line;
        this.browser = browser;
        this.probe = probe;
        this.worklist = worklist;
    }

    /** Opens a browser and signs in. The line leads to the viewer alone; signing in goes to Keycloak directly. */
    static Session open(Demo demo, Line kind) {
        int port = URI.create(demo.url()).getPort();
        ShapedLine line = ShapedLine.open(kind, port);
        // The address stays what it is, for Keycloak and for the check of origins; only where it leads to changes.
        Browser browser =
                Browser.open(List.of("--host-resolver-rules=MAP 127.0.0.1:" + port + " 127.0.0.1:" + line.port()));
        try {
            PageProbe probe = new PageProbe(browser.driver());
            WorklistPage worklist = SignInPage.open(browser, demo).signIn(demo.account("radiologist"));
            if (line.down().total() == 0) {
                throw new IllegalStateException("the browser doesn't take the line");
            }
            return new Session(line, browser, probe, worklist);
        } catch (RuntimeException e) {
            browser.close();
            line.close();
            throw e;
        }
    }

    ShapedLine line() {
        return line;
    }

    /** What the line is called. */
    String lineName() {
        return line.line().name();
    }

    Browser browser() {
        return browser;
    }

    PageProbe probe() {
        return probe;
    }

    Hand hand() {
        return new Hand(browser.driver());
    }

    /** Finds a study in the worklist, clicks it, and waits for its first exact picture. The probe and the line have noted what came since the click, and nothing else. */
    ViewerPage open(Study study) {
        worklist.search(study.patientId());
        worklist.refresh();
        worklist.awaitStudies(Set.of(study.studyInstanceUid()));
        probe.clear();
        line.down().restart();
        ViewerPage viewer = worklist.open(study.studyInstanceUid());
        probe.await("paints.some(paint => paint.exact && paint.series === '" + study.seriesInstanceUid() + "')", LIMIT);
        return viewer;
    }

    /** Back to the worklist. */
    void leave(ViewerPage viewer) {
        viewer.back();
    }

    @Override
    public void close() {
        try {
            browser.close();
        } finally {
            line.close();
        }
    }
}
