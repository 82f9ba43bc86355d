package dev.lightbox.viewer.config;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;

/** A view that says one thing: the base of those that are shown instead of the one asked for. */
abstract class MessageView extends VerticalLayout {

    private static final long serialVersionUID = 1;

    MessageView() {
        setSizeFull();
        setJustifyContentMode(JustifyContentMode.CENTER);
        setDefaultHorizontalComponentAlignment(Alignment.CENTER);
        addClassName("lightbox-message");
    }

    final void say(String title, String text, Component... wayOn) {
        removeAll();
        add(new H1(title), new Paragraph(text));
        add(wayOn);
    }

    /** A plain link: leaves this page, so that a broken one can't hold the user. */
    static Anchor link(String href, String text) {
        var anchor = new Anchor(href, text);
        anchor.setRouterIgnore(true);
        return anchor;
    }
}
