package dev.lightbox.viewer.worklist.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.orderedlayout.FlexComponent;
import com.vaadin.flow.component.orderedlayout.HorizontalLayout;
import dev.lightbox.viewer.language.LanguageSwitch;
import dev.lightbox.viewer.language.Texts;
import dev.lightbox.viewer.language.UserLanguage;
import java.util.List;

/** The product's name, the ways to other pages, who is signed in, the language, and the way out. */
final class PageHeader extends HorizontalLayout {

    /** @param pages links to what else there is for this user */
    PageHeader(String displayName, List<Anchor> pages, UserLanguage languages, Runnable signOut) {
        H1 product = new H1("Lightbox");
        product.getStyle().set("font-size", "var(--lumo-font-size-l)").set("margin", "0");
        Span name = new Span(displayName);
        name.getElement().setAttribute("data-testid", "signed-in-user");
        name.addClassName("wide-only");
        Button out = new Button(Texts.text("signOut"), VaadinIcon.SIGN_OUT.create(), click -> signOut.run());
        out.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        out.getElement().setAttribute("data-testid", "sign-out");
        Nav nav = new Nav();
        nav.getElement().setAttribute("aria-label", Texts.text("worklist.pages"));
        nav.getStyle().set("display", "flex").set("gap", "0 var(--lumo-space-m)");
        pages.forEach(nav::add);
        add(product, nav, name, new LanguageSwitch(languages), out);
        expand(product);
        setWidthFull();
        setAlignItems(FlexComponent.Alignment.CENTER);
        // On a phone the links take a second row (narrow.css).
        addClassName("page-header");
        getStyle()
                .set("flex-wrap", "wrap")
                .set("padding", "var(--lumo-space-xs) var(--lumo-space-m)")
                .set("border-bottom", "1px solid var(--lumo-contrast-10pct)");
    }
}
