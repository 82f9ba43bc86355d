package dev.lightbox.security.oidc;

import dev.lightbox.security.CurrentUser;
import dev.lightbox.security.audit.AuditLog;
import dev.lightbox.security.session.ActiveSessions;
import dev.lightbox.security.session.SessionLimits;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
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
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(
                        registration.getProviderDetails().getJwkSetUri())
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .restOperations(client)
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(),
                new OidcIdTokenValidator(registration),
                new AuthenticationAgeValidator(limits.idleTimeout(), Clock.systemUTC())));
        return decoder;
    }

    @Bean
    SignIn signIn(
            KeycloakProperties properties,
            KeycloakEndpoints endpoints,
            ClientRegistrationRepository registrations,
            SessionLimits limits,
            ActiveSessions sessions,
            AuditLog audit) {
        return new SignIn(endpoints, registrations, requestFactory(properties), limits, sessions, audit);
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
