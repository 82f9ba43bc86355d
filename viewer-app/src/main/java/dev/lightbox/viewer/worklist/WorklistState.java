package dev.lightbox.viewer.worklist;

import com.vaadin.flow.spring.annotation.VaadinSessionScope;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a user's worklist remembers for the session: it comes back as it was left. Guarded by the Vaadin session's lock. */
@Component
@VaadinSessionScope
public class WorklistState {

    private WorklistFilter filter;
    private @Nullable Worklist widest;

    WorklistState(WorklistProperties properties) {
        filter = WorklistFilter.of(properties.defaultRange());
    }

    public WorklistFilter filter() {
        return filter;
    }

    public void filter(WorklistFilter filter) {
        this.filter = filter;
    }

    /** The last answer that only the period restricted; narrower searches are served from it while it is fresh. */
    public @Nullable Worklist widest() {
        return widest;
    }

    /** Keeps an answer for later searches. */
    public void remember(Worklist worklist) {
        if (worklist.query().equals(worklist.query().onlyPeriodAndDoctors())) {
            widest = worklist;
        }
    }

    /** The next search asks the archive. */
    public void forget() {
        widest = null;
    }
}
