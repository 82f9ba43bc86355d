package dev.lightbox.engine.kernel;

/** Planes of bytes or samples brought together by pixel. No allocation but of the result; thread-safe. */
public final class Planes {

    private Planes() {}

    /** Three planes of the same length as pixels of three samples. */
    public static byte[] interleave(byte[] first, byte[] second, byte[] third) {
        byte[] pixels = new byte[Math.multiplyExact(3, first.length)];
        for (int i = 0, at = 0; i < first.length; i++, at += 3) {
            pixels[at] = first[i];
            pixels[at + 1] = second[i];
            pixels[at + 2] = third[i];
        }
        return pixels;
    }

    /**
     * High and low bytes as samples of 16 bits.
     *
     * @param out receives them from {@code from} on, {@code step} apart
     */
    public static void join(byte[] high, byte[] low, short[] out, int from, int step) {
        if (step == 1 && from == 0) {
            for (int i = 0; i < high.length; i++) {
                out[i] = (short) (high[i] << 8 | low[i] & 0xFF);
            }
            return;
        }
        for (int i = 0, at = from; i < high.length; i++, at += step) {
            out[at] = (short) (high[i] << 8 | low[i] & 0xFF);
        }
    }

    /** One after another in {@code bits}, the lowest first (PS3.5 8.1.1), as bytes of 0 and 1. */
    public static void unpack(byte[] bits, int from, byte[] out) {
        int whole = out.length & ~7;
        int at = from;
        for (int i = 0; i < whole; i += 8) {
            int eight = bits[at++];
            out[i] = (byte) (eight & 1);
            out[i + 1] = (byte) (eight >>> 1 & 1);
            out[i + 2] = (byte) (eight >>> 2 & 1);
            out[i + 3] = (byte) (eight >>> 3 & 1);
            out[i + 4] = (byte) (eight >>> 4 & 1);
            out[i + 5] = (byte) (eight >>> 5 & 1);
            out[i + 6] = (byte) (eight >>> 6 & 1);
            out[i + 7] = (byte) (eight >>> 7 & 1);
        }
        for (int i = whole; i < out.length; i++) {
            out[i] = (byte) (bits[at] >>> (i & 7) & 1);
        }
    }
}
