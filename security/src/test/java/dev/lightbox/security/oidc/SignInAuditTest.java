package dev.lightbox.security.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lightbox.security.Role;
import dev.lightbox.security.User;
import dev.lightbox.security.audit.AuditEvent;
import dev.lightbox.security.audit.AuditKind;
import dev.lightbox.security.audit.AuditLog;
import dev.lightbox.security.audit.AuditOutcome;
import dev.lightbox.security.session.ActiveSessions;
import dev.lightbox.security.session.SessionEnd;
import dev.lightbox.security.session.SessionLimits;
import dev.lightbox.security.session.SignInSessionStrategy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;

class SignInAuditTest {

    private static final User RUTH =
            new User("sub-1", "ruth", "Ruth", Set.of(Role.RADIOLOGIST), List.of(), "192.0.2.7");

    private final ActiveSessions sessions =
            new ActiveSessions(new SessionLimits(Duration.ofMinutes(15), Duration.ofHours(12)), Clock.systemUTC());
    private final BlockingQueue<AuditEvent> recorded = new LinkedBlockingQueue<>();
    private final SignInAudit audit = new SignInAudit(recorded::add, sessions);

    @Test
    void oneRecordForSigningInAndOneForTheEndOfTheSession() throws InterruptedException {
        MockHttpServletRequest request = new MockHttpServletRequest();
        new SignInSessionStrategy(sessions)
                .onAuthentication(new TestingAuthenticationToken("ruth", ""), request, new MockHttpServletResponse());
        String session = Objects.requireNonNull(request.getSession()).getId();
        audit.signedIn(RUTH, session);
        AuditEvent in = recorded.remove();
        assertThat(in.kind()).isEqualTo(AuditKind.SIGNED_IN);
        assertThat(in.outcome()).isEqualTo(AuditOutcome.SUCCESS);
        assertThat(in.user().username()).isEqualTo("ruth");
        assertThat(in.user().address()).isEqualTo("192.0.2.7");

        sessions.end(session, SessionEnd.IDLE);
        AuditEvent out = Objects.requireNonNull(recorded.poll(10, TimeUnit.SECONDS));
        assertThat(out.kind()).isEqualTo(AuditKind.SIGNED_OUT);
        assertThat(out.user().username()).isEqualTo("ruth");
        assertThat(out.description()).isEqualTo("IDLE");
        assertThat(recorded).isEmpty();
    }

    /** Two tabs whose session had ended, say: the second one's sign-in comes into the session of the first. */
    @Test
    void whoeverSignsInTwiceInOneSessionSignsOutOnce() throws InterruptedException {
        MockHttpServletRequest request = new MockHttpServletRequest();
        for (int i = 0; i < 2; i++) {
            new SignInSessionStrategy(sessions)
                    .onAuthentication(
                            new TestingAuthenticationToken("ruth", ""), request, new MockHttpServletResponse());
            audit.signedIn(RUTH, Objects.requireNonNull(request.getSession()).getId());
            assertThat(recorded.remove().kind()).isEqualTo(AuditKind.SIGNED_IN);
        }
        sessions.end(Objects.requireNonNull(request.getSession()).getId(), SessionEnd.SIGNED_OUT);
        assertThat(Objects.requireNonNull(recorded.poll(10, TimeUnit.SECONDS)).kind())
                .isEqualTo(AuditKind.SIGNED_OUT);
        assertThat(recorded.poll(200, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void nobodyIsSignedInUnrecorded() {
        AuditLog broken = event -> {
            throw new IllegalStateException("no audit trail");
        };
        assertThatThrownBy(() -> new SignInAudit(broken, sessions).signedIn(RUTH, "a session"))
                .hasMessage("no audit trail");
    }

    @Test
    void aFailureIsRecordedWithItsReferenceAndFromWhere() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr("192.0.2.9");
        audit.failed(request, SignInFailure.DENIED, "1234ABCD");
        AuditEvent failed = recorded.remove();
        assertThat(failed.kind()).isEqualTo(AuditKind.SIGNED_IN);
        assertThat(failed.outcome()).isEqualTo(AuditOutcome.MINOR_FAILURE);
        assertThat(failed.description()).isEqualTo("DENIED");
        assertThat(failed.user().address()).isEqualTo("192.0.2.9");
        assertThat(failed.objects().toString()).contains("1234ABCD");
    }
}
