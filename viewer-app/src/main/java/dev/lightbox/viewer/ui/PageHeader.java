package dev.lightbox.viewer.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.orderedlayout.FlexComponent;
import com.vaadin.flow.component.orderedlayout.HorizontalLayout;
import dev.lightbox.viewer.icons.LineIcon;
import dev.lightbox.viewer.language.LanguageSwitch;
import dev.lightbox.viewer.language.Texts;
import dev.lightbox.viewer.language.UserLanguage;

/** A page's head: who is signed in, the language, and the way out; before them what the page adds, such as its title and the ways to other pages. */
public final class PageHeader extends HorizontalLayout {

    public PageHeader(String displayName, UserLanguage languages, Runnable signOut) {
        Span name = new Span(displayName);
        name.getElement().setAttribute("data-testid", "signed-in-user");
        name.addClassName("wide-only");
        Button out = new Button(Texts.text("signOut"), LineIcon.SIGN_OUT.create(), click -> signOut.run());
        out.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        out.getElement().setAttribute("data-testid", "sign-out");
        add(name, new LanguageSwitch(languages), out);
        setWidthFull();
        setAlignItems(FlexComponent.Alignment.CENTER);
        // On a phone the links take a second row (narrow.css).
        addClassName("page-header");
        getStyle()
                .set("flex-wrap", "wrap")
                .set("padding", "var(--lumo-space-xs) var(--lumo-space-m)")
                .set("border-bottom", "1px solid var(--lumo-contrast-10pct)");
    }

    public static H1 title(String text) {
        H1 title = new H1(text);
        title.getStyle().set("font-size", "var(--lumo-font-size-l)").set("margin", "0");
        return title;
    }

    /** The ways to other pages, to be added. @param gap between them, as CSS writes it */
    public static Nav pages(String label, String gap) {
        Nav nav = new Nav();
        nav.getElement().setAttribute("aria-label", label);
        nav.getStyle().set("display", "flex").set("gap", "0 " + gap);
        return nav;
    }
}
