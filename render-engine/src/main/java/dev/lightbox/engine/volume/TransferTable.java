package dev.lightbox.engine.volume;

/**
 * A transfer function for samples at one distance, as tables. The opacity of a sample is 1 − e^(−extinction · distance) (Max 1995, equation 5), so that a coarser step makes nothing more
 * transparent. Immutable, thread-safe.
 */
final class TransferTable {

    private static final int SIZE = 4096;

    private final float from;
    private final float perValue;
    private final float[] opacity = new float[SIZE];
    private final float[] red = new float[SIZE];
    private final float[] green = new float[SIZE];
    private final float[] blue = new float[SIZE];
    /** How many entries before this one aren't transparent. */
    private final int[] opaqueBefore = new int[SIZE + 1];

    TransferTable(TransferFunction function, double stepMm) {
        double low = function.points().getFirst().value();
        double high = function.points().getLast().value();
        from = (float) low;
        perValue = (float) ((SIZE - 1) / (high - low));
        for (int i = 0; i < SIZE; i++) {
            TransferFunction.Point point = function.at(low + (high - low) * i / (SIZE - 1));
            opacity[i] = (float) (1 - Math.exp(-point.extinction() * stepMm));
            red[i] = (float) point.red();
            green[i] = (float) point.green();
            blue[i] = (float) point.blue();
            opaqueBefore[i + 1] = opaqueBefore[i] + (opacity[i] > 0 ? 1 : 0);
        }
    }

    /** The entry of a value. */
    int index(float value) {
        return (int) Math.min(Math.max((value - from) * perValue + 0.5f, 0), SIZE - 1);
    }

    /** Whether all values of a range are transparent. */
    boolean isTransparent(float min, float max) {
        return opaqueBefore[index(max) + 1] == opaqueBefore[index(min)];
    }

    float[] opacity() {
        return opacity;
    }

    float[] red() {
        return red;
    }

    float[] green() {
        return green;
    }

    float[] blue() {
        return blue;
    }
}
