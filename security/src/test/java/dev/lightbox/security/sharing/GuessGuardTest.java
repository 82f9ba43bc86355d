package dev.lightbox.security.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.security.SteppingClock;
import dev.lightbox.security.sharing.GuessGuard.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuessGuardTest {

    private static final String GUESSER = "192.0.2.1";

    private final SteppingClock clock = new SteppingClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final GuessGuard guard = new GuessGuard(clock);

    private boolean admits(String address) {
        return guard.admit(address) instanceof Verdict.Admitted;
    }

    private int admitted(int tries, String address) {
        int admitted = 0;
        for (int i = 0; i < tries; i++) {
            admitted += admits(address) ? 1 : 0;
        }
        return admitted;
    }

    @Test
    void tenThousandGuessesOfOneAddressInAnHourAreAFewDozenLooks() {
        int admitted = 0;
        for (int i = 0; i < 10_000; i++) {
            admitted += admits(GUESSER) ? 1 : 0;
            clock.step(Duration.ofMillis(360));
        }
        // 5 for nothing, then after 1, 2, 4 … 512 s (17 minutes), then every 15 minutes.
        assertThat(admitted).isBetween(5 + 10, 5 + 15);
    }

    @Test
    void manyAtOnceGetNoMoreThanOneAfterTheOther() {
        assertThat(admitted(10_000, GUESSER)).isEqualTo(GuessGuard.FREE + 1);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "5, 0", "6, 1", "7, 2", "8, 4", "15, 512", "16, 900", "1000000, 900"})
    void theWaitDoublesUpToAQuarterOfAnHour(int failures, long seconds) {
        assertThat(GuessGuard.delay(failures)).hasSeconds(seconds);
    }

    @Test
    void whoComesTooSoonIsToldWhenToComeAgain() {
        admitted(GuessGuard.FREE + 2, GUESSER);
        clock.step(Duration.ofSeconds(1));
        assertThat(admits(GUESSER)).isTrue();
        assertThat(guard.admit(GUESSER)).isInstanceOfSatisfying(Verdict.Refused.class, refused -> {
            assertThat(refused.retryAfter()).hasSeconds(2);
            assertThat(refused.everywhere()).isFalse();
        });
    }

    @Test
    void whatIsRightCostsNothing() {
        for (int i = 0; i < 1000; i++) {
            assertThat(admits(GUESSER)).isTrue();
            guard.wasNoGuess(GUESSER);
        }
        assertThat(guard.addresses()).isZero();
    }

    @Test
    void whatIsRightDoesNotExcuseWhatWasWrong() {
        admitted(GuessGuard.FREE - 1, GUESSER);
        assertThat(admits(GUESSER)).isTrue();
        guard.wasNoGuess(GUESSER);
        assertThat(admitted(10, GUESSER)).isEqualTo(2);
    }

    @Test
    void failuresAreForgottenAfterAnHour() {
        admitted(100, GUESSER);
        clock.step(GuessGuard.FORGOTTEN_AFTER);
        assertThat(admitted(100, GUESSER)).isEqualTo(GuessGuard.FREE + 1);
    }

    @Test
    void anotherAddressIsNotShutOutByAGuesser() {
        admitted(100_000, GUESSER);
        assertThat(admits("192.0.2.2")).isTrue();
    }

    @Test
    void guessersFromAFewPlacesDoNotShutOutThoseWhoHaveNeverFailed() {
        for (int host = 0; host < 60; host++) {
            admitted(6, "198.51.100." + host);
        }
        clock.step(Duration.ofSeconds(1));
        assertThat(admits("198.51.100.0")).as("the suspects' one a second").isTrue();
        assertThat(admits("198.51.100.1")).as("no more of them").isFalse();
        assertThat(admits("192.0.2.2")).isTrue();
    }

    @Test
    void guessesFromThousandsOfAddressesHaveABoundInNumberAndMemory() {
        int admitted = 0;
        for (int i = 0; i < 100_000; i++) {
            admitted += admits("10." + (i >> 16) + "." + ((i >> 8) & 255) + "." + (i & 255)) ? 1 : 0;
            clock.step(Duration.ofMillis(10));
        }
        // 1000 s: 200 at once, and 20 a second.
        assertThat(admitted).isBetween(20_000, 20_300);
        assertThat(guard.addresses()).isEqualTo(GuessGuard.MOST_ADDRESSES);
    }

    @Test
    void anIpv6NetworkIsOneGuesser() {
        List<Boolean> verdicts = new ArrayList<>();
        for (int i = 1; i <= GuessGuard.FREE + 2; i++) {
            verdicts.add(admits("2001:db8:1:2::" + i));
        }
        assertThat(verdicts).last().isEqualTo(false);
        assertThat(admits("2001:db8:1:3::1")).isTrue();
        assertThat(GuessGuard.network("::ffff:192.0.2.1")).isEqualTo("192.0.2.1");
    }

    @Test
    void isToldOfOnceInAWhileWithHowManyThereWere() {
        List<Long> told = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            if (guard.admit(GUESSER) instanceof Verdict.Refused refused && refused.alert() > 0) {
                told.add(refused.alert());
            }
            clock.step(Duration.ofMillis(90));
        }
        // A quarter of an hour: at once, and after ten minutes.
        assertThat(told).hasSize(2).first().isEqualTo(10L);
        assertThat(told.get(1)).isGreaterThan(6000);
    }
}
