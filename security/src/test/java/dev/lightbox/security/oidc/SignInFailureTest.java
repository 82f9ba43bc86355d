package dev.lightbox.security.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.security.audit.AuditEvent;
import dev.lightbox.security.session.ActiveSessions;
import dev.lightbox.security.session.SessionLimits;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.web.client.ResourceAccessException;

class SignInFailureTest {

    private final List<AuditEvent> recorded = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "authorization_request_not_found, , EXPIRED",
        "invalid_state_parameter, , EXPIRED",
        "temporarily_unavailable, authentication_expired, EXPIRED",
        "temporarily_unavailable, , UNREACHABLE",
        "server_error, , UNREACHABLE",
        "access_denied, , DENIED",
        "invalid_id_token, , REJECTED",
        "invalid_client, , REJECTED",
        "something_new, , REJECTED",
    })
    void tellsByTheErrorCode(String code, @Nullable String description, SignInFailure expected) {
        assertThat(SignInFailure.of(new OAuth2AuthenticationException(new OAuth2Error(code, description, null))))
                .isEqualTo(expected);
    }

    @Test
    void aBrokenConnectionIsTheProvidersAbsence() {
        var broken = new ResourceAccessException("I/O error", new IOException("connection refused"));

        assertThat(SignInFailure.of(
                        new OAuth2AuthenticationException(new OAuth2Error("invalid_token_response"), broken)))
                .isEqualTo(SignInFailure.UNREACHABLE);
    }

    @Test
    void otherExceptionsAreRejections() {
        assertThat(SignInFailure.of(new BadCredentialsException("no"))).isEqualTo(SignInFailure.REJECTED);
    }

    @Test
    void theBrowserLearnsAReferenceAndNoDetails() throws IOException {
        var request = new MockHttpServletRequest();
        request.setContextPath("/viewer-node");
        var response = new MockHttpServletResponse();

        new SignInFailureHandler(new SignInAudit(
                        recorded::add,
                        new ActiveSessions(
                                new SessionLimits(Duration.ofMinutes(15), Duration.ofHours(12)), Clock.systemUTC())))
                .onAuthenticationFailure(
                        request,
                        response,
                        new OAuth2AuthenticationException(new OAuth2Error(
                                "invalid_token_response",
                                "GET http://keycloak.internal:8443 refused\nINFO forged",
                                null)));

        assertThat(response.getRedirectedUrl())
                .matches("/viewer-node/sign-in-failed\\?reason=rejected&reference=[0-9A-F]{8}");
        assertThat(recorded)
                .singleElement()
                .satisfies(event -> assertThat(event.description()).isEqualTo("REJECTED"));
    }
}
