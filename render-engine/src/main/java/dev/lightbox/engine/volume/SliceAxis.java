package dev.lightbox.engine.volume;

/**
 * A volume's third direction, as it is filled at one moment: which slices a place between slices is made of. The interval k reaches from slice k to slice k + 1; a place in
 * it has a fraction from 0 to 1, less before the first slice and more behind the last. Values are mixed across an interval unless it is broken: slices are missing in it, or
 * one of its ends can't be decoded. Immutable, thread-safe.
 */
final class SliceAxis {

    /** More bins than these aren't made to find intervals, however uneven they are. */
    private static final int MOST_BINS = 1 << 16;

    private final int slices;
    private final boolean even;
    private final double perMm;
    private final double[] locations;
    private final double[] intervalsPerMm;
    /** For each bin of equal length the interval in which it begins; empty for even slices. */
    private final int[] bins;

    private final double binsPerMm;
    private final boolean[] broken;
    /** How far the slice at an interval's beginning reaches from its centre, as a part of its length; counts in broken intervals, and outwards from the first slice. */
    private final double[] reachOnward;

    /** Likewise the slice at its end, backwards, and outwards from the last slice. */
    private final double[] reachBack;

    private final Volume.Filling filling;

    SliceAxis(VolumeGeometry geometry, Volume.Filling filling) {
        this.filling = filling;
        slices = geometry.slices();
        even = geometry.isAffine();
        locations = new double[slices];
        for (int k = 0; k < slices; k++) {
            // Even slices lie on one line, whatever the last decimals of their positions are.
            locations[k] = even ? geometry.locationMm(slices - 1) * k / (slices - 1) : geometry.locationMm(k);
        }
        perMm = (slices - 1) / locations[slices - 1];
        intervalsPerMm = new double[slices - 1];
        broken = new boolean[slices - 1];
        reachOnward = new double[slices - 1];
        reachBack = new double[slices - 1];
        double shortest = Double.MAX_VALUE;
        for (int k = 0; k < slices - 1; k++) {
            double length = locations[k + 1] - locations[k];
            shortest = Math.min(shortest, length);
            intervalsPerMm[k] = even ? perMm : 1 / length;
            broken[k] = geometry.gapAfter(k) || filling.failed(k) || filling.failed(k + 1);
            reachOnward[k] = geometry.reachOnward(k);
            reachBack[k] = geometry.reachBack(k);
        }
        double extent = locations[slices - 1];
        bins = even ? new int[0] : new int[(int) Math.clamp(Math.ceil(extent / shortest), 1, MOST_BINS)];
        binsPerMm = bins.length / extent;
        for (int bin = 0, k = 0; bin < bins.length; bin++) {
            while (k < slices - 2 && locations[k + 1] <= bin / binsPerMm) {
                k++;
            }
            bins[bin] = k;
        }
    }

    /** The interval of a place along the normal, mm from the first slice. */
    int interval(double location) {
        if (even) {
            return Math.clamp((long) Math.floor(location * perMm), 0, slices - 2);
        }
        return intervalNear(location, bins[Math.clamp((long) (location * binsPerMm), 0, bins.length - 1)]);
    }

    /** As {@link #interval}, for a place near one of which it is known: a few steps, most often none. */
    int intervalNear(double location, int known) {
        int k = known;
        while (k < slices - 2 && location >= locations[k + 1]) {
            k++;
        }
        while (k > 0 && location < locations[k]) {
            k--;
        }
        return k;
    }

    double fraction(double location, int interval) {
        return even ? location * perMm - interval : (location - locations[interval]) * intervalsPerMm[interval];
    }

    /** Whether a place is no farther beyond the outermost slices than they reach. */
    boolean contains(int interval, double fraction) {
        return (interval > 0 || fraction >= -reachOnward[0])
                && (interval < slices - 2 || fraction <= 1 + reachBack[slices - 2]);
    }

    /**
     * The fraction by which the values at both ends are mixed: 0 or 1 where only one of them counts. NaN where the place is in a gap.
     */
    double mix(int interval, double fraction) {
        double mix = Math.clamp(fraction, 0, 1);
        if (broken[interval]) {
            if (mix <= reachOnward[interval] && mix < 0.5) {
                return filling.failed(interval) ? Double.NaN : 0;
            }
            return 1 - mix <= reachBack[interval] && !filling.failed(interval + 1) ? 1 : Double.NaN;
        }
        return mix;
    }

    /** Of a slice along the normal, mm from the first. */
    double location(int slice) {
        return locations[slice];
    }

    /** See {@link VolumeGeometry#reachOnward}. */
    double reachOnward(int interval) {
        return reachOnward[interval];
    }

    /** See {@link VolumeGeometry#reachBack}. */
    double reachBack(int interval) {
        return reachBack[interval];
    }

    boolean isFailed(int slice) {
        return filling.failed(slice);
    }

    /** Whether each slice is there itself. */
    boolean isComplete() {
        return filling.loaded() == slices;
    }

    /** Whether no slice at all is there yet. */
    boolean isEmpty() {
        return filling.loaded() == 0;
    }

    boolean isBroken(int interval) {
        return broken[interval];
    }

    boolean isEven() {
        return even;
    }

    int slices() {
        return slices;
    }

    /** The slice whose values stand at a place; −1 while there is none. */
    int shown(int slice) {
        return filling.shown(slice);
    }

    /** Length of an interval, mm. */
    double length(int interval) {
        return 1 / intervalsPerMm[interval];
    }
}
