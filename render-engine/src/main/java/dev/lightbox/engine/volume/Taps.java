package dev.lightbox.engine.volume;

/** Which voxels, with which weights, make a value between them, in one direction. Weights sum up to 1. Stateless. */
final class Taps {

    private Taps() {}

    /**
     * The two voxels beside a place.
     *
     * @param taps receives their indices from {@code first} on
     * @param weights likewise
     * @param size voxels that there are; beyond the outermost centres theirs is the value
     */
    static void linear(double at, int[] taps, double[] weights, int first, int size) {
        double place = Math.clamp(at, 0, size - 1);
        int low = Math.min((int) place, Math.max(0, size - 2));
        taps[first] = low;
        taps[first + 1] = Math.min(low + 1, size - 1);
        weights[first + 1] = place - low;
        weights[first] = 1 - weights[first + 1];
    }

    /** Four voxels by Catmull and Rom (A class of local interpolating splines, 1974); the outermost stand for those beyond. */
    static void cubic(double at, int[] taps, double[] weights, int first, int size) {
        double place = Math.clamp(at, 0, size - 1);
        int low = Math.min((int) place, Math.max(0, size - 2));
        for (int i = 0; i < 4; i++) {
            taps[first + i] = Math.clamp(low - 1 + i, 0, size - 1);
        }
        hermite(place - low, 0.5, 0.5, weights, first);
    }

    /**
     * The slices of a place that is inside and not in a gap.
     *
     * @param mix as of {@link SliceAxis#mix}
     * @return how many
     */
    static int slices(
            SliceAxis axis, VolumeInterpolation interpolation, int interval, double mix, int[] taps, double[] weights) {
        if (mix == 0 || mix == 1) {
            taps[0] = mix == 0 ? interval : interval + 1;
            weights[0] = 1;
            return 1;
        }
        if (interpolation != VolumeInterpolation.TRICUBIC) {
            taps[0] = interval;
            taps[1] = interval + 1;
            weights[0] = 1 - mix;
            weights[1] = mix;
            return 2;
        }
        boolean before = interval > 0 && !axis.isBroken(interval - 1);
        boolean behind = interval < axis.slices() - 2 && !axis.isBroken(interval + 1);
        double length = axis.length(interval);
        double first = before ? length / (axis.length(interval - 1) + length) : 0.5;
        double second = behind ? length / (length + axis.length(interval + 1)) : 0.5;
        taps[0] = before ? interval - 1 : interval;
        taps[1] = interval;
        taps[2] = interval + 1;
        taps[3] = behind ? interval + 2 : interval + 1;
        hermite(mix, first, second, weights, 0);
        return 4;
    }

    /**
     * Cubic Hermite with the slopes {@code first · (v2 − v0)} at v1 and {@code second · (v3 − v1)} at v2: Catmull-Rom with 0.5 and 0.5; for uneven voxels the part that the interval v1–v2 has
     * in the distance v0–v2 and v1–v3, so that a straight line stays one.
     */
    private static void hermite(double t, double first, double second, double[] weights, int at) {
        double square = t * t;
        double cube = square * t;
        double rise = 3 * square - 2 * cube;
        double leave = (cube - 2 * square + t) * first;
        double arrive = (cube - square) * second;
        weights[at] = -leave;
        weights[at + 1] = 1 - rise - arrive;
        weights[at + 2] = rise + leave;
        weights[at + 3] = arrive;
    }
}
