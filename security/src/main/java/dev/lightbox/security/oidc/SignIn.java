package dev.lightbox.security.oidc;

import dev.lightbox.security.audit.AuditLog;
import dev.lightbox.security.session.ActiveSessions;
import dev.lightbox.security.session.SessionLimits;
import dev.lightbox.security.session.SignInSessionStrategy;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.session.InMemoryOidcSessionRegistry;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionRegistry;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.web.RedirectStrategy;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.web.client.RestClient;

/** How users sign in and out; the application puts it into its filter chain. */
public final class SignIn {

    private final ClientRegistrationRepository registrations;
    private final SessionLimits limits;
    private final ActiveSessions sessions;
    private final ClientHttpRequestFactory requestFactory;
    private final IdentityProviderProbe probe;
    private final OidcSessionRegistry providerSessions;
    private final SignInAudit audit;
    private final AccountWatch accounts;

    SignIn(
            KeycloakEndpoints endpoints,
            ClientRegistrationRepository registrations,
            ClientHttpRequestFactory requestFactory,
            SessionLimits limits,
            ActiveSessions sessions,
            AuditLog auditLog,
            AccountWatch accounts) {
        this.registrations = registrations;
        this.requestFactory = requestFactory;
        this.limits = limits;
        this.sessions = sessions;
        this.probe = new IdentityProviderProbe(
                RestClient.builder().requestFactory(requestFactory).build(), endpoints);
        this.providerSessions = new InMemoryOidcSessionRegistry();
        this.audit = new SignInAudit(auditLog, sessions);
        this.accounts = accounts;
    }

    /**
     * Adds signing in (authorization code with PKCE), its failures, and back-channel logout to a chain. Requests without a session go to
     * {@link SignInPaths#START}, and after signing in to where they wanted to.
     *
     * @param savedRequests where the chain keeps the address that somebody without a session asked for
     * @param language in which the provider's pages should be, by the request that starts signing in; a tag of BCP 47
     */
    public void configure(
            HttpSecurity http, RequestCache savedRequests, Function<HttpServletRequest, String> language) {
        var failures = new SignInFailureHandler(audit);
        var resolver = new DefaultOAuth2AuthorizationRequestResolver(registrations);
        // After an idle or an absolute limit here, Keycloak's own session must not sign the user in again without a
        // password.
        resolver.setAuthorizationRequestCustomizer(request -> request.additionalParameters(
                parameters -> parameters.put("max_age", limits.idleTimeout().toSeconds())));
        var clients = new HttpSessionOAuth2AuthorizedClientRepository();
        http.oauth2Login(login -> login.clientRegistrationRepository(registrations)
                .authorizedClientRepository(clients)
                .loginPage(SignInPaths.START)
                .authorizationEndpoint(
                        endpoint -> endpoint.authorizationRequestResolver(new OnlyOurs(resolver, language))
                                .authorizationRequestRepository(new PendingSignIns(savedRequests)))
                .tokenEndpoint(endpoint -> endpoint.accessTokenResponseClient(tokenClient()))
                .redirectionEndpoint(endpoint -> endpoint.baseUri(SignInPaths.CALLBACK))
                // Everything is in the ID token: no call to the user-info endpoint.
                .userInfoEndpoint(
                        endpoint -> endpoint.oidcUserService(request -> SignedInUser.of(request.getIdToken())))
                .successHandler(new ReturnAfterSignIn(audit, accounts, clients))
                .failureHandler(failures));
        http.oidcLogout(logout -> logout.clientRegistrationRepository(registrations)
                .oidcSessionRegistry(providerSessions)
                .backChannel(
                        backChannel -> backChannel.logoutHandler(new BackChannelLogout(providerSessions, sessions))));
        http.sessionManagement(
                management -> management.addSessionAuthenticationStrategy(new SignInSessionStrategy(sessions)));
        http.exceptionHandling(exceptions ->
                exceptions.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint(SignInPaths.START)));
        http.addFilterBefore(new SignInStartFilter(probe), OAuth2AuthorizationRequestRedirectFilter.class);
    }

    /** What happens after the session here has ended because the user signed out. */
    public LogoutSuccessHandler signOutHandler(RedirectStrategy redirects) {
        return new SignOutHandler(registrations, probe, redirects);
    }

    private RestClientAuthorizationCodeTokenResponseClient tokenClient() {
        var client = new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(tokenRequests(requestFactory));
        return client;
    }

    /** Speaks with the token endpoint, with our time-outs. */
    static RestClient tokenRequests(ClientHttpRequestFactory requestFactory) {
        return RestClient.builder()
                .requestFactory(requestFactory)
                .configureMessageConverters(converters -> converters
                        .disableDefaults()
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build();
    }

    /**
     * Spring Security's resolver fails with a server error on a registration that it doesn't know; such a path is nothing of ours. Adds {@code ui_locales}
     * (OpenID Connect Core 1.0, 3.1.2.1).
     */
    private record OnlyOurs(OAuth2AuthorizationRequestResolver resolver, Function<HttpServletRequest, String> language)
            implements OAuth2AuthorizationRequestResolver {

        @Override
        public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
            return SignInPaths.isStart(request) ? inLanguage(resolver.resolve(request), request) : null;
        }

        @Override
        public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String clientRegistrationId) {
            return inLanguage(resolver.resolve(request, clientRegistrationId), request);
        }

        private @Nullable OAuth2AuthorizationRequest inLanguage(
                @Nullable OAuth2AuthorizationRequest resolved, HttpServletRequest request) {
            return resolved == null
                    ? null
                    : OAuth2AuthorizationRequest.from(resolved)
                            .additionalParameters(parameters -> parameters.put("ui_locales", language.apply(request)))
                            .build();
        }
    }
}
