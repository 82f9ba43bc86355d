package dev.lightbox.security.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.security.Role;
import dev.lightbox.security.SteppingClock;
import dev.lightbox.security.User;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpSession;

class ActiveSessionsTest {

    private static final User RUTH = user("sub-1", Role.RADIOLOGIST).at("192.0.2.7");

    private static final Instant START = Instant.parse("2026-11-01T08:00:00Z");

    private final SteppingClock clock = new SteppingClock(START);
    private final ActiveSessions sessions =
            new ActiveSessions(new SessionLimits(Duration.ofMinutes(15), Duration.ofHours(12)), clock);
    private final List<SessionEnd> ends = new ArrayList<>();

    @Test
    void whoIsSignedInIsKnownAsTheyAreNow() {
        MockHttpSession session = signedIn();
        String key = sessions.find(session.getId()).orElseThrow().key();

        assertThat(sessions.user(session.getId())).contains(RUTH);
        sessions.renew(key, user("sub-1", Role.ADMIN).at("elsewhere"));

        assertThat(sessions.user(session.getId()))
                .contains(user("sub-1", Role.ADMIN).at(RUTH.address()));
        sessions.renew(key, user("sub-2", Role.RADIOLOGIST));
        assertThat(sessions.user(session.getId()).orElseThrow().subject()).isEqualTo("sub-1");
        assertThat(sessions.user("another")).isEmpty();
    }

    @Test
    void listsTheSessionsOfAUserAndEndsOneOfThem() {
        MockHttpSession first = signedIn();
        sessions.onEnd(first.getId(), ends::add);
        clock.step(Duration.ofMinutes(10));
        MockHttpSession second = signedIn();
        MockHttpSession others = new MockHttpSession();
        sessions.created(others);
        sessions.signedIn(others, user("sub-2", Role.ADMIN), "");
        MockHttpSession nobodys = new MockHttpSession();
        sessions.created(nobodys);

        List<SignedInSession> ruths = sessions.of("sub-1");
        assertThat(ruths).hasSize(2).allSatisfy(session -> {
            assertThat(session.browser()).isEqualTo("a browser");
            assertThat(session.user().address()).isEqualTo("192.0.2.7");
            assertThat(session.key()).isNotIn(first.getId(), second.getId());
        });
        assertThat(ruths.getFirst().signedInAt()).isEqualTo(START);
        assertThat(ruths.getFirst().idleEnd()).isEqualTo(START.plus(Duration.ofMinutes(15)));
        assertThat(ruths.getFirst().absoluteEnd()).isEqualTo(START.plus(Duration.ofHours(12)));
        assertThat(sessions.all()).hasSize(3);

        assertThat(sessions.endByKey(ruths.getFirst().key(), SessionEnd.ENDED_BY_USER))
                .isTrue();
        assertThat(first.isInvalid()).isTrue();
        assertThat(second.isInvalid()).isFalse();
        assertThat(ends).containsExactly(SessionEnd.ENDED_BY_USER);
        assertThat(sessions.endByKey(ruths.getFirst().key(), SessionEnd.ENDED_BY_USER))
                .isFalse();
        assertThat(sessions.of("sub-1")).hasSize(1);
    }

    @Test
    void endsWithoutActivity() {
        MockHttpSession session = signedIn();
        sessions.onEnd(session.getId(), ends::add);

        clock.step(Duration.ofMinutes(15).minusMillis(1));
        sessions.endOverdue();
        assertThat(session.isInvalid()).isFalse();

        clock.step(Duration.ofMillis(1));
        sessions.endOverdue();
        assertThat(session.isInvalid()).isTrue();
        assertThat(ends).containsExactly(SessionEnd.IDLE);
        assertThat(sessions.count()).isZero();
    }

    @Test
    void heartbeatsDontKeepItAlive() {
        MockHttpSession session = signedIn();

        for (int minute = 1; minute < 15; minute++) {
            clock.step(Duration.ofMinutes(1));
            assertThat(sessions.requested(session, false)).isTrue();
        }
        clock.step(Duration.ofMinutes(1));

        assertThat(sessions.requested(session, false)).isFalse();
        assertThat(session.isInvalid()).isTrue();
    }

    @Test
    void activityOnAStreamKeepsItAlive() {
        MockHttpSession session = signedIn();

        for (int i = 0; i < 10; i++) {
            clock.step(Duration.ofMinutes(14));
            assertThat(sessions.recordActivity(session.getId())).isTrue();
        }

        assertThat(session.isInvalid()).isFalse();
    }

    @Test
    void activityComesTooLateAfterTheLimit() {
        MockHttpSession session = signedIn();
        clock.step(Duration.ofMinutes(15));

        assertThat(sessions.recordActivity(session.getId())).isFalse();
        assertThat(session.isInvalid()).isTrue();
    }

    @Test
    void endsAfterTheAbsoluteLimitWhateverTheUserDoes() {
        MockHttpSession session = signedIn();
        sessions.onEnd(session.getId(), ends::add);

        for (int i = 0; i < 71; i++) {
            clock.step(Duration.ofMinutes(10));
            assertThat(sessions.requested(session, true)).isTrue();
        }
        clock.step(Duration.ofMinutes(10));

        assertThat(sessions.requested(session, true)).isFalse();
        assertThat(ends).containsExactly(SessionEnd.ABSOLUTE_LIMIT);
    }

    @Test
    void theAbsoluteLimitCountsFromSigningIn() {
        MockHttpSession session = new MockHttpSession();
        sessions.created(session);
        clock.step(Duration.ofMinutes(29));
        sessions.signedIn(session, RUTH, "a browser");

        for (int i = 0; i < 71; i++) {
            clock.step(Duration.ofMinutes(10));
            sessions.requested(session, true);
        }

        assertThat(session.isInvalid()).isFalse();
    }

    @Test
    void someoneWhoIsSigningInHasHalfAnHour() {
        MockHttpSession session = new MockHttpSession();
        sessions.created(session);

        clock.step(Duration.ofMinutes(29));
        sessions.endOverdue();
        assertThat(session.isInvalid()).isFalse();

        clock.step(Duration.ofMinutes(1));
        sessions.endOverdue();
        assertThat(session.isInvalid()).isTrue();
    }

    @Test
    void followsTheChangeOfTheSessionId() {
        MockHttpSession session = signedIn();
        String before = session.getId();
        sessions.onEnd(before, ends::add);

        session.changeSessionId();
        sessions.idChanged(session, before);

        assertThat(sessions.recordActivity(session.getId())).isTrue();
        assertThat(sessions.recordActivity(before)).as("a stream opened before").isTrue();
        assertThat(sessions.count()).isEqualTo(1);
        sessions.end(session.getId(), SessionEnd.SIGNED_OUT);
        assertThat(ends).containsExactly(SessionEnd.SIGNED_OUT);
        assertThat(sessions.isAlive(before)).isFalse();
        assertThat(sessions.isAlive(session.getId())).isFalse();
    }

    @Test
    void tellsListenersWhenTheUserSignsOut() {
        MockHttpSession session = signedIn();
        sessions.onEnd(session.getId(), ends::add);

        sessions.destroyed(session);

        assertThat(ends).containsExactly(SessionEnd.SIGNED_OUT);
        assertThat(sessions.recordActivity(session.getId())).isFalse();
    }

    @Test
    void theSessionIsInvalidBeforeListenersAreTold() {
        MockHttpSession session = signedIn();
        List<Boolean> invalid = new ArrayList<>();
        sessions.onEnd(session.getId(), end -> invalid.add(session.isInvalid()));

        sessions.end(session.getId(), SessionEnd.SIGNED_OUT);

        assertThat(invalid).containsExactly(true);
    }

    @Test
    void aListenerThatComesTooLateIsToldAtOnce() {
        sessions.onEnd("unknown", ends::add);

        assertThat(ends).containsExactly(SessionEnd.CONTAINER);
    }

    @Test
    void aListenerTakenBackIsNotTold() {
        MockHttpSession session = signedIn();
        sessions.onEnd(session.getId(), ends::add).close();

        sessions.end(session.getId(), SessionEnd.SIGNED_OUT);

        assertThat(ends).isEmpty();
    }

    @Test
    void oneListenersFailureIsNotTheOthers() {
        MockHttpSession session = signedIn();
        sessions.onEnd(session.getId(), end -> {
            throw new IllegalStateException("a broken listener");
        });
        sessions.onEnd(session.getId(), ends::add);

        sessions.end(session.getId(), SessionEnd.SIGNED_OUT);

        assertThat(ends).containsExactly(SessionEnd.SIGNED_OUT);
    }

    @Test
    void unknownSessionsAreNotAlive() {
        assertThat(sessions.isAlive("unknown")).isFalse();
        assertThat(sessions.recordActivity("unknown")).isFalse();
        sessions.end("unknown", SessionEnd.SIGNED_OUT);
        assertThat(sessions.count()).isZero();
    }

    private static User user(String subject, Role role) {
        return new User(subject, "ruth", "Ruth", Set.of(role), List.of(), "");
    }

    private MockHttpSession signedIn() {
        MockHttpSession session = new MockHttpSession();
        sessions.created(session);
        sessions.signedIn(session, RUTH, "a browser");
        return session;
    }
}
