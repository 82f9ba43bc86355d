package dev.lightbox.viewer.viewing.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasComponents;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.Tag;

/** {@code <lightbox-viewer>}: its module is served beside the application, not bundled with it. */
@Tag("lightbox-viewer")
class ViewerElement extends Component implements HasComponents, HasSize {

    /** Pictures to begin with, as a link names them. */
    void begin(String view) {
        getElement().setAttribute("view", view);
    }

    /** @param address of this page, relative to {@code base}: where to return to after signing in again */
    ViewerElement(String studyInstanceUid, String base, String address) {
        getElement().setAttribute("study-instance-uid", studyInstanceUid);
        getElement().setAttribute("base", base);
        getElement().setAttribute("worklist-url", base);
        getElement().setAttribute("sign-in-url", base + address);
    }

    /** Something in the viewer's head, at its end. */
    void addToHead(Component component) {
        component.getElement().setAttribute("slot", "account");
        add(component);
    }
}
