package dev.lightbox.viewer.language;

import com.vaadin.flow.component.UI;
import java.text.MessageFormat;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every text of the pages in one language: {@code texts/messages*.properties}, in UTF-8. A text with arguments is a {@link MessageFormat}: {@code {0}},
 * {@code {0,choice,…}}; numbers among them are grouped as the language does it. Immutable.
 */
public final class Texts {

    private static final String BUNDLE = "texts/messages";

    private static final Map<Language, Texts> ALL =
            Arrays.stream(Language.values()).collect(Collectors.toMap(Function.identity(), Texts::new));

    private final Language language;
    private final ResourceBundle bundle;

    private Texts(Language language) {
        this.language = language;
        this.bundle = ResourceBundle.getBundle(
                BUNDLE, language.locale(), Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
    }

    public static Texts of(Language language) {
        return Objects.requireNonNull(ALL.get(language));
    }

    /** Those of the page that is being made; English where none is. */
    public static Texts current() {
        UI ui = UI.getCurrent();
        return of(ui == null ? Language.ENGLISH : Language.of(ui.getLocale()).orElse(Language.ENGLISH));
    }

    /**
     * A text in the language of the page that is being made.
     *
     * @throws java.util.MissingResourceException where there is none of that name
     */
    public static String text(String key, Object... arguments) {
        return current().get(key, arguments);
    }

    /**
     * A text.
     *
     * @throws java.util.MissingResourceException where there is none of that name
     */
    public String get(String key, Object... arguments) {
        String text = bundle.getString(key);
        return arguments.length == 0 ? text : new MessageFormat(text, language.locale()).format(arguments);
    }

    /** A day as this language writes it; empty for null. */
    public String date(@Nullable LocalDate date) {
        return date == null ? "" : language.dates().format(date);
    }

    public Language language() {
        return language;
    }

    Set<String> keys() {
        return bundle.keySet();
    }
}
