package dev.lightbox.engine.codec.jpeg2000.ht;

/** Decodes the runs of events of the MEL stream (T.814 7.1.3, 7.3.3). Not thread-safe. */
final class MelRuns {

    private static final byte[] EXPONENTS = {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5};

    private byte[] data = {};
    private int at;
    private int end;
    /** The next bits, first bit highest. */
    private long bits;

    private int count;
    private int last;
    private int state;

    /** @param end index of the last byte, which it shares with the VLC stream: its lower half counts as ones */
    void start(byte[] bytes, int from, int end) {
        data = bytes;
        at = from;
        this.end = end;
        bits = 0;
        count = 0;
        last = 0;
        state = 0;
    }

    /** The next run: twice the number of events 0, and 1 more where an event 1 follows. */
    int next() {
        if (count < 6) {
            refill();
        }
        int exponent = EXPONENTS[state];
        if (bits < 0) {
            state = Math.min(state + 1, 12);
            bits <<= 1;
            count--;
            return 2 << exponent;
        }
        int zeros = (int) (bits >>> 63 - exponent);
        state = Math.max(state - 1, 0);
        bits <<= exponent + 1;
        count -= exponent + 1;
        return 2 * zeros + 1;
    }

    private void refill() {
        while (count <= 56) {
            int value = at < end ? data[at] & 0xFF : at == end ? data[at] & 0xFF | 0x0F : 0xFF;
            at++;
            // After 0xFF a byte has seven bits.
            int length = last == 0xFF ? 7 : 8;
            last = value;
            bits |= (value & (1L << length) - 1) << 64 - length - count;
            count += length;
        }
    }
}
