package dev.lightbox.engine.kernel;

/** Colours to interleaved 8-bit RGB. No allocation; thread-safe. */
public final class Colors {

    /** Fractions of a level in 1/65536. */
    private static final int RED_ROUNDING = (int) (0.85 * 65_536);

    private static final int GREEN_ROUNDING = (int) (0.45 * 65_536);
    private static final int BLUE_ROUNDING = (int) (0.95 * 65_536);

    private Colors() {}

    /**
     * Full-range YCbCr to RGB in place, three bytes a pixel (PS3.3 C.7.6.3.1.2). The exact value is never missed by a whole level, gray stays gray; how fractions
     * are rounded is chosen such that DCMTK, whose neutral chrominance is 127.5 instead of 128, is never more than one level away.
     */
    public static void ybrFullToRgb(byte[] pixels, int count) {
        for (int at = 0; at < 3 * count; at += 3) {
            int y = pixels[at] & 0xFF;
            int cb = (pixels[at + 1] & 0xFF) - 128;
            int cr = (pixels[at + 2] & 0xFF) - 128;
            pixels[at] = clamp(y + ((91_881 * cr + RED_ROUNDING) >> 16));
            pixels[at + 1] = clamp(y + ((-22_553 * cb - 46_802 * cr + GREEN_ROUNDING) >> 16));
            pixels[at + 2] = clamp(y + ((116_130 * cb + BLUE_ROUNDING) >> 16));
        }
    }

    /** Studio-range YCbCr (luminance 16–235) to RGB in place, three bytes a pixel (PS3.3 C.7.6.3.1.2, ITU-R BT.601). */
    public static void ybrPartialToRgb(byte[] pixels, int count) {
        for (int at = 0; at < 3 * count; at += 3) {
            int y = 76_309 * ((pixels[at] & 0xFF) - 16) + 32_768;
            int cb = (pixels[at + 1] & 0xFF) - 128;
            int cr = (pixels[at + 2] & 0xFF) - 128;
            pixels[at] = clamp((y + 104_597 * cr) >> 16);
            pixels[at + 1] = clamp((y - 25_675 * cb - 53_279 * cr) >> 16);
            pixels[at + 2] = clamp((y + 132_201 * cb) >> 16);
        }
    }

    private static byte clamp(int value) {
        return (byte) Math.max(0, Math.min(255, value));
    }
}
