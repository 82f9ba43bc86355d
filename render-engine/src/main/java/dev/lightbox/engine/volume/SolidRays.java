package dev.lightbox.engine.volume;

/**
 * Colours of a solid along each ray, front to back, until what is left of the light can't be seen (Levoy 1988); lit by a lamp at the viewer's head (Blinn 1977). For one thread.
 */
final class SolidRays implements Bands.Worker {

    /** Light that is left out: less than half a level. */
    private static final float UNSEEN_EXACT = 0.002f;

    private static final float UNSEEN_SOON = 0.02f;

    private static final float AMBIENT = 0.25f;
    private static final float DIFFUSE = 0.75f;
    private static final float SPECULAR = 0.2f;
    /** The highlight falls as the cosine's power of 16. */
    private static final int SQUARINGS = 4;

    /** Opacity from which a sample's slope is worth finding. */
    private static final float LIT = 0.002f;

    private final RayVolume volume;
    private final EmptySpace space;
    private final TransferTable table;
    private final Slopes slopes;
    private final RayPath path;
    private final boolean soon;
    private final int width;
    private final byte[] rgb;
    private final double lastColumn;
    private final double lastRow;
    private final double lastSlice;
    private final int across;
    private final int down;
    private final byte[] distance;
    private boolean gap;

    /** Of the present ray. */
    private float left;

    private float red;
    private float green;
    private float blue;

    SolidRays(
            RayVolume volume,
            EmptySpace space,
            TransferTable table,
            Slopes slopes,
            RayPath path,
            boolean soon,
            int width,
            byte[] rgb) {
        this.volume = volume;
        this.space = space;
        this.table = table;
        this.slopes = slopes;
        this.path = path;
        this.soon = soon;
        this.width = width;
        this.rgb = rgb;
        this.lastColumn = volume.columns() - 1;
        this.lastRow = volume.rows() - 1;
        this.lastSlice = volume.slices() - 1;
        this.across = this.space.across();
        this.down = this.space.down();
        this.distance = this.space.distance();
    }

    /** Whether a ray met a gap before its light was used up. */
    boolean metGap() {
        return gap;
    }

    @Override
    public void rows(int from, int to) {
        float unseen = soon ? UNSEEN_SOON : UNSEEN_EXACT;
        for (int y = from; y < to; y++) {
            for (int x = 0; x < width; x++) {
                left = 1;
                red = 0;
                green = 0;
                blue = 0;
                path.begin(x, y);
                while (left > unseen && path.next()) {
                    piece(unseen);
                }
                gap |= path.metGap();
                int at = 3 * (y * width + x);
                rgb[at] = level(red);
                rgb[at + 1] = level(green);
                rgb[at + 2] = level(blue);
            }
        }
    }

    private static byte level(float light) {
        return (byte) Math.min(255, (int) (255 * light + 0.5f));
    }

    private void piece(float unseen) {
        float[] opacity = table.opacity();
        double x0 = path.x;
        double y0 = path.y;
        double z0 = path.z;
        double stepX = path.stepX;
        double stepY = path.stepY;
        double stepZ = path.stepZ;
        int last = path.last;
        int n = path.first;
        while (n <= last) {
            double x = Math.min(Math.max(x0 + n * stepX, 0), lastColumn);
            double y = Math.min(Math.max(y0 + n * stepY, 0), lastRow);
            double z = Math.min(Math.max(z0 + n * stepZ, 0), lastSlice);
            int i = (int) x;
            int j = (int) y;
            int k = (int) z;
            int free = distance[
                    ((k >> BrickRanges.BITS) * down + (j >> BrickRanges.BITS)) * across + (i >> BrickRanges.BITS)];
            if (free > 0) {
                int size = (2 * free - 1) << BrickRanges.BITS;
                n += BrickWalk.steps(x, y, z, stepX, stepY, stepZ, low(i, free), low(j, free), low(k, free), size);
                continue;
            }
            float right = (float) (x - i);
            float below = (float) (y - j);
            float behind = (float) (z - k);
            int index = table.index(volume.between(i, j, k, right, below, behind));
            float taken = opacity[index];
            if (taken > 0) {
                take(index, taken, taken > LIT ? light(x, y, z) : 1);
                if (left <= unseen) {
                    return;
                }
            }
            n++;
        }
    }

    /** First voxel of the free cube around the brick of a voxel. */
    private static int low(int voxel, int free) {
        return ((voxel >> BrickRanges.BITS) - (free - 1)) << BrickRanges.BITS;
    }

    private void take(int index, float taken, float light) {
        float weight = left * taken;
        float highlight = light > 1 ? light - 1 : 0;
        float of = weight * Math.min(light, 1);
        red += of * table.red()[index] + weight * highlight;
        green += of * table.green()[index] + weight * highlight;
        blue += of * table.blue()[index] + weight * highlight;
        left *= 1 - taken;
    }

    /** 0 to 1, and beyond 1 as much as a highlight adds. */
    private float light(double x, double y, double z) {
        double ofColumn;
        double ofRow;
        double ofSlice;
        if (soon) {
            // Of the nearest voxel's neighbours: a sixth of the work, and steps that only a still picture shows.
            int i = (int) (x + 0.5);
            int j = (int) (y + 0.5);
            int k = (int) (z + 0.5);
            ofColumn = volume.at(Math.min(i + 1, (int) lastColumn), j, k) - volume.at(Math.max(i - 1, 0), j, k);
            ofRow = volume.at(i, Math.min(j + 1, (int) lastRow), k) - volume.at(i, Math.max(j - 1, 0), k);
            ofSlice = path.flat
                    ? 0
                    : volume.at(i, j, Math.min(k + 1, (int) lastSlice)) - volume.at(i, j, Math.max(k - 1, 0));
        } else {
            ofColumn = volume.at(x + 1, y, z) - volume.at(x - 1, y, z);
            ofRow = volume.at(x, y + 1, z) - volume.at(x, y - 1, z);
            ofSlice = path.flat ? 0 : volume.at(x, y, z + 1) - volume.at(x, y, z - 1);
        }
        int interval = Math.min((int) z, volume.slices() - 2);
        double squared = slopes.squared(interval, ofColumn, ofRow, ofSlice);
        if (!(squared > 0)) {
            return 1;
        }
        // Both sides are lit: whether the denser side is the nearer one depends on the tissue.
        float cosine = (float) (Math.abs(slopes.along(interval, ofColumn, ofRow, ofSlice)) / Math.sqrt(squared));
        float shine = cosine;
        for (int s = 0; s < SQUARINGS; s++) {
            shine *= shine;
        }
        return AMBIENT + DIFFUSE * cosine + SPECULAR * shine;
    }
}
