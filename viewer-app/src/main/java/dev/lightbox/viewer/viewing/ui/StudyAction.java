package dev.lightbox.viewer.viewing.ui;

import com.vaadin.flow.component.Component;
import dev.lightbox.security.User;
import dev.lightbox.viewer.pacs.StudySummary;

/** Something that can be done with a study besides viewing it: every bean of this is offered in the viewer's head and in the worklist. */
public interface StudyAction {

    /** Whether this user may do it with studies at all. */
    boolean isOfferedTo(User user);

    /** A small button that does it with this study, or says why not. */
    Component button(StudySummary study);
}
