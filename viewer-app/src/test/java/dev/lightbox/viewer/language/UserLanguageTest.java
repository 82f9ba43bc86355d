package dev.lightbox.viewer.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lightbox.security.CurrentUser;
import dev.lightbox.security.User;
import jakarta.servlet.http.Cookie;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class UserLanguageTest {

    private final MockHttpServletRequest request = new MockHttpServletRequest();

    private static UserLanguage languages(String account, String standard, boolean askBrowser) {
        CurrentUser user = new CurrentUser() {
            @Override
            public Optional<User> get() {
                return Optional.empty();
            }

            @Override
            public Optional<String> locale() {
                return account.isEmpty() ? Optional.empty() : Optional.of(account);
            }
        };
        return new UserLanguage(user, new LanguageProperties(standard, askBrowser));
    }

    @ParameterizedTest
    @CsvSource({
        "de, GERMAN",
        "de-AT, GERMAN",
        "'de-DE,de;q=0.9,en;q=0.8', GERMAN",
        "'en-US,en;q=0.9,de;q=0.8', ENGLISH",
        "'fr-FR,fr;q=0.9,de;q=0.3,en;q=0.2', GERMAN",
        "'fr,*', ENGLISH"
    })
    void theBrowsersLanguagesAreTriedInItsOrder(String accepted, Language expected) {
        request.addHeader("Accept-Language", accepted);

        assertThat(languages("", "en", true).of(request)).isEqualTo(expected);
    }

    @Test
    void theInstallationsLanguageIsForBrowsersThatSayNothingAndWhereTheyArentAsked() {
        assertThat(languages("", "de", true).of(request)).isEqualTo(Language.GERMAN);

        request.addHeader("Accept-Language", "en");
        assertThat(languages("", "de", true).of(request)).isEqualTo(Language.ENGLISH);
        assertThat(languages("", "de", false).of(request)).isEqualTo(Language.GERMAN);
    }

    @Test
    void theAccountsLanguageGoesBeforeTheBrowsers() {
        request.addHeader("Accept-Language", "en");
        request.setCookies(new Cookie(UserLanguage.COOKIE, "en"));

        assertThat(languages("de", "en", true).of(request)).isEqualTo(Language.GERMAN);
    }

    @Test
    void whatIsChosenHoldsForTheSessionAndIsKeptForThePagesBeforeTheNext() {
        UserLanguage languages = languages("en", "en", true);
        MockHttpServletResponse response = new MockHttpServletResponse();
        request.setContextPath("/node");
        request.setSecure(true);

        languages.choose(Language.GERMAN, request, response);

        assertThat(languages.of(request)).isEqualTo(Language.GERMAN);
        Cookie cookie = Objects.requireNonNull(response.getCookie(UserLanguage.COOKIE));
        assertThat(cookie.getPath()).isEqualTo("/node/");
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSecure()).isTrue();
        assertThat(cookie.getAttribute("SameSite")).isEqualTo("Lax");

        MockHttpServletRequest signedOut = new MockHttpServletRequest();
        signedOut.addHeader("Accept-Language", "en");
        signedOut.setCookies(cookie);
        assertThat(languages("", "en", true).of(signedOut)).isEqualTo(Language.GERMAN);
    }

    @ParameterizedTest
    @CsvSource({"xx", "''", "'<script>'"})
    void aCookieThatNamesNoLanguageIsPassedOver(String value) {
        request.addHeader("Accept-Language", "de");
        request.setCookies(new Cookie(UserLanguage.COOKIE, value));

        assertThat(languages("", "en", true).of(request)).isEqualTo(Language.GERMAN);
    }

    @Test
    void aDefaultThatIsNoLanguageOfThePagesIsRefusedByName() {
        assertThatThrownBy(() -> new LanguageProperties("fr", true)).hasMessageContaining("lightbox.language.default");
    }
}
