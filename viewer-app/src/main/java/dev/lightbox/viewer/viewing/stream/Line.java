package dev.lightbox.viewer.viewing.stream;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one connection's line carries, learnt from what the browser says of it, and who may use it next. Thread-safe; calls out only through the alarm and the wakers,
 * never with its lock held.
 *
 * <p>The time at which a message was handed to the socket says nothing: megabytes disappear in buffers at once. So each picture is followed by a ping: browsers answer it when they have read what was before it, whatever their
 * page is busy with. Those of an idle line tell the round trip, the others the throughput. From both, and from what isn't answered yet, follows when the line will have carried everything that was given to it
 * ({@link #waitNanos}). How long the page takes from there until a picture is on its screen ({@code painted}) is no matter of the line: {@link #unpainted} tells of it. A picture is begun only when it would be ready about then: earlier it would wait in buffers and grow old there, and newer ones behind it; later the line would lie idle. Over a long but fast line
 * many pictures are under way at once, over a slow one never more than one waits.
 */
final class Line {

    /** Runs a task later. */
    @FunctionalInterface
    interface Alarm {
        void after(long nanos, Runnable task);
    }

    /** Of a line that nothing is known of yet: 10 Mbit/s, the lower end of what hospitals and homes have. */
    private static final double FIRST_BYTES_PER_SECOND = 1.25e6;

    private static final double MOST_BYTES_PER_SECOND = 1e9;
    private static final double LEAST_BYTES_PER_SECOND = 2e3;
    private static final double NANOS = 1e9;

    /** What a browser takes to answer a ping, beyond the round trip, when its machine is busy. */
    private static final long ANSWER_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private static final double NEWEST_SHARE = 0.5;

    /** A tile that was held up says little about the next; a line that has really slowed says so again. */
    private static final double MOST_RISE = 4;

    /** Smaller events don't delay a picture noticeably. */
    private static final int LARGE_EVENT = 4_096;

    /** Round trips of an idle line that are remembered: the shortest counts. */
    private static final int ROUND_TRIPS = 4;

    private static final long PING_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** Pings that aren't answered yet, at most; what is older is given up. */
    private static final int MOST_PINGS = 1_000;

    /** A viewport that was sent something within this time shares the line. */
    private static final long ACTIVE_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    /** A line that is busy for longer is looked at again when the browser says something. */
    private static final long LONGEST_ALARM_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final long SHORTEST_ALARM_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** In place of a viewport's number: an event, and a picture that nobody waits for. */
    private static final int EVENT = -1;

    private static final int AHEAD = -2;

    /**
     * Pictures under way that nobody waits for, at most. One that is asked for may have to wait until they are known to have come, where a line falters.
     */
    private static final int MOST_AHEAD = 6;

    /** Something that was given to the socket. Marks rise. */
    private record Sent(long mark, int viewport, long sequence, long bytes, long nanos) {

        /** Whether the browser will say that it is painted. */
        boolean isTile() {
            return viewport >= 0;
        }

        boolean isPicture() {
            return viewport != EVENT;
        }
    }

    private record Waiter(long leadNanos, Runnable wake) {}

    /** @param clean whether the line had nothing else to carry */
    private record Ping(long mark, long nanos, boolean clean) {}

    private final LongSupplier nanoClock;
    private final Alarm alarm;

    /** What isn't known to have come. */
    private final ArrayDeque<Sent> underWay = new ArrayDeque<>();

    /** Tiles that have come and aren't on the screen. */
    private final ArrayDeque<Sent> arrived = new ArrayDeque<>();

    private final ArrayDeque<Ping> pings = new ArrayDeque<>();
    private long lastMark;
    private final ArrayDeque<Long> roundTrips = new ArrayDeque<>();
    private double secondsPerByte = 1 / FIRST_BYTES_PER_SECOND;
    private boolean measured;
    private long roundTripNanos;

    /** When the line had carried what is known to have come, in the sender's time: a way back before the answer. */
    private long deliveredNanos;

    /** Expected sizes of pictures that are being made, by viewport. */
    private final Map<Integer, Long> making = new HashMap<>();

    private final Map<Integer, Waiter> waiting = new LinkedHashMap<>();

    /** Viewports with a picture that nobody waits for, each in turn. */
    private final Map<Integer, Runnable> waitingAhead = new LinkedHashMap<>();

    private final Map<Integer, Long> lastSent = new HashMap<>();

    private long pingNanos;
    private boolean sentSincePing = true;

    /** When the alarm that counts goes off. */
    private @Nullable Long alarmNanos;

    Line(LongSupplier nanoClock, Alarm alarm) {
        this.nanoClock = nanoClock;
        this.alarm = alarm;
        this.deliveredNanos = nanoClock.getAsLong();
    }

    /** 0 until it has been measured. */
    synchronized long roundTripNanos() {
        return roundTripNanos;
    }

    synchronized double bytesPerSecond() {
        return 1 / secondsPerByte;
    }

    /** Whether a tile is known to have come. */
    synchronized boolean isMeasured() {
        return measured;
    }

    /** Bytes that the line carries in so many nanoseconds for each of the viewports that use it now. */
    synchronized double share(long nanos) {
        long now = nanoClock.getAsLong();
        lastSent.values().removeIf(sent -> now - sent > ACTIVE_NANOS);
        return nanos / NANOS / secondsPerByte / Math.max(1, lastSent.size());
    }

    /** How long everything that was given to the line and isn't on the screen yet keeps it busy from now on. */
    synchronized long waitNanos() {
        return waitNanos(EVENT);
    }

    /** Whether nothing is under way, being made or waiting. */
    synchronized boolean isIdle() {
        return underWay.stream().noneMatch(Sent::isTile) && making.isEmpty() && waiting.isEmpty();
    }

    /**
     * May this viewport begin a picture now?
     *
     * @param leadNanos how long it takes to make it
     * @param expectedBytes about its size; counted until {@link #made}
     * @param wake called once, later, where the answer is no: it is time to ask again
     */
    synchronized boolean admit(int viewport, long leadNanos, long expectedBytes, Runnable wake) {
        if (waitNanos(viewport) <= leadNanos) {
            admitAnyway(viewport, expectedBytes);
            return true;
        }
        waiting.putIfAbsent(viewport, new Waiter(leadNanos, wake));
        arm();
        return false;
    }

    /** It begins, whatever the line carries. */
    synchronized void admitAnyway(int viewport, long expectedBytes) {
        waiting.remove(viewport);
        making.put(viewport, expectedBytes);
        arm();
    }

    /**
     * May a picture that nobody waits for be given to the socket now? Only where the line is known and free, and no picture that is waited for is being made or about to be.
     *
     * @param wake called once, later, where the answer is no: it is time to ask again
     */
    synchronized boolean admitAhead(int viewport, Runnable wake) {
        waitingAhead.remove(viewport);
        if (isFreeForAhead()) {
            return true;
        }
        waitingAhead.put(viewport, wake);
        arm();
        return false;
    }

    /** The viewport has no picture any more that nobody waits for. */
    synchronized void withdrawAhead(int viewport) {
        waitingAhead.remove(viewport);
    }

    private boolean isFreeForAhead() {
        return mayCarryAhead() && waitNanos(EVENT) <= 0;
    }

    private boolean mayCarryAhead() {
        return measured
                && waiting.isEmpty()
                && making.isEmpty()
                && underWay.stream().filter(sent -> sent.viewport == AHEAD).count() < MOST_AHEAD;
    }

    /** The picture that was begun is made, or given up. */
    synchronized void made(int viewport) {
        if (making.remove(viewport) != null) {
            arm();
        }
    }

    /** The viewport wants nothing any more. */
    synchronized void withdraw(int viewport) {
        making.remove(viewport);
        waiting.remove(viewport);
        arm();
    }

    /** The viewport is gone: nobody will say that its tiles are on the screen. */
    synchronized void forget(int viewport) {
        lastSent.remove(viewport);
        waitingAhead.remove(viewport);
        underWay.removeIf(sent -> sent.viewport == viewport);
        arrived.removeIf(sent -> sent.viewport == viewport);
        withdraw(viewport);
    }

    /** A tile is given to the socket. @return the mark of the ping that follows it */
    synchronized long sent(int viewport, long sequence, long bytes) {
        lastSent.put(viewport, nanoClock.getAsLong());
        sentSincePing = true;
        return carries(viewport, sequence, bytes);
    }

    /** A picture that nobody waits for is given to the socket. @return the mark of the ping that follows it */
    synchronized long sentAhead(long bytes) {
        sentSincePing = true;
        return carries(AHEAD, 0, bytes);
    }

    /** An event is given to the socket. @return the mark of the ping that follows it; none where it is too small to matter */
    synchronized OptionalLong sentEvent(long bytes) {
        return bytes >= LARGE_EVENT ? OptionalLong.of(carries(EVENT, 0, bytes)) : OptionalLong.empty();
    }

    private long carries(int viewport, long sequence, long bytes) {
        underWay.addLast(new Sent(++lastMark, viewport, sequence, bytes, nanoClock.getAsLong()));
        return lastMark;
    }

    /** A tile is on the screen, or never will be; everything that was sent before it has come too, even where the ping's answer hasn't. */
    void painted(int viewport, long sequence) {
        synchronized (this) {
            int place = placeOf(viewport, sequence);
            if (place >= 0) {
                carried(place + 1, nanoClock.getAsLong() - baseNanos());
            }
            givenUp(viewport, sequence);
        }
        wake();
    }

    /** Tiles of this viewport that have come and aren't on the screen: what the browser is behind. */
    synchronized int unpainted(int viewport) {
        int count = 0;
        for (Sent sent : arrived) {
            count += sent.viewport == viewport ? 1 : 0;
        }
        return count;
    }

    /** That this tile, or an older one, is on the screen isn't awaited any more. */
    synchronized void givenUp(int viewport, long sequence) {
        arrived.removeIf(sent -> sent.viewport == viewport && sent.sequence <= sequence);
    }

    /** Of the tile with this number, or of the last older one. Tiles of a volume may share a number: the first of them is meant. */
    private int placeOf(int viewport, long sequence) {
        int place = -1;
        int index = 0;
        for (Sent sent : underWay) {
            if (sent.viewport == viewport) {
                if (sent.sequence == sequence) {
                    return index;
                }
                if (sent.sequence < sequence) {
                    place = index;
                }
            }
            index++;
        }
        return place;
    }

    /** @param end when the line had carried the last of so many, in the sender's time */
    private void carried(int count, long end) {
        long begin = Math.max(deliveredNanos, underWay.getFirst().nanos);
        long free = begin;
        long idle = 0;
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            Sent sent = underWay.removeFirst();
            if (sent.isTile()) {
                arrived.addLast(sent);
            }
            idle += Math.max(0, sent.nanos - free);
            free = Math.max(free, sent.nanos) + serviceNanos(sent.bytes);
            bytes += sent.bytes;
        }
        double seconds = Math.max(end - begin - idle, 0) / NANOS;
        double sample = Math.clamp(seconds / bytes, 1 / MOST_BYTES_PER_SECOND, 1 / LEAST_BYTES_PER_SECOND);
        double newest = Math.min(sample, secondsPerByte * MOST_RISE);
        secondsPerByte += NEWEST_SHARE * (newest - secondsPerByte);
        measured = true;
        deliveredNanos = Math.max(deliveredNanos, end);
    }

    private long baseNanos() {
        return roundTripNanos + ANSWER_NANOS;
    }

    private long serviceNanos(long bytes) {
        return (long) (bytes * secondsPerByte * NANOS);
    }

    private long waitNanos(int except) {
        long now = nanoClock.getAsLong();
        long free = deliveredNanos;
        double slowness = 1;
        boolean oldest = true;
        for (Sent sent : underWay) {
            long begin = Math.max(free, sent.nanos);
            long service = (long) (serviceNanos(sent.bytes) * slowness);
            if (oldest && sent.isPicture()) {
                // Not answered yet: so the line still carried it a round trip ago, however fast it is thought to be.
                long atLeast = now - baseNanos() - begin;
                if (atLeast > service) {
                    slowness = (double) atLeast / Math.max(1, service);
                    service = atLeast;
                }
                oldest = false;
            }
            free = begin + service;
        }
        double made = 0;
        for (Map.Entry<Integer, Long> each : making.entrySet()) {
            made += each.getKey() == except ? 0 : serviceNanos(each.getValue()) * slowness;
        }
        return Math.max(free - now, 0) + (long) made;
    }

    // Who waits is woken when the line is about to be free.

    private void arm() {
        Iterator<Waiter> first = waiting.values().iterator();
        if (!first.hasNext() && (waitingAhead.isEmpty() || !mayCarryAhead())) {
            return;
        }
        long wait = waitNanos(EVENT) - (first.hasNext() ? first.next().leadNanos : 0);
        if (wait > LONGEST_ALARM_NANOS) {
            return;
        }
        long now = nanoClock.getAsLong();
        long delay = Math.max(wait, SHORTEST_ALARM_NANOS);
        if (alarmNanos == null || now + delay < alarmNanos) {
            long at = now + delay;
            alarmNanos = at;
            alarm.after(delay, () -> alarmed(at));
        }
    }

    private void alarmed(long at) {
        synchronized (this) {
            if (alarmNanos == null || alarmNanos != at) {
                return;
            }
            alarmNanos = null;
        }
        wake();
    }

    /** One at a time: it takes the line, or leaves it to the next. */
    private void wake() {
        Runnable wake = null;
        synchronized (this) {
            Iterator<Waiter> all = waiting.values().iterator();
            if (all.hasNext()) {
                Waiter first = all.next();
                if (waitNanos(EVENT) <= first.leadNanos) {
                    all.remove();
                    wake = first.wake;
                }
                arm();
            } else if (!waitingAhead.isEmpty()) {
                if (isFreeForAhead()) {
                    Iterator<Runnable> ahead = waitingAhead.values().iterator();
                    wake = ahead.next();
                    ahead.remove();
                }
                arm();
            }
        }
        if (wake != null) {
            wake.run();
        }
    }

    // Pings.

    /** Whether a ping should be sent though nothing else is: the round trip may have changed. */
    synchronized boolean wantsPing() {
        return sentSincePing && nanoClock.getAsLong() - pingNanos >= PING_INTERVAL_NANOS && isStill();
    }

    /** The mark of a ping that follows what was given to the line last. */
    synchronized long mark() {
        return lastMark;
    }

    /** A ping is given to the socket. */
    synchronized void pinged(long mark) {
        long now = nanoClock.getAsLong();
        boolean clean = isStill();
        if (clean) {
            pingNanos = now;
            sentSincePing = false;
        }
        if (pings.size() >= MOST_PINGS) {
            pings.removeFirst();
        }
        pings.addLast(new Ping(mark, now, clean));
    }

    private boolean isStill() {
        return underWay.isEmpty();
    }

    /** The answer to a ping has come, and so has the browser everything before it. What no ping asked says nothing. */
    void ponged(long mark) {
        synchronized (this) {
            if (pings.stream().noneMatch(ping -> ping.mark == mark)) {
                return;
            }
            Ping ping = pings.removeFirst();
            while (ping.mark != mark) {
                ping = pings.removeFirst();
            }
            long now = nanoClock.getAsLong();
            learnRoundTrip(now - ping.nanos, ping.clean);
            int count = 0;
            for (Sent sent : underWay) {
                count += sent.mark <= mark ? 1 : 0;
            }
            if (count > 0) {
                carried(count, now - roundTripNanos);
            }
        }
        wake();
    }

    private void learnRoundTrip(long trip, boolean clean) {
        if (!clean && roundTripNanos > 0) {
            // It waited behind pictures.
            roundTripNanos = Math.min(roundTripNanos, trip);
            return;
        }
        roundTrips.addLast(trip);
        if (roundTrips.size() > ROUND_TRIPS) {
            roundTrips.removeFirst();
        }
        roundTripNanos = roundTrips.stream().mapToLong(Long::longValue).min().orElse(trip);
    }
}
