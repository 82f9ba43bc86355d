package dev.lightbox.engine.kernel;

/** Colours to interleaved 8-bit RGB. No allocation; thread-safe. */
public final class Colors {

    private Colors() {}

    /** Full-range YCbCr to RGB in place, three bytes a pixel (PS3.3 C.7.6.3.1.2, ITU-T T.871 7). */
    public static void ybrFullToRgb(byte[] pixels, int count) {
        for (int at = 0; at < 3 * count; at += 3) {
            int y = pixels[at] & 0xFF;
            int cb = (pixels[at + 1] & 0xFF) - 128;
            int cr = (pixels[at + 2] & 0xFF) - 128;
            pixels[at] = clamp(y + ((91_881 * cr + 32_768) >> 16));
            pixels[at + 1] = clamp(y + ((-22_554 * cb - 46_802 * cr + 32_768) >> 16));
            pixels[at + 2] = clamp(y + ((116_130 * cb + 32_768) >> 16));
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
