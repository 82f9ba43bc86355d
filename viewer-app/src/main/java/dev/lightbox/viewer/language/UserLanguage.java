package dev.lightbox.viewer.language;

import dev.lightbox.security.CurrentUser;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Which language a request is answered in: the one chosen in this session; else that of the user's account; else the one last chosen in this browser, which is
 * what the pages before signing in go by; else the browser's; else the installation's. Thread-safe.
 */
@Component
public class UserLanguage {

    static final String COOKIE = "LIGHTBOX_LANGUAGE";

    private static final String ATTRIBUTE = UserLanguage.class.getName();
    private static final int KEPT_SECONDS = (int) Duration.ofDays(365).toSeconds();

    private final CurrentUser currentUser;
    private final LanguageProperties properties;

    UserLanguage(CurrentUser currentUser, LanguageProperties properties) {
        this.currentUser = currentUser;
        this.properties = properties;
    }

    public Language of(HttpServletRequest request) {
        return inSession(request)
                .or(() -> currentUser.locale().flatMap(Language::ofTag))
                .or(() -> inCookie(request))
                .or(() -> properties.askBrowser() ? ofBrowser(request) : Optional.empty())
                .orElseGet(properties::defaultLanguage);
    }

    /** The texts in that language. */
    public Texts texts(HttpServletRequest request) {
        return Texts.of(of(request));
    }

    /** From the next page on. */
    void choose(Language language, HttpServletRequest request, HttpServletResponse response) {
        request.getSession().setAttribute(ATTRIBUTE, language);
        Cookie cookie = new Cookie(COOKIE, language.tag());
        cookie.setPath(request.getContextPath() + "/");
        cookie.setMaxAge(KEPT_SECONDS);
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setAttribute("SameSite", "Lax");
        response.addCookie(cookie);
    }

    private static Optional<Language> inSession(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(ATTRIBUTE) instanceof Language language
                ? Optional.of(language)
                : Optional.empty();
    }

    private static Optional<Language> inCookie(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(COOKIE)) {
                    return Language.ofTag(cookie.getValue());
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Language> ofBrowser(HttpServletRequest request) {
        if (request.getHeader("Accept-Language") == null) {
            // The container would name the server's own.
            return Optional.empty();
        }
        for (Locale locale : Collections.list(request.getLocales())) {
            Optional<Language> language = Language.of(locale);
            if (language.isPresent()) {
                return language;
            }
        }
        return Optional.empty();
    }
}
