package dev.lightbox.viewer.worklist.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.orderedlayout.FlexComponent;
import com.vaadin.flow.component.orderedlayout.HorizontalLayout;
import dev.lightbox.security.Role;
import dev.lightbox.security.User;
import dev.lightbox.viewer.language.LanguageSwitch;
import dev.lightbox.viewer.language.Texts;
import dev.lightbox.viewer.language.UserLanguage;

/** The product's name, the administrators' way to their pages, who is signed in, the language, and the way out. */
final class PageHeader extends HorizontalLayout {

    private static final String SHARES = "shares";

    private static final String ADMINISTRATION = "administration";

    /** @param shares whether the user may share studies */
    PageHeader(User user, boolean shares, UserLanguage languages, Runnable signOut) {
        H1 product = new H1("Lightbox");
        product.getStyle().set("font-size", "var(--lumo-font-size-l)").set("margin", "0");
        Span name = new Span(user.displayName());
        name.getElement().setAttribute("data-testid", "signed-in-user");
        Button out = new Button(Texts.text("signOut"), VaadinIcon.SIGN_OUT.create(), click -> signOut.run());
        out.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        out.getElement().setAttribute("data-testid", "sign-out");
        add(product);
        if (shares) {
            Anchor list = new Anchor(SHARES, Texts.text("shares.heading"));
            list.getElement().setAttribute("data-testid", "to-shares");
            add(list);
        }
        if (user.hasRole(Role.ADMIN)) {
            Anchor administration = new Anchor(ADMINISTRATION, Texts.text("admin.title"));
            administration.getElement().setAttribute("data-testid", "to-administration");
            add(administration);
        }
        add(name, new LanguageSwitch(languages), out);
        expand(product);
        setWidthFull();
        setAlignItems(FlexComponent.Alignment.CENTER);
        getStyle()
                .set("padding", "var(--lumo-space-xs) var(--lumo-space-m)")
                .set("border-bottom", "1px solid var(--lumo-contrast-10pct)");
    }
}
