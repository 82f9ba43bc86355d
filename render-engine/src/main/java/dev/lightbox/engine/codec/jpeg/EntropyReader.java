package dev.lightbox.engine.codec.jpeg;

import dev.lightbox.engine.codec.DecodeException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;

/**
 * The bits of a scan, one restart interval at a time (T.81 F.2.2.5).
 *
 * <p>An interval is copied without its stuffed zero bytes first, so that whatever reads bits needs no look at single bytes: a refill is one load of eight bytes, a
 * shift and an or, without any branch. Behind the interval's end zeros follow for ever, and {@link #isOverrun()} tells whether any of them was taken. Inner loops
 * copy the four fields {@link #bytes}, {@link #position}, {@link #buffer} and {@link #count} into locals and write them back. Not thread-safe.
 */
final class EntropyReader {

    static final VarHandle BIG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LITTLE = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Zeros behind an interval: as many as the position may be ahead of the bits taken, one refill, and what a copy of eight bytes may write too much. */
    private static final int PADDING = 32;

    private final byte[] data;
    private final int end;

    /** Where the scan goes on in {@link #data}: at the marker that ended the interval, or at the end. */
    private int next;

    /** The interval's bytes, zeros behind. */
    final byte[] bytes;

    /** Where the next refill reads. */
    int position;

    /** Refills read no further than here. */
    int limit;

    /** The next bits, the first on top; below the {@link #count} valid ones are some that the next refill brings again. */
    long buffer;

    /** Valid bits, 0–63. */
    int count;

    private int length;

    EntropyReader(byte[] data, int from, int end) {
        this.data = data;
        this.end = end;
        this.next = from;
        this.bytes = new byte[end - from + PADDING];
    }

    /** Where the entropy-coded data ends that were read last: at a marker or at the end of the codestream. */
    int next() {
        return next;
    }

    /** Begins with the data at {@code from}, a scan's first byte. */
    void begin(int from) {
        next = from;
        unstuff();
        position = 0;
        buffer = 0;
        count = 0;
    }

    /**
     * Goes on behind the restart marker that must come next.
     *
     * @param number how many came before in this scan
     */
    void restart(int number) throws DecodeException {
        int expected = 0xD0 + (number & 7);
        int found = next + 1 < end ? data[next + 1] & 0xFF : -1;
        if (found != expected) {
            throw new DecodeException(String.format(
                    Locale.ROOT,
                    "JPEG: expected restart marker FF%02X at byte %d, found %s",
                    expected,
                    next,
                    found < 0 ? "the end of the data" : String.format(Locale.ROOT, "FF%02X", found)));
        }
        begin(next + 2);
    }

    /** Makes at least 56 bits valid. */
    void refill() {
        buffer |= (long) BIG.get(bytes, position) >>> count;
        position = Math.min(position + ((63 - count) >>> 3), limit);
        count |= 56;
    }

    /** Takes {@code bits} bits, 1–32, of those that {@link #refill} made valid. */
    int take(int bits) {
        int value = (int) (buffer >>> (64 - bits));
        buffer <<= bits;
        count -= bits;
        return value;
    }

    /** Whether more bits were taken than the interval has: the data is cut off or corrupt. */
    boolean isOverrun() {
        return position - (count >>> 3) > length;
    }

    /** Copies bytes up to the next marker; FF00 becomes FF (B.1.1.5), fill bytes before a marker (B.1.1.2) go. */
    private void unstuff() {
        byte[] in = data;
        byte[] out = bytes;
        int at = next;
        int to = 0;
        while (true) {
            while (at + 8 <= end) {
                long eight = (long) LITTLE.get(in, at);
                LITTLE.set(out, to, eight);
                // A byte of FF is a zero byte of the complement; its lowest such bit is exact.
                long marks = (~eight - 0x0101010101010101L) & eight & 0x8080808080808080L;
                if (marks != 0) {
                    int before = Long.numberOfTrailingZeros(marks) >>> 3;
                    at += before;
                    to += before;
                    break;
                }
                at += 8;
                to += 8;
            }
            while (at < end && in[at] != (byte) 0xFF) {
                out[to++] = in[at++];
            }
            int after = at + 1;
            while (after < end && in[after] == (byte) 0xFF) {
                after++;
            }
            if (after >= end || in[after] != 0) {
                next = after >= end ? end : after - 1;
                break;
            }
            out[to++] = (byte) 0xFF;
            at = after + 1;
        }
        length = to;
        limit = to + 16;
        Arrays.fill(out, to, to + PADDING, (byte) 0);
    }
}
