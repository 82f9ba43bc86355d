package dev.lightbox.viewer.language;

import com.vaadin.flow.i18n.I18NProvider;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** {@link Texts} for Vaadin's own {@code getTranslation}. */
@Component
class TextsProvider implements I18NProvider {

    private static final long serialVersionUID = 1;

    @Override
    public List<Locale> getProvidedLocales() {
        return Arrays.stream(Language.values()).map(Language::locale).toList();
    }

    @Override
    public String getTranslation(String key, Locale locale, Object... arguments) {
        return Texts.of(Language.of(locale).orElse(Language.ENGLISH)).get(key, arguments);
    }
}
