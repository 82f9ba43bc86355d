package dev.lightbox.e2e.line;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One connection's bytes in one direction. A thread reads them as fast as the rate allows and the line has room; another delivers each when its delay is over. So a
 * receiver that doesn't read fills the line, and then the sender is held up.
 */
final class Direction {

    /** Small beside what a line carries in a round trip, large beside a system call. */
    static final int CHUNK = 4096;

    private static final long NANOS_PER_MILLI = 1_000_000;

    /** @param bytes none at the end */
    private record Parcel(byte[] bytes, long due) {}

    private final Socket from;
    private final Socket to;
    private final TokenBucket rate;
    private final Traffic traffic;
    private final long delay;
    private final long firstDue;
    private final int room;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Parcel> underWay = new ArrayDeque<>();
    private int bytesUnderWay;
    private boolean broken;

    /**
     * @param delay of each byte, in nanoseconds
     * @param firstDue nothing is delivered before this, by the system's nanosecond clock
     * @param room bytes that may be under way
     */
    Direction(Socket from, Socket to, TokenBucket rate, Traffic traffic, long delay, long firstDue, int room) {
        this.from = from;
        this.to = to;
        this.rate = rate;
        this.traffic = traffic;
        this.delay = delay;
        this.firstDue = firstDue;
        this.room = room;
    }

    /** Reads until the sender ends or the connection breaks. */
    void read() {
        byte[] buffer = new byte[Math.min(CHUNK, room)];
        try {
            InputStream in = from.getInputStream();
            long left = System.nanoTime();
            while (true) {
                // What waited while the last bytes were leaving follows them at once, however late this thread wakes
                // up: a busy machine mustn't make the line slower.
                boolean waited = in.available() > 0;
                int read = in.read(buffer);
                if (read < 0) {
                    break;
                }
                boolean heldUp = awaitRoom(read);
                left = rate.take(read, waited && !heldUp ? left : System.nanoTime());
                put(new Parcel(Arrays.copyOf(buffer, read), Math.max(left + delay, firstDue)));
                sleepUntil(left);
            }
            put(new Parcel(new byte[0], left + delay));
        } catch (IOException e) {
            fail(); // Reset by a peer, or closed by us: the other side shall see an end, too.
        }
    }

    /** Delivers until the end or until the connection breaks. */
    void deliver() {
        try {
            OutputStream out = to.getOutputStream();
            for (Parcel parcel = next(); parcel.bytes().length > 0; parcel = next()) {
                sleepUntil(parcel.due());
                // Counted before: who has the bytes finds them counted.
                traffic.add(parcel.bytes().length, epochMillis());
                out.write(parcel.bytes());
                delivered(parcel.bytes().length);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            fail();
        }
    }

    private static double epochMillis() {
        var now = Instant.now();
        return now.getEpochSecond() * 1e3 + now.getNano() / (double) NANOS_PER_MILLI;
    }

    /** @return whether there was none at first */
    private boolean awaitRoom(int bytes) throws IOException {
        lock.lock();
        try {
            boolean heldUp = false;
            while (!broken && bytesUnderWay > 0 && bytesUnderWay + bytes > room) {
                heldUp = true;
                changed.awaitUninterruptibly();
            }
            if (broken) {
                throw new IOException("the connection is closed");
            }
            return heldUp;
        } finally {
            lock.unlock();
        }
    }

    private void put(Parcel parcel) {
        lock.lock();
        try {
            underWay.add(parcel);
            bytesUnderWay += parcel.bytes().length;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The oldest parcel, which stays counted as under way until {@link #delivered}. */
    private Parcel next() throws IOException {
        lock.lock();
        try {
            while (!broken && underWay.isEmpty()) {
                changed.awaitUninterruptibly();
            }
            Parcel parcel = underWay.poll();
            if (broken || parcel == null) {
                throw new IOException("the connection is closed");
            }
            return parcel;
        } finally {
            lock.unlock();
        }
    }

    private void delivered(int bytes) {
        lock.lock();
        try {
            bytesUnderWay -= bytes;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void fail() {
        lock.lock();
        try {
            broken = true;
            underWay.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        ShapedLine.closeQuietly(from);
        ShapedLine.closeQuietly(to);
    }

    private static void sleepUntil(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, TimeUnit.SECONDS.toNanos(1)));
        }
    }
}
