package dev.lightbox.engine.tile;

/** Lines of RGB as luminance and chrominances (JFIF, ITU-R BT.601 in full range); what lies beyond the picture repeats its edge. Not thread-safe. */
final class JpegColours {

    private static final int HALF = 1 << 15;
    private static final int RED = 19_595;
    private static final int GREEN = 38_470;
    private static final int BLUE = 7_471;
    private static final int BLUE_OF_RED = -11_059;
    private static final int BLUE_OF_GREEN = -21_709;
    private static final int RED_OF_GREEN = -27_439;
    private static final int RED_OF_BLUE = -5_329;

    private final byte[] pixels;
    private final int width;
    private final int height;

    /** Width of the lines that are written, without a further block that evens their number. */
    private final int padded;

    private final int[] sums;

    JpegColours(GrayOrRgb8 picture, int padded) {
        this.pixels = picture.pixels();
        this.width = picture.width();
        this.height = picture.height();
        this.padded = padded;
        this.sums = new int[3 * padded];
    }

    void luminance(int row, byte[] out, int outAt) {
        int from = Math.min(row, height - 1) * 3 * width;
        for (int x = 0; x < width; x++, from += 3) {
            int sum =
                    RED * (pixels[from] & 0xFF) + GREEN * (pixels[from + 1] & 0xFF) + BLUE * (pixels[from + 2] & 0xFF);
            out[outAt + x] = (byte) (sum + HALF >> 16);
        }
        for (int x = width; x < padded; x++) {
            out[outAt + x] = out[outAt + width - 1];
        }
    }

    /** Of a square of one or two by two pixels the mean. */
    void chrominance(int row, int size, byte[] blue, byte[] red, int outAt) {
        java.util.Arrays.fill(sums, 0);
        for (int line = 0; line < size; line++) {
            int from = Math.min(row + line, height - 1) * 3 * width;
            for (int i = 0; i < 3 * width; i++) {
                sums[i] += pixels[from + i] & 0xFF;
            }
        }
        for (int i = 3 * width; i < sums.length; i++) {
            sums[i] = sums[i - 3];
        }
        int shift = 14 + 2 * size;
        int half = (1 << shift - 1) + (128 << shift) - 1;
        for (int x = 0, at = 0; x < padded / size; x++) {
            int r = sums[at];
            int g = sums[at + 1];
            int b = sums[at + 2];
            if (size == 2) {
                r += sums[at + 3];
                g += sums[at + 4];
                b += sums[at + 5];
            }
            at += 3 * size;
            // At most 255.5 less a fraction: no level leaves the range.
            blue[outAt + x] = (byte) (BLUE_OF_RED * r + BLUE_OF_GREEN * g + (HALF * b) + half >> shift);
            red[outAt + x] = (byte) (HALF * r + RED_OF_GREEN * g + RED_OF_BLUE * b + half >> shift);
        }
    }
}
