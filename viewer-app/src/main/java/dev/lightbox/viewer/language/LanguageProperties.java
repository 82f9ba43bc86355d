package dev.lightbox.viewer.language;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the language of the pages, for users who haven't chosen one.
 *
 * @param defaultTag {@code lightbox.language.default}: {@code en} or {@code de}
 * @param askBrowser whether the browser's languages go before the default
 */
@ConfigurationProperties("lightbox.language")
record LanguageProperties(
        @org.springframework.boot.context.properties.bind.Name("default") @DefaultValue("en")
        String defaultTag,

        @DefaultValue("true") boolean askBrowser) {

    LanguageProperties {
        if (Language.ofTag(defaultTag).isEmpty()) {
            throw new IllegalArgumentException(
                    "lightbox.language.default: expected en or de, found \"" + defaultTag + "\"");
        }
    }

    Language defaultLanguage() {
        return Language.ofTag(defaultTag).orElseThrow();
    }
}
