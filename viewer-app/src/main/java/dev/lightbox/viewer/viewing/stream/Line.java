package dev.lightbox.viewer.viewing.stream;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one connection's line carries, learnt from what the browser says of it, and who may use it next. Thread-safe; calls out only through the alarm and the wakers,
 * never with its lock held.
 *
 * <p>The time at which a message was handed to the socket says nothing: megabytes disappear in buffers at once. So the round trip is that of pings, and the throughput follows from the bytes between two
 * tiles that the browser says are on its screen ({@code painted}). From both, and from what isn't acknowledged yet, follows when the line will have carried everything that was given to it
 * ({@link #waitNanos}). A picture is begun only when it would be ready about then: earlier it would wait in buffers and grow old there, and newer ones behind it; later the line would lie idle. Over a long but fast line
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

    /** From a tile's arrival to the message that it is on the screen, beyond the round trip; what a browser takes longer is taken for the line's slowness, and rightly: it can't follow. */
    static final long PAINT_NANOS = TimeUnit.MILLISECONDS.toNanos(6);

    private static final double NEWEST_SHARE = 0.4;

    /** A tile that was held up says little about the next; a line that has really slowed says so again. */
    private static final double MOST_RISE = 4;

    /** Smaller events don't delay a picture noticeably. */
    private static final int LARGE_EVENT = 4_096;

    /** Round trips of an idle line that are remembered: the shortest counts. */
    private static final int ROUND_TRIPS = 4;

    private static final long PING_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** A ping that isn't answered within this time is given up. */
    private static final long PING_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** A viewport that was sent something within this time shares the line. */
    private static final long ACTIVE_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    /** A line that is busy for longer is looked at again when the browser says something. */
    private static final long LONGEST_ALARM_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final long SHORTEST_ALARM_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** A tile, or an event (with viewport −1), that was given to the socket and isn't acknowledged. */
    private record Sent(int viewport, long sequence, long bytes, long nanos) {
        boolean isTile() {
            return viewport >= 0;
        }
    }

    private record Waiter(long leadNanos, Runnable wake) {}

    private final LongSupplier nanoClock;
    private final Alarm alarm;

    private final ArrayDeque<Sent> underWay = new ArrayDeque<>();
    private final ArrayDeque<Long> roundTrips = new ArrayDeque<>();
    private double secondsPerByte = 1 / FIRST_BYTES_PER_SECOND;
    private boolean measured;
    private long roundTripNanos;

    /** When the line had carried what was acknowledged last, in the sender's time: a way back before its acknowledgement. */
    private long deliveredNanos;

    /** Expected sizes of pictures that are being made, by viewport. */
    private final Map<Integer, Long> making = new HashMap<>();

    private final Map<Integer, Waiter> waiting = new LinkedHashMap<>();
    private final Map<Integer, Long> lastSent = new HashMap<>();

    private long pingNanos;
    private boolean pingOut;
    private boolean pingClean;
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

    /** Whether the browser has acknowledged anything. */
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
        return waitNanos(-1);
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

    /** The viewport is gone: nobody will acknowledge its tiles. */
    synchronized void forget(int viewport) {
        lastSent.remove(viewport);
        underWay.removeIf(sent -> sent.viewport == viewport);
        withdraw(viewport);
    }

    /** A tile is given to the socket. */
    synchronized void sent(int viewport, long sequence, long bytes) {
        long now = nanoClock.getAsLong();
        underWay.addLast(new Sent(viewport, sequence, bytes, now));
        lastSent.put(viewport, now);
        sentSincePing = true;
        pingClean = false;
    }

    /** An event is given to the socket. */
    synchronized void sentEvent(long bytes) {
        if (bytes >= LARGE_EVENT) {
            underWay.addLast(new Sent(-1, 0, bytes, nanoClock.getAsLong()));
            pingClean = false;
        }
    }

    /** A tile is on the screen, and everything that was sent before it has come too. */
    void painted(int viewport, long sequence) {
        synchronized (this) {
            int place = placeOf(viewport, sequence);
            if (place < 0) {
                return;
            }
            arrived(place + 1, nanoClock.getAsLong() - baseNanos());
        }
        wake();
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
    private void arrived(int count, long end) {
        long begin = Math.max(deliveredNanos, underWay.getFirst().nanos);
        long free = begin;
        long idle = 0;
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            Sent sent = underWay.removeFirst();
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
        return roundTripNanos + PAINT_NANOS;
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
            if (oldest && sent.isTile()) {
                // Not acknowledged yet: so the line still carried it a round trip ago, however fast it is thought to
                // be.
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
        if (!first.hasNext()) {
            return;
        }
        long wait = waitNanos(-1) - first.next().leadNanos;
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
                if (waitNanos(-1) <= first.leadNanos) {
                    all.remove();
                    wake = first.wake;
                }
                arm();
            }
        }
        if (wake != null) {
            wake.run();
        }
    }

    // The round trip.

    /** Whether the round trip should be measured now. */
    synchronized boolean wantsPing() {
        long sincePing = nanoClock.getAsLong() - pingNanos;
        return pingOut ? sincePing >= PING_PATIENCE_NANOS : sentSincePing && sincePing >= PING_INTERVAL_NANOS;
    }

    /** A ping is given to the socket. */
    synchronized void pinged() {
        pingNanos = nanoClock.getAsLong();
        pingOut = true;
        pingClean = underWay.stream().noneMatch(Sent::isTile);
        sentSincePing = false;
    }

    /** Its answer has come. */
    synchronized void ponged() {
        if (!pingOut) {
            return;
        }
        pingOut = false;
        long trip = nanoClock.getAsLong() - pingNanos;
        if (!pingClean && roundTripNanos > 0) {
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
