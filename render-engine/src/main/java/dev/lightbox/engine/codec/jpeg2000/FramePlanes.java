package dev.lightbox.engine.codec.jpeg2000;

import dev.lightbox.engine.codec.Samples;

/** The frame that tiles are written into: interleaved samples in the narrowest cells that hold them. Not thread-safe. */
final class FramePlanes {

    final int columns;
    final int rows;
    final int channels;
    private final Samples samples;
    /** Scratch: a line of one channel. */
    private int[] clamped = {};

    /** @param bits 1–31 */
    FramePlanes(int columns, int rows, int channels, int bits) {
        this.columns = columns;
        this.rows = rows;
        this.channels = channels;
        int length = Math.multiplyExact(Math.multiplyExact(columns, rows), channels);
        samples = bits <= 8
                ? new Samples.Bytes(new byte[length])
                : bits <= 16 ? new Samples.Shorts(new short[length]) : new Samples.Ints(new int[length]);
    }

    Samples samples() {
        return samples;
    }

    /**
     * Writes a line of one channel.
     *
     * @param line values before the level shift
     * @param lineAt where they begin
     * @param x the first column
     * @param count number of columns
     */
    void write(int[] line, int lineAt, int x, int y, int channel, int count, ComponentMapping mapping) {
        int at = (y * columns + x) * channels + channel;
        if (samples instanceof Samples.Ints(int[] values)) {
            ints(line, lineAt, count, mapping, values, at, channels);
            return;
        }
        // Two loops instead of one: the compiler makes vector loops of clamping and of narrowing, but not of both at
        // once.
        if (clamped.length < count) {
            clamped = new int[count];
        }
        clamp(line, lineAt, count, mapping, clamped);
        switch (samples) {
            case Samples.Bytes(byte[] values) -> {
                for (int i = 0, o = at; i < count; i++, o += channels) {
                    values[o] = (byte) clamped[i];
                }
            }
            case Samples.Shorts(short[] values) -> {
                if (channels == 1) {
                    narrow(clamped, count, values, at);
                } else {
                    for (int i = 0, o = at; i < count; i++, o += channels) {
                        values[o] = (short) clamped[i];
                    }
                }
            }
            default -> throw new IllegalStateException("no floating point here");
        }
    }

    private static void clamp(int[] line, int from, int count, ComponentMapping m, int[] out) {
        int summand = m.summand();
        int least = m.least();
        int greatest = m.greatest();
        System.arraycopy(line, from, out, 0, count);
        for (int i = 0; i < count; i++) {
            out[i] = Math.min(Math.max(out[i] + summand, least), greatest);
        }
    }

    private static void narrow(int[] from, int count, short[] out, int at) {
        for (int i = 0; i < count; i++) {
            out[at + i] = (short) from[i];
        }
    }

    private static void ints(int[] line, int from, int count, ComponentMapping m, int[] out, int at, int step) {
        for (int i = 0, o = at; i < count; i++, o += step) {
            // The sum may leave the range of int where a precision of 31 bits is corrupt.
            out[o] = Math.clamp((long) line[from + i] + m.summand(), m.least(), m.greatest());
        }
    }
}
