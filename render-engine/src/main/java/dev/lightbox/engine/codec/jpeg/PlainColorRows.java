package dev.lightbox.engine.codec.jpeg;

/** One number at a time. */
final class PlainColorRows implements ColorRows {

    @Override
    public void widen(byte[] in, int from, int count, short[] out, int at) {
        for (int x = 0; x < count; x++) {
            out[at + x] = (short) (in[from + x] & 0xFF);
        }
    }

    @Override
    public void sums(byte[] in, int near, int far, int count, short[] out) {
        for (int x = 0; x < count; x++) {
            out[MARGIN + x] = (short) (3 * (in[near + x] & 0xFF) + (in[far + x] & 0xFF));
        }
    }

    @Override
    public void twice(short[] in, int count, short[] out) {
        for (int x = 0; x < count; x++) {
            int near = 3 * in[MARGIN + x];
            out[2 * x] = (short) ((near + in[MARGIN + x - 1] + 1) >> 2);
            out[2 * x + 1] = (short) ((near + in[MARGIN + x + 1] + 2) >> 2);
        }
    }

    @Override
    public void twiceOfSums(short[] in, int count, short[] out) {
        for (int x = 0; x < count; x++) {
            int near = 3 * in[MARGIN + x];
            out[2 * x] = (short) ((near + in[MARGIN + x - 1] + 8) >> 4);
            out[2 * x + 1] = (short) ((near + in[MARGIN + x + 1] + 7) >> 4);
        }
    }

    @Override
    public void rgb(short[] y, short[] cb, short[] cr, int count, byte[] out, int at) {
        rgb(y, cb, cr, 0, count, out, at);
    }

    /** From pixel {@code from} on. */
    static void rgb(short[] y, short[] cb, short[] cr, int from, int count, byte[] out, int at) {
        for (int x = from, to = at + 3 * from; x < count; x++, to += 3) {
            int luminance = y[x];
            int blue = cb[x] - 128;
            int red = cr[x] - 128;
            out[to] = level(luminance + ((91_881 * red + 32_768) >> 16));
            out[to + 1] = level(luminance + ((-22_554 * blue - 46_802 * red + 32_768) >> 16));
            out[to + 2] = level(luminance + ((116_130 * blue + 32_768) >> 16));
        }
    }

    private static byte level(int value) {
        return (byte) Math.clamp(value, 0, 255);
    }
}
