package dev.lightbox.engine.volume;

/**
 * For each of a row of places along one of a volume's directions the voxels that make its value, and their weights; for each alike, some of them twice or with weight 0. Made once for a picture whose
 * directions are the volume's. Immutable, but for the arrays' owner.
 */
final class AxisTaps {

    /** Whether values are mixed of two voxels: the second's weight says it all, and of equal values it makes that value exactly. */
    private final boolean mixed;

    private final int taps;
    private final int[] voxels;
    private final float[] weights;
    private final float[] summands;
    private final byte[] cover;

    private AxisTaps(int places, int taps, boolean mixed, boolean summed) {
        this.mixed = mixed;
        this.taps = taps;
        voxels = new int[places * taps];
        weights = new float[places * taps];
        summands = new float[summed ? places : 0];
        cover = new byte[places];
    }

    private static int taps(VolumeInterpolation interpolation) {
        return switch (interpolation) {
            case NEAREST -> 1;
            case TRILINEAR -> 2;
            case TRICUBIC -> 4;
        };
    }

    /** Along columns or rows. */
    static AxisTaps inPlane(double[] places, int size, VolumeInterpolation interpolation) {
        int count = taps(interpolation);
        AxisTaps taps = new AxisTaps(places.length, count, count == 2, false);
        double[] w = new double[4];
        int[] v = new int[4];
        for (int p = 0; p < places.length; p++) {
            taps.cover[p] = places[p] >= -0.5 && places[p] <= size - 0.5 ? ReslicedPlane.INSIDE : ReslicedPlane.OUTSIDE;
            switch (interpolation) {
                case NEAREST -> {
                    v[0] = Math.clamp((long) Math.floor(places[p] + 0.5), 0, size - 1);
                    w[0] = 1;
                }
                case TRILINEAR -> Taps.linear(places[p], v, w, 0, size);
                case TRICUBIC -> Taps.cubic(places[p], v, w, 0, size);
            }
            taps.set(p, count, v, w);
        }
        return taps;
    }

    /**
     * Along slices, with every rule; of what is shown, not of what is awaited.
     *
     * @param places mm along the normal from the first slice
     */
    static AxisTaps across(double[] places, Volume volume, SliceAxis axis, VolumeInterpolation interpolation) {
        boolean scaled = volume.hasScaleOfEachSlice();
        int count = taps(interpolation);
        AxisTaps taps = new AxisTaps(places.length, count, count == 2 && !scaled, scaled);
        double[] w = new double[4];
        int[] v = new int[4];
        for (int p = 0; p < places.length; p++) {
            int interval = axis.interval(places[p]);
            double fraction = axis.fraction(places[p], interval);
            double mix = axis.mix(interval, fraction);
            if (interpolation == VolumeInterpolation.NEAREST && !Double.isNaN(mix)) {
                mix = mix < 0.5 ? 0 : 1;
            }
            taps.cover[p] = !axis.contains(interval, fraction)
                    ? ReslicedPlane.OUTSIDE
                    : Double.isNaN(mix)
                            ? ReslicedPlane.GAP
                            : axis.shown(mix < 1 ? interval : interval + 1) < 0
                                    ? ReslicedPlane.PENDING
                                    : ReslicedPlane.INSIDE;
            if (taps.cover[p] == ReslicedPlane.INSIDE) {
                int used = Taps.slices(axis, interpolation, interval, mix, v, w);
                double summand = 0;
                for (int t = 0; t < used; t++) {
                    v[t] = axis.shown(v[t]);
                    if (scaled) {
                        SliceScale scale = volume.scale(v[t]);
                        summand += w[t] * (scale.slope() * volume.offset() + scale.intercept());
                        w[t] *= scale.slope();
                    }
                }
                taps.set(p, used, v, w);
                if (scaled) {
                    taps.summands[p] = (float) summand;
                }
            }
        }
        return taps;
    }

    private void set(int place, int used, int[] v, double[] w) {
        for (int t = 0; t < taps; t++) {
            voxels[place * taps + t] = v[Math.min(t, used - 1)];
            weights[place * taps + t] = t < used ? (float) w[t] : 0;
        }
    }

    int places() {
        return cover.length;
    }

    int taps() {
        return taps;
    }

    boolean isMixed() {
        return mixed;
    }

    int voxel(int place, int tap) {
        return voxels[place * taps + tap];
    }

    float weight(int place, int tap) {
        return weights[place * taps + tap];
    }

    /** What is added to a place's value; 0 unless slices have a rescale of their own each. */
    float summand(int place) {
        return summands.length == 0 ? 0 : summands[place];
    }

    boolean hasSummands() {
        return summands.length > 0;
    }

    byte cover(int place) {
        return cover[place];
    }

    boolean isInside(int place) {
        return cover[place] == ReslicedPlane.INSIDE;
    }

    /** Whether all places are. */
    boolean isInside() {
        return !has(ReslicedPlane.OUTSIDE) && !has(ReslicedPlane.GAP) && !has(ReslicedPlane.PENDING);
    }

    /** Whether places other than those outside have values: what is said of all places together, as of samples of a slab. */
    byte coverOfAll() {
        byte all = ReslicedPlane.OUTSIDE;
        for (byte one : cover) {
            if (one == ReslicedPlane.INSIDE) {
                return one;
            }
            if (all == ReslicedPlane.OUTSIDE || one == ReslicedPlane.GAP) {
                all = one == ReslicedPlane.OUTSIDE ? all : one;
            }
        }
        return all;
    }

    boolean has(byte wanted) {
        for (byte one : cover) {
            if (one == wanted) {
                return true;
            }
        }
        return false;
    }
}
