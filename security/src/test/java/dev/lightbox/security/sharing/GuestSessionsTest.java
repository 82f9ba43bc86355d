package dev.lightbox.security.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.lightbox.security.AccessProperties;
import dev.lightbox.security.RoleBasedStudyAccess;
import dev.lightbox.security.SteppingClock;
import dev.lightbox.security.StudyAccess;
import dev.lightbox.security.StudyAttributes;
import dev.lightbox.security.User;
import dev.lightbox.security.session.ActiveSessions;
import dev.lightbox.security.session.SessionEnd;
import dev.lightbox.security.session.SessionLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class GuestSessionsTest {

    private static final String STUDY = "2.25.1";

    private final SteppingClock clock = new SteppingClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final ActiveSessions sessions =
            new ActiveSessions(new SessionLimits(Duration.ofMinutes(15), Duration.ofHours(12)), clock);
    private final Shares shares = mock();
    private GuestSessions guests;
    private Consumer<String> revocation;

    @BeforeEach
    void open() {
        guests = new GuestSessions(
                shares,
                sessions,
                new ShareSecrets(),
                new SharingProperties(
                        true, false, Duration.ofDays(3), Duration.ofDays(14), 20, 200, 2, Duration.ofDays(90), null),
                clock);
        ArgumentCaptor<Consumer<String>> listener = ArgumentCaptor.captor();
        verify(shares).onRevocation(listener.capture());
        revocation = listener.getValue();
        when(shares.alive(any())).thenAnswer(call -> Set.copyOf(call.getArgument(0)));
    }

    @AfterEach
    void close() {
        guests.stop();
    }

    private Share share(String id, boolean nameHidden, boolean download) {
        return new Share(
                id,
                new SharedStudy(STUDY, "P-1", "Test^Patient", null, ""),
                new Share.Sharer("sub", "ruth", "Ruth"),
                "",
                clock.instant(),
                clock.instant().plus(Duration.ofHours(1)),
                1,
                1,
                nameHidden,
                download,
                false,
                0,
                Optional.empty(),
                "");
    }

    private static StudyAttributes study(String uid) {
        return StudyAttributes.of(uid, "Weber^Karl");
    }

    @Test
    void aSecretOpensItsShareOnly() {
        String secret = guests.begin(share("aaaaaaaaaaaaaaaa", false, false), "198.51.100.1");
        assertThat(guests.find("aaaaaaaaaaaaaaaa", secret)).isPresent();
        assertThat(guests.find("bbbbbbbbbbbbbbbb", secret)).isEmpty();
        assertThat(guests.find("aaaaaaaaaaaaaaaa", "AAAAAAAAAAAAAAAAAAAAAA")).isEmpty();
        assertThat(guests.find("aaaaaaaaaaaaaaaa", "")).isEmpty();
    }

    @Test
    void aGuestSeesExactlyTheSharedStudyAndDownloadsOnlyWhatTheSharerAllowed() {
        StudyAccess access = new RoleBasedStudyAccess(AccessProperties.DEFAULTS, List.of(guests));
        for (boolean hidden : new boolean[] {false, true}) {
            for (boolean download : new boolean[] {false, true}) {
                Share share = share("aaaaaaaaaaaaaaa" + (hidden ? 1 : 0), hidden, download);
                guests.begin(share, "198.51.100.1");
                User guest = Guest.user(share, "198.51.100.1");
                assertThat(access.mayView(guest, study(STUDY))).isTrue();
                assertThat(access.mayView(guest, study("2.25.2"))).isFalse();
                assertThat(access.mayDownload(guest, study(STUDY))).isEqualTo(download && !hidden);
                assertThat(access.mayDownload(guest, study("2.25.2"))).isFalse();
                assertThat(access.scope(guest)).isEqualTo(new StudyAccess.Scope.None());
            }
        }
    }

    @Test
    void aGuestWithoutALivingSessionSeesNothing() {
        StudyAccess access = new RoleBasedStudyAccess(AccessProperties.DEFAULTS, List.of(guests));
        Share share = share("aaaaaaaaaaaaaaaa", false, true);
        User guest = Guest.user(share, "198.51.100.1");
        assertThat(access.mayView(guest, study(STUDY))).as("before").isFalse();
        guests.begin(share, "198.51.100.1");
        revocation.accept(share.id());
        assertThat(access.mayView(guest, study(STUDY))).as("after").isFalse();
        assertThat(access.mayDownload(guest, study(STUDY))).isFalse();
    }

    @Test
    void revokingEndsAllSessionsOfThatShareAtOnce() {
        String first = guests.begin(share("aaaaaaaaaaaaaaaa", false, false), "198.51.100.1");
        String second = guests.begin(share("aaaaaaaaaaaaaaaa", false, false), "198.51.100.1");
        String other = guests.begin(share("bbbbbbbbbbbbbbbb", false, false), "198.51.100.1");
        List<SessionEnd> ends = new ArrayList<>();
        for (String secret : List.of(first, second)) {
            var unused = sessions.onEnd(
                    guests.find("aaaaaaaaaaaaaaaa", secret).orElseThrow().id(), ends::add);
        }
        revocation.accept("aaaaaaaaaaaaaaaa");
        assertThat(ends).containsExactly(SessionEnd.SHARE_OVER, SessionEnd.SHARE_OVER);
        assertThat(guests.find("aaaaaaaaaaaaaaaa", first)).isEmpty();
        assertThat(guests.find("bbbbbbbbbbbbbbbb", other)).isPresent();
    }

    @Test
    void whatAnotherNodeHasRevokedEndsWithinSeconds() throws Exception {
        String secret = guests.begin(share("aaaaaaaaaaaaaaaa", false, false), "198.51.100.1");
        CompletableFuture<SessionEnd> end = new CompletableFuture<>();
        var unused = sessions.onEnd(
                guests.find("aaaaaaaaaaaaaaaa", secret).orElseThrow().id(), end::complete);
        doReturn(Set.of()).when(shares).alive(any());
        assertThat(end.get(5, TimeUnit.SECONDS)).isEqualTo(SessionEnd.SHARE_OVER);
    }

    @Test
    void endsWhenTheShareExpiresWhateverTheGuestDoes() {
        String secret = guests.begin(share("aaaaaaaaaaaaaaaa", false, false), "198.51.100.1");
        for (int i = 0; i < 5; i++) {
            clock.step(Duration.ofMinutes(10));
            assertThat(guests.recordActivity(
                            guests.find("aaaaaaaaaaaaaaaa", secret).orElseThrow()))
                    .isTrue();
        }
        clock.step(Duration.ofMinutes(10));
        assertThat(guests.find("aaaaaaaaaaaaaaaa", secret)).isEmpty();
        assertThat(guests.hasRoom()).isTrue();
        assertThat(sessions.count()).isZero();
    }

    @Test
    void guestsAreNotAmongThoseWhoAreSignedIn() {
        String secret = guests.begin(share("aaaaaaaaaaaaaaaa", false, false), "198.51.100.1");
        String id = guests.find("aaaaaaaaaaaaaaaa", secret).orElseThrow().id();
        assertThat(sessions.all()).isEmpty();
        assertThat(sessions.user(id).flatMap(User::guest)).isPresent();
    }

    @Test
    void endsWithoutActivityAndWhenTheGuestLeaves() {
        String idle = guests.begin(share("aaaaaaaaaaaaaaaa", false, false), "198.51.100.1");
        clock.step(Duration.ofMinutes(15));
        assertThat(guests.find("aaaaaaaaaaaaaaaa", idle)).isEmpty();
        String leaving = guests.begin(share("aaaaaaaaaaaaaaaa", false, false), "198.51.100.1");
        guests.end("aaaaaaaaaaaaaaaa", leaving);
        assertThat(guests.find("aaaaaaaaaaaaaaaa", leaving)).isEmpty();
    }

    @Test
    void aNodeTakesABoundedNumberOfGuests() {
        assertThat(guests.hasRoom()).isTrue();
        guests.begin(share("aaaaaaaaaaaaaaaa", false, false), "198.51.100.1");
        guests.begin(share("aaaaaaaaaaaaaaaa", false, false), "198.51.100.1");
        assertThat(guests.hasRoom()).isFalse();
    }
}
