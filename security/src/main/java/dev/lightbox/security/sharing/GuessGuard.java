package dev.lightbox.security.sharing;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;

/**
 * Slows down whoever guesses links or codes. Thread-safe; nothing in it blocks.
 *
 * <p>Of one address {@value #FREE} failures cost nothing; each further one makes it wait, twice as long as the one before, from 1 s to {@link #LONGEST_DELAY}. What comes
 * sooner isn't looked at. Addresses whose last failure is {@link #FORGOTTEN_AFTER} ago are forgotten. All addresses together have a rate besides: a small one
 * for those that have failed before, a larger one for all others, so that whoever guesses from a few places doesn't shut out those who have a link, and whoever guesses
 * from thousands finds a bound.
 *
 * <p>A try counts as a failure from when it is admitted until it is told to be none: many at once get no more than one after the other.
 */
final class GuessGuard {

    static final int FREE = 5;
    static final Duration LONGEST_DELAY = Duration.ofMinutes(15);
    static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    /** Addresses remembered, about 200 bytes each; the one longest unheard of makes room. */
    static final int MOST_ADDRESSES = 10_000;

    /** An address that goes on and on is told of again after this time. */
    static final Duration ALERT_INTERVAL = Duration.ofMinutes(10);

    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);

    private final Clock clock;
    private final Bucket suspects;
    private final Bucket strangers;
    private final LinkedHashMap<String, Suspect> byAddress = new LinkedHashMap<>(64, 0.75f, true);
    private final Alarm everywhere = new Alarm();

    GuessGuard(Clock clock) {
        this.clock = clock;
        Instant now = clock.instant();
        suspects = new Bucket(50, 1, now);
        strangers = new Bucket(200, 20, now);
    }

    /** What becomes of a try. */
    sealed interface Verdict {
        /** It may be looked at. */
        record Admitted() implements Verdict {}

        /**
         * It isn't looked at.
         *
         * @param retryAfter when to come again, at least 1 s
         * @param alert how many tries have been refused since this was last said, where it is time to say so; 0 where it isn't
         * @param everywhere whether all addresses together are meant
         */
        record Refused(Duration retryAfter, long alert, boolean everywhere) implements Verdict {}
    }

    private static final Verdict ADMITTED = new Verdict.Admitted();

    /** @param address as the server sees it */
    synchronized Verdict admit(String address) {
        Instant now = clock.instant();
        String key = network(address);
        Suspect suspect = byAddress.get(key);
        if (suspect != null && !now.isBefore(suspect.lastFailure.plus(FORGOTTEN_AFTER))) {
            byAddress.remove(key);
            suspect = null;
        }
        if (suspect != null && now.isBefore(suspect.blockedUntil)) {
            return new Verdict.Refused(
                    atLeastASecond(Duration.between(now, suspect.blockedUntil)), suspect.alarm.count(now), false);
        }
        Bucket bucket = suspect == null ? strangers : suspects;
        Duration wait = bucket.take(now);
        if (!wait.isZero()) {
            return new Verdict.Refused(atLeastASecond(wait), everywhere.count(now), true);
        }
        if (suspect == null) {
            suspect = new Suspect();
            byAddress.put(key, suspect);
            forgetOldest();
        }
        suspect.failures++;
        suspect.lastFailure = now;
        suspect.blockedUntil = now.plus(delay(suspect.failures));
        return ADMITTED;
    }

    /** The try that has been admitted wasn't wrong. */
    synchronized void wasNoGuess(String address) {
        String key = network(address);
        Suspect suspect = byAddress.get(key);
        if (suspect == null) {
            return;
        }
        suspect.failures--;
        suspect.blockedUntil = Instant.MIN;
        if (suspect.failures <= 0) {
            byAddress.remove(key);
            strangers.giveBack();
        } else {
            suspects.giveBack();
        }
    }

    private void forgetOldest() {
        if (byAddress.size() > MOST_ADDRESSES) {
            var oldest = byAddress.entrySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    synchronized int addresses() {
        return byAddress.size();
    }

    /** How long the next try has to wait after so many failures. */
    static Duration delay(int failures) {
        if (failures <= FREE) {
            return Duration.ZERO;
        }
        int doublings = Math.min(failures - FREE - 1, 20);
        Duration delay = FIRST_DELAY.multipliedBy(1L << doublings);
        return delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
    }

    private static Duration atLeastASecond(Duration wait) {
        return wait.toSeconds() < 1 ? Duration.ofSeconds(1) : wait;
    }

    /** An IPv6 network of 64 bits is one subscriber's, who has all of its addresses. */
    static String network(String address) {
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            if (parsed instanceof Inet6Address) {
                return HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), 8));
            }
            return parsed.getHostAddress();
        } catch (IllegalArgumentException e) {
            return address.substring(0, Math.min(address.length(), 64));
        }
    }

    private static final class Suspect {
        private final Alarm alarm = new Alarm();
        private int failures;
        private Instant lastFailure = Instant.MIN;
        private Instant blockedUntil = Instant.MIN;
    }

    /** Counts refusals, and says from time to time that it is time to tell of them. */
    private static final class Alarm {
        private static final int WORTH_TELLING = 10;

        private long refused;
        private Instant toldAt = Instant.MIN;

        long count(Instant now) {
            refused++;
            if (refused < WORTH_TELLING || now.minus(ALERT_INTERVAL).isBefore(toldAt)) {
                return 0;
            }
            long told = refused;
            refused = 0;
            toldAt = now;
            return told;
        }
    }

    /** So many at once, and so many a second after that. */
    private static final class Bucket {
        private final double capacity;
        private final double perSecond;
        private double left;
        private Instant filledAt;

        Bucket(int capacity, double perSecond, Instant now) {
            this.capacity = capacity;
            this.perSecond = perSecond;
            this.left = capacity;
            this.filledAt = now;
        }

        /** @return zero, or how long to wait for the next one */
        Duration take(Instant now) {
            if (now.isAfter(filledAt)) {
                double seconds = Duration.between(filledAt, now).toNanos() / 1e9;
                left = Math.min(capacity, left + seconds * perSecond);
                filledAt = now;
            }
            if (left < 1) {
                return Duration.ofMillis((long) Math.ceil((1 - left) / perSecond * 1000));
            }
            left--;
            return Duration.ZERO;
        }

        void giveBack() {
            left = Math.min(capacity, left + 1);
        }
    }
}
