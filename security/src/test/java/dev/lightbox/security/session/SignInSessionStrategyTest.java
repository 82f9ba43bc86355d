package dev.lightbox.security.session;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

class SignInSessionStrategyTest {

    private final ActiveSessions sessions =
            new ActiveSessions(new SessionLimits(Duration.ofMinutes(15), Duration.ofHours(12)), Clock.systemUTC());
    private final SignInSessionStrategy strategy = new SignInSessionStrategy(sessions);
    private final MockHttpServletRequest request = new MockHttpServletRequest();

    @Test
    void keepsTheSessionOfSomebodyWhoSignsIn() {
        HttpSession before = Objects.requireNonNull(request.getSession());
        before.setAttribute("saved", "address");

        signIn("ruth");

        assertThat(session().getAttribute("saved")).isEqualTo("address");
        assertThat(sessions.isAlive(session().getId())).isTrue();
    }

    @Test
    void keepsTheSessionOfTheSameUserInAnotherTab() {
        sessionOf("ruth").setAttribute("filter", "CT");

        signIn("ruth");

        assertThat(session().getAttribute("filter")).isEqualTo("CT");
    }

    @Test
    void throwsAwayWhatAnotherUserLeftBehind() {
        sessionOf("karl").setAttribute("filter", "Karl's");

        signIn("ruth");

        assertThat(session().getAttribute("filter")).isNull();
        assertThat(sessions.isAlive(session().getId())).isTrue();
    }

    private HttpSession sessionOf(String name) {
        HttpSession session = Objects.requireNonNull(request.getSession());
        sessions.created(session);
        session.setAttribute(
                HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
                new SecurityContextImpl(new TestingAuthenticationToken(name, "")));
        return session;
    }

    private void signIn(String name) {
        strategy.onAuthentication(new TestingAuthenticationToken(name, ""), request, new MockHttpServletResponse());
    }

    private HttpSession session() {
        return Objects.requireNonNull(request.getSession(false));
    }
}
