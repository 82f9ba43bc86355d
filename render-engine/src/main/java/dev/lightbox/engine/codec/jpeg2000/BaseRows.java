package dev.lightbox.engine.codec.jpeg2000;

/** The lines of LL: what the wavelet begins with. Not thread-safe. */
final class BaseRows {

    private BaseRows() {}

    static Rows<int[]> ints(Subband band) {
        int[] line = new int[band.width()];
        int[] next = {0};
        return () -> {
            System.arraycopy(band.ints, next[0], line, 0, line.length);
            next[0] += line.length;
            return line;
        };
    }

    static Rows<float[]> floats(Subband band) {
        float[] line = new float[band.width()];
        int[] next = {0};
        return () -> {
            System.arraycopy(band.floats, next[0], line, 0, line.length);
            next[0] += line.length;
            return line;
        };
    }
}
