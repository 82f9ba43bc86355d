package dev.lightbox.viewer.config;

import com.vaadin.flow.spring.security.UidlRedirectStrategy;
import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import dev.lightbox.security.Role;
import dev.lightbox.security.oidc.BearerTokens;
import dev.lightbox.security.oidc.SignIn;
import dev.lightbox.security.oidc.SignInPaths;
import dev.lightbox.security.session.ActiveSessions;
import dev.lightbox.security.session.SessionLimitFilter;
import dev.lightbox.viewer.language.UserLanguage;
import jakarta.servlet.DispatcherType;
import java.util.Arrays;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.HttpStatusAccessDeniedHandler;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Who may ask for which path. What no chain names is denied; those of guests are in {@link GuestSecurity}. */
@Configuration(proxyBeanMethods = false)
class WebSecurity {

    /** For probes of an operator: whether this node is up, and nothing else. */
    @Bean
    @Order(1)
    SecurityFilterChain operations(HttpSecurity http) throws Exception {
        http.securityMatcher("/actuator/**");
        http.authorizeHttpRequests(requests -> requests.requestMatchers(
                        HttpMethod.GET, "/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness")
                .permitAll()
                .anyRequest()
                .denyAll());
        http.sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        http.requestCache(cache -> cache.requestCache(new NullRequestCache()));
        http.exceptionHandling(exceptions -> exceptions
                .authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.NOT_FOUND))
                .accessDeniedHandler(new HttpStatusAccessDeniedHandler(HttpStatus.NOT_FOUND)));
        http.headers(SecurityHeaders::forData);
        return http.build();
    }

    /**
     * What programs ask for, not people: the streams and the standard's endpoints. Without a session they answer 401 instead of a form, and 404
     * to a user without a reader's role, as for a study that doesn't exist. Each study is asked for with {@code StudyAccess} besides.
     */
    @Bean
    @Order(2)
    SecurityFilterChain streams(HttpSecurity http) throws Exception {
        return readersOnly(http, "/stream/**").headers(SecurityHeaders::forData).build();
    }

    /** The standard's endpoints, by the same rule, and for whoever comes with an access token of the identity provider instead of a session. */
    @Bean
    @Order(3)
    SecurityFilterChain dicomWeb(HttpSecurity http, BearerTokens bearerTokens) throws Exception {
        readersOnly(http, "/dicomweb/**").headers(SecurityHeaders::forData);
        bearerTokens.configure(http);
        return http.build();
    }

    /** Documents of studies, by the same rule; only their headers differ. */
    @Bean
    @Order(4)
    SecurityFilterChain documents(HttpSecurity http) throws Exception {
        return readersOnly(http, "/documents/**")
                .headers(SecurityHeaders::forDocuments)
                .build();
    }

    /** What administrators take away of the audit trail. */
    @Bean
    @Order(5)
    SecurityFilterChain auditExport(HttpSecurity http) throws Exception {
        return only(http, new Role[] {Role.ADMIN}, "/audit-export/**")
                .headers(SecurityHeaders::forData)
                .build();
    }

    private static HttpSecurity readersOnly(HttpSecurity http, String... paths) throws Exception {
        return only(http, new Role[] {Role.RADIOLOGIST, Role.REFERRING}, paths);
    }

    private static HttpSecurity only(HttpSecurity http, Role[] roles, String... paths) throws Exception {
        http.securityMatcher(paths);
        http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                .permitAll()
                .requestMatchers(HttpMethod.GET, paths)
                .hasAnyRole(Arrays.stream(roles).map(Role::name).toArray(String[]::new))
                .anyRequest()
                .denyAll());
        answerByStatus(http, HttpStatus.NOT_FOUND);
        return http;
    }

    /** For programs: 401 to whoever has no session, {@code denied} to whoever may not, and neither a session made nor an address remembered for it. */
    private static void answerByStatus(HttpSecurity http, HttpStatus denied) throws Exception {
        http.sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.NEVER));
        http.requestCache(cache -> cache.requestCache(new NullRequestCache()));
        http.exceptionHandling(exceptions -> exceptions
                .authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED))
                .accessDeniedHandler(new HttpStatusAccessDeniedHandler(denied)));
    }

    /** How long a session still lives: for whoever has one, whatever their role. */
    @Bean
    @Order(6)
    SecurityFilterChain sessions(HttpSecurity http) throws Exception {
        http.securityMatcher(SessionEndpoint.PATH);
        http.authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.GET, SessionEndpoint.PATH)
                .authenticated()
                .requestMatchers(HttpMethod.POST, SessionEndpoint.PATH)
                .authenticated()
                .anyRequest()
                .denyAll());
        answerByStatus(http, HttpStatus.FORBIDDEN);
        return http.headers(SecurityHeaders::forData).build();
    }

    /** The pages. Views without an access annotation are denied by Vaadin, paths without a rule here. */
    @Bean
    @Order(7)
    SecurityFilterChain pages(HttpSecurity http, SignIn signIn, UserLanguage languages) throws Exception {
        RequestCache savedRequests = savedRequests();
        http.setSharedObject(RequestCache.class, savedRequests);
        http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                .permitAll()
                .requestMatchers(HttpMethod.GET, PublicPaths.ALL)
                .permitAll());
        http.with(
                VaadinSecurityConfigurer.vaadin(),
                vaadin -> vaadin.logoutSuccessHandler(signIn.signOutHandler(new UidlRedirectStrategy()))
                        .anyRequest(rule -> rule.denyAll()));
        http.logout(logout -> logout.logoutUrl(SignInPaths.SIGN_OUT));
        http.headers(SecurityHeaders::forPages);
        signIn.configure(http, savedRequests, request -> languages.of(request).tag());
        return http.build();
    }

    /** Remembers the address of a page that somebody without a session asked for, without marking the address that they return to. */
    @SuppressWarnings("NullAway") // null is that setter's documented way of saying "no parameter"
    private static RequestCache savedRequests() {
        var cache = new HttpSessionRequestCache();
        cache.setMatchingRequestParameterName(null);
        cache.setRequestMatcher(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, "/**"));
        return cache;
    }

    /** Before all of Spring Security's filters: a session over its limits must not be seen by them. */
    @Bean
    FilterRegistrationBean<SessionLimitFilter> sessionLimits(ActiveSessions sessions) {
        var filter = new FilterRegistrationBean<>(new SessionLimitFilter(sessions, new UserActivity()));
        filter.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER - 10);
        return filter;
    }
}
