package dev.lightbox.viewer.language;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinServletResponse;
import dev.lightbox.viewer.icons.LineIcon;

/** The other languages, each by its own name, so that whoever can't read the page finds theirs. The page is loaded anew. */
public final class LanguageSwitch extends Span {

    private static final long serialVersionUID = 1;

    public LanguageSwitch(UserLanguage languages) {
        for (Language language : Language.values()) {
            if (language != Texts.current().language()) {
                Button button =
                        new Button(language.ownName(), LineIcon.GLOBE.create(), click -> choose(language, languages));
                button.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
                button.getElement().setAttribute("lang", language.tag());
                button.getElement().setAttribute("data-testid", "language-" + language.tag());
                add(button);
            }
        }
    }

    private static void choose(Language language, UserLanguage languages) {
        languages.choose(language, VaadinServletRequest.getCurrent(), VaadinServletResponse.getCurrent());
        UI.getCurrent().getPage().reload();
    }
}
