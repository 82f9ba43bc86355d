package dev.lightbox.viewer.config;

import dev.lightbox.security.sharing.Guest;
import dev.lightbox.security.sharing.GuestCookie;
import dev.lightbox.security.sharing.GuestFilter;
import dev.lightbox.security.sharing.GuestSessions;
import dev.lightbox.security.sharing.SharePaths;
import jakarta.servlet.DispatcherType;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.HttpStatusAccessDeniedHandler;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.savedrequest.NullRequestCache;

/**
 * Who may ask for which path of shares. None of these chains looks at or makes a session of the container's: whoever is signed in stays so and is nobody here, and somebody who
 * guesses links costs no memory. Chains of other paths know no guests.
 */
@Configuration(proxyBeanMethods = false)
class GuestSecurity {

    private static final String GUEST = SharePaths.SHARED + "/*";

    private final GuestSessions sessions;
    private final GuestCookie cookie;

    GuestSecurity(GuestSessions sessions, GuestCookie cookie) {
        this.sessions = sessions;
        this.cookie = cookie;
    }

    /** The page that a link leads to, and opening it. Anybody, but a page of another site can't. */
    @Bean
    @Order(3)
    SecurityFilterChain shareLinks(HttpSecurity http) throws Exception {
        http.securityMatcher(SharePaths.LINK);
        http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                .permitAll()
                .requestMatchers(HttpMethod.GET, SharePaths.LINK)
                .permitAll()
                .requestMatchers(HttpMethod.POST, SharePaths.LINK)
                .permitAll()
                .anyRequest()
                .denyAll());
        withoutSession(http);
        http.headers(SecurityHeaders::forPages);
        return http.build();
    }

    /** What a guest's viewer asks for: its stream, and small pictures of series. */
    @Bean
    @Order(3)
    SecurityFilterChain guestData(HttpSecurity http) throws Exception {
        return guestsOnly(
                        http,
                        List.of(GUEST + "/stream/**", GUEST + "/dicomweb/**"),
                        GUEST + "/stream/*",
                        GUEST + "/stream/*/status",
                        GUEST + "/dicomweb/studies/*/series/*/thumbnail")
                .headers(SecurityHeaders::forData)
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain guestDocuments(HttpSecurity http) throws Exception {
        String instance = GUEST + "/documents/*/series/*/instances/*";
        return guestsOnly(
                        http,
                        List.of(GUEST + "/documents/**"),
                        GUEST + "/documents/*",
                        GUEST + "/documents/*/series/*",
                        instance,
                        instance + "/pdf",
                        instance + "/file")
                .headers(SecurityHeaders::forDocuments)
                .build();
    }

    /** The guest's page, which tells those who aren't let in so itself. */
    @Bean
    @Order(4)
    SecurityFilterChain guestPages(HttpSecurity http) throws Exception {
        http.securityMatcher(SharePaths.SHARED + "/**");
        http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                .permitAll()
                .requestMatchers(HttpMethod.GET, GUEST + "/viewer")
                .permitAll()
                .requestMatchers(HttpMethod.POST, GUEST + "/leave")
                .permitAll()
                .anyRequest()
                .denyAll());
        withoutSession(http);
        asGuest(http);
        http.headers(SecurityHeaders::forGuestPages);
        return http.build();
    }

    /** @param open what a guest may ask for; what else there is below {@code paths} is there for nobody */
    private HttpSecurity guestsOnly(HttpSecurity http, List<String> paths, String... open) throws Exception {
        http.securityMatcher(paths.toArray(String[]::new));
        http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                .permitAll()
                .requestMatchers(HttpMethod.GET, open)
                .hasAuthority(Guest.AUTHORITY)
                .anyRequest()
                .denyAll());
        withoutSession(http);
        asGuest(http);
        http.exceptionHandling(
                exceptions -> exceptions.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED)));
        return http;
    }

    private void withoutSession(HttpSecurity http) throws Exception {
        http.sessionManagement(management -> management.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        http.requestCache(cache -> cache.requestCache(new NullRequestCache()));
        http.csrf(csrf -> csrf.csrfTokenRepository(csrfTokens()));
        http.exceptionHandling(exceptions -> exceptions
                .authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.NOT_FOUND))
                .accessDeniedHandler(new HttpStatusAccessDeniedHandler(HttpStatus.NOT_FOUND)));
    }

    private void asGuest(HttpSecurity http) {
        http.addFilterBefore(
                new GuestFilter(sessions, cookie, new UserActivity()), AnonymousAuthenticationFilter.class);
    }

    /** In a cookie, as there is no session to keep it in. */
    private CookieCsrfTokenRepository csrfTokens() {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName(cookie.name() + "_CSRF");
        tokens.setCookieCustomizer(builder -> {
            var unused = builder.httpOnly(true).sameSite("Strict");
        });
        return tokens;
    }
}
