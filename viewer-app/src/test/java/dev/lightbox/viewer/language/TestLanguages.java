package dev.lightbox.viewer.language;

import java.util.Optional;

/** For tests of pages. */
public final class TestLanguages {

    private TestLanguages() {}

    /** Nobody is signed in: the browser's language, else English. */
    public static UserLanguage byBrowser() {
        return new UserLanguage(Optional::empty, new LanguageProperties("en", true));
    }
}
