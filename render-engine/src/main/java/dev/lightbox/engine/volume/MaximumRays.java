package dev.lightbox.engine.volume;

/**
 * The largest value along each ray. First the brick of the largest value is looked at; then bricks whose largest value can't exceed what has been found are passed over, which changes nothing but the time.
 * For one thread.
 */
final class MaximumRays implements Bands.Worker {

    private static final int BRICK = 1 << BrickRanges.BITS;
    private static final int LARGE = 1 << BrickRanges.LARGE_BITS;

    private final RayVolume volume;
    private final RayPath path;
    private final Picture picture;
    private final int across;
    private final int down;
    private final int largeAcross;
    private final int largeDown;
    private final float[] most;
    private final float[] largeMost;
    private final double lastColumn;
    private final double lastRow;
    private final double lastSlice;
    private final float floor;
    private final float ceiling;
    private boolean gap;

    /** Where the promising brick of a piece is met: its first sample and the first beyond it. */
    private int promisingFrom;

    private int promisingTo;

    /**
     * @param floor values up to it may be given as it
     * @param ceiling a ray may end where it has found more than this, and more than the floor: each ray looks for something
     */
    MaximumRays(RayVolume volume, BrickRanges ranges, RayPath path, Picture picture, float floor, float ceiling) {
        this.floor = floor;
        this.ceiling = Math.nextUp(Math.max(floor, ceiling));
        this.volume = volume;
        this.path = path;
        this.picture = picture;
        this.across = ranges.across();
        this.down = ranges.down();
        this.largeAcross = ranges.largeAcross();
        this.largeDown = ranges.largeDown();
        this.most = ranges.max();
        this.largeMost = ranges.largeMax();
        this.lastColumn = volume.columns() - 1;
        this.lastRow = volume.rows() - 1;
        this.lastSlice = volume.slices() - 1;
    }

    /** Whether a ray met a gap. */
    boolean metGap() {
        return gap;
    }

    @Override
    public void rows(int from, int to) {
        for (int y = from; y < to; y++) {
            for (int x = 0; x < picture.width(); x++) {
                boolean met = false;
                float largest = floor;
                path.begin(x, y);
                while (largest < ceiling && path.next()) {
                    met = true;
                    find(largest);
                    largest = piece(promisingFrom, promisingTo, largest);
                    if (largest < ceiling) {
                        largest = piece(path.first, path.last, largest);
                    }
                }
                gap |= path.metGap();
                int at = y * picture.width() + x;
                if (met) {
                    picture.values()[at] = largest;
                } else {
                    picture.cover()[at] = path.metGap() ? ReslicedPlane.GAP : ReslicedPlane.OUTSIDE;
                }
            }
        }
    }

    /** Looks for the brick with the largest value along the piece, without looking into it. */
    private void find(float largest) {
        promisingFrom = 0;
        promisingTo = -1;
        float promise = largest;
        int last = path.last;
        int n = path.first;
        while (n <= last) {
            double x = Math.min(Math.max(path.x + n * path.stepX, 0), lastColumn);
            double y = Math.min(Math.max(path.y + n * path.stepY, 0), lastRow);
            double z = Math.min(Math.max(path.z + n * path.stepZ, 0), lastSlice);
            int i = (int) x;
            int j = (int) y;
            int k = (int) z;
            int size = largeMost[large(i, j, k)] <= promise ? LARGE : BRICK;
            int steps =
                    BrickWalk.steps(x, y, z, path.stepX, path.stepY, path.stepZ, i & -size, j & -size, k & -size, size);
            float of = most[brick(i, j, k)];
            if (size == BRICK && of > promise) {
                promise = of;
                promisingFrom = n;
                promisingTo = Math.min(n + steps - 1, last);
            }
            n += steps;
        }
    }

    private int brick(int i, int j, int k) {
        return ((k >> BrickRanges.BITS) * down + (j >> BrickRanges.BITS)) * across + (i >> BrickRanges.BITS);
    }

    private int large(int i, int j, int k) {
        return ((k >> BrickRanges.LARGE_BITS) * largeDown + (j >> BrickRanges.LARGE_BITS)) * largeAcross
                + (i >> BrickRanges.LARGE_BITS);
    }

    /** The largest of some samples, and of what has been found before. */
    private float piece(int first, int last, float before) {
        float largest = before;
        double x0 = path.x;
        double y0 = path.y;
        double z0 = path.z;
        double stepX = path.stepX;
        double stepY = path.stepY;
        double stepZ = path.stepZ;
        int n = first;
        while (n <= last) {
            double x = Math.min(Math.max(x0 + n * stepX, 0), lastColumn);
            double y = Math.min(Math.max(y0 + n * stepY, 0), lastRow);
            double z = Math.min(Math.max(z0 + n * stepZ, 0), lastSlice);
            int i = (int) x;
            int j = (int) y;
            int k = (int) z;
            if (most[brick(i, j, k)] <= largest) {
                int size = largeMost[large(i, j, k)] <= largest ? LARGE : BRICK;
                n += BrickWalk.steps(x, y, z, stepX, stepY, stepZ, i & -size, j & -size, k & -size, size);
                continue;
            }
            float value = volume.between(i, j, k, (float) (x - i), (float) (y - j), (float) (z - k));
            if (value > largest) {
                largest = value;
                if (value >= ceiling) {
                    return largest;
                }
            }
            n++;
        }
        return largest;
    }
}
