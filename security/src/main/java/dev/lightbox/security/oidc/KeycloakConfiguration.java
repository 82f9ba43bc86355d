package dev.lightbox.security.oidc;

import dev.lightbox.security.CurrentUser;
import dev.lightbox.security.audit.AuditLog;
import dev.lightbox.security.session.ActiveSessions;
import dev.lightbox.security.session.SessionLimits;
import dev.lightbox.security.sharing.Shares;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** The beans of signing in with Keycloak. */
@Configuration(proxyBeanMethods = false)
class KeycloakConfiguration {

    @Bean
    KeycloakEndpoints keycloakEndpoints(KeycloakProperties properties) {
        return new KeycloakEndpoints(properties.issuer());
    }

    @Bean
    ClientRegistrationRepository clientRegistrations(KeycloakProperties properties, KeycloakEndpoints endpoints) {
        ClientRegistration lightbox = ClientRegistration.withRegistrationId(SignInPaths.REGISTRATION)
                .clientName("Lightbox")
                .clientId(properties.clientId())
                .clientSecret(properties.secret())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .clientSettings(ClientRegistration.ClientSettings.builder()
                        .requireProofKey(true)
                        .build())
                .redirectUri("{baseUrl}" + SignInPaths.CALLBACK)
                .scope("openid")
                .issuerUri(endpoints.issuer())
                .authorizationUri(endpoints.authorization())
                .tokenUri(endpoints.token())
                .jwkSetUri(endpoints.jwks())
                .userNameAttributeName(IdTokenClaimNames.SUB)
                .providerConfigurationMetadata(Map.of("end_session_endpoint", endpoints.endSession()))
                .build();
        return new InMemoryClientRegistrationRepository(lightbox);
    }

    /** Like Spring Security's own, with time-outs, and the check of how long ago the user authenticated. */
    @Bean
    JwtDecoderFactory<ClientRegistration> idTokenDecoders(KeycloakProperties properties, SessionLimits limits) {
        RestTemplate client = new RestTemplate(requestFactory(properties));
        Map<String, JwtDecoder> decoders = new ConcurrentHashMap<>();
        return registration -> decoders.computeIfAbsent(
                registration.getRegistrationId(), id -> idTokenDecoder(registration, client, limits));
    }

    private static JwtDecoder idTokenDecoder(
            ClientRegistration registration, RestTemplate client, SessionLimits limits) {
        return decoder(
                registration,
                client,
                List.of(
                        new JwtTimestampValidator(),
                        new OidcIdTokenValidator(registration),
                        new AuthenticationAgeValidator(limits.idleTimeout(), Clock.systemUTC())));
    }

    private static JwtDecoder decoder(
            ClientRegistration registration, RestTemplate client, List<OAuth2TokenValidator<Jwt>> validators) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(
                        registration.getProviderDetails().getJwkSetUri())
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .restOperations(client)
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(validators));
        return decoder;
    }

    @Bean
    SignIn signIn(
            KeycloakProperties properties,
            KeycloakEndpoints endpoints,
            ClientRegistrationRepository registrations,
            SessionLimits limits,
            ActiveSessions sessions,
            AuditLog audit,
            AccountWatch accounts) {
        return new SignIn(endpoints, registrations, requestFactory(properties), limits, sessions, audit, accounts);
    }

    @Bean
    AccountWatch accountWatch(
            KeycloakProperties properties,
            KeycloakEndpoints endpoints,
            ClientRegistrationRepository registrations,
            AccountCheckProperties check,
            ActiveSessions sessions,
            Shares shares) {
        ClientHttpRequestFactory requests = requestFactory(properties);
        var tokens = new RestClientRefreshTokenTokenResponseClient();
        tokens.setRestClient(SignIn.tokenRequests(requests));
        ClientRegistration lightbox = registrations.findByRegistrationId(SignInPaths.REGISTRATION);
        return new AccountWatch(
                tokens,
                // However long ago the user signed in: the session has its own limits.
                decoder(
                        lightbox,
                        new RestTemplate(requests),
                        List.of(new JwtTimestampValidator(), new OidcIdTokenValidator(lightbox))),
                new KeycloakSignOut(
                        RestClient.builder().requestFactory(requests).build(), endpoints, properties),
                sessions,
                shares::follow,
                check.interval(),
                System::nanoTime,
                task -> Thread.ofVirtual().name("account-check").start(task));
    }

    /** Lets {@link AccountWatch} ask for those whose time has come. */
    @Bean
    AccountChecks accountChecks(AccountWatch accounts) {
        return new AccountChecks(accounts);
    }

    record AccountChecks(AccountWatch accounts) {

        @Scheduled(fixedDelay = 1000)
        void checkDue() {
            accounts.checkDue();
        }
    }

    @Bean
    BearerTokens bearerTokens(
            KeycloakProperties properties,
            KeycloakEndpoints endpoints,
            BearerTokenProperties bearer,
            AccountCheckProperties check,
            AuditLog audit) {
        ClientHttpRequestFactory requests = requestFactory(properties);
        return new BearerTokens(
                BearerTokens.decoder(endpoints, bearer.audience(), new RestTemplate(requests)),
                new TokenCheck(
                        new KeycloakIntrospection(
                                RestClient.builder().requestFactory(requests).build(), endpoints, properties),
                        check.interval(),
                        System::nanoTime),
                new RefusedTokens(audit, System::nanoTime));
    }

    @Bean
    CurrentUser currentUser() {
        return new OidcCurrentUser();
    }

    private static JdkClientHttpRequestFactory requestFactory(KeycloakProperties properties) {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(properties.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        var factory = new JdkClientHttpRequestFactory(client);
        factory.setReadTimeout(properties.readTimeout());
        return factory;
    }
}
