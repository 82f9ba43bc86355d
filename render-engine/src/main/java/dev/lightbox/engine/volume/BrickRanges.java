package dev.lightbox.engine.volume;

import java.util.Arrays;

/**
 * Smallest and largest value of each brick of 8 × 8 × 8 voxels and of its neighbours one further, so that no value between voxels that begins in a brick lies beyond them; and of bricks of bricks, four
 * in each direction. With them rays pass over what can't matter. Immutable, thread-safe.
 */
final class BrickRanges {

    static final int BITS = 3;
    static final int LARGE_BITS = 5;

    /** Bricks in a large one, in each direction. */
    private static final int RATIO_BITS = LARGE_BITS - BITS;

    /** Of one layer of bricks: what it was made of, and its ranges. */
    private record Layer(int[] shown, float[] min, float[] max) {}

    private final int across;
    private final int down;
    private final int deep;
    private final int largeAcross;
    private final int largeDown;
    private final Layer[] layers;
    private final float[] min;
    private final float[] max;
    private final float[] largeMin;
    private final float[] largeMax;

    private BrickRanges(RayVolume volume, Layer[] known, int threads) {
        across = bricks(volume.columns(), BITS);
        down = bricks(volume.rows(), BITS);
        deep = bricks(volume.slices(), BITS);
        layers = new Layer[deep];
        Bands.run(deep, 1, threads, () -> (from, to) -> {
            for (int layer = from; layer < to; layer++) {
                int[] shown = shown(volume, layer);
                layers[layer] = known.length > 0 && Arrays.equals(known[layer].shown, shown)
                        ? known[layer]
                        : layer(volume, layer, shown);
            }
        });
        int size = across * down;
        min = new float[size * deep];
        max = new float[size * deep];
        for (int layer = 0; layer < deep; layer++) {
            System.arraycopy(layers[layer].min, 0, min, layer * size, size);
            System.arraycopy(layers[layer].max, 0, max, layer * size, size);
        }
        largeAcross = bricks(volume.columns(), LARGE_BITS);
        largeDown = bricks(volume.rows(), LARGE_BITS);
        int large = largeAcross * largeDown * bricks(volume.slices(), LARGE_BITS);
        largeMin = new float[large];
        largeMax = new float[large];
        Arrays.fill(largeMin, Float.POSITIVE_INFINITY);
        Arrays.fill(largeMax, Float.NEGATIVE_INFINITY);
        for (int z = 0, at = 0; z < deep; z++) {
            for (int y = 0; y < down; y++) {
                for (int x = 0; x < across; x++, at++) {
                    int of = ((z >> RATIO_BITS) * largeDown + (y >> RATIO_BITS)) * largeAcross + (x >> RATIO_BITS);
                    largeMin[of] = Math.min(largeMin[of], min[at]);
                    largeMax[of] = Math.max(largeMax[of], max[at]);
                }
            }
        }
    }

    static BrickRanges of(RayVolume volume, int threads) {
        return new BrickRanges(volume, new Layer[0], threads);
    }

    /** The same for the same volume when more slices have come: only layers in which something has changed are looked at. */
    BrickRanges updated(RayVolume volume, int threads) {
        for (int layer = 0; layer < deep; layer++) {
            if (!Arrays.equals(layers[layer].shown, shown(volume, layer))) {
                return new BrickRanges(volume, layers, threads);
            }
        }
        return this;
    }

    private static int bricks(int size, int bits) {
        return (size + (1 << bits) - 1) >> bits;
    }

    /** What stands at the slices of a layer and the next one. */
    private static int[] shown(RayVolume volume, int layer) {
        int from = layer << BITS;
        int[] shown = new int[Math.min((1 << BITS) + 1, volume.slices() - from)];
        for (int k = 0; k < shown.length; k++) {
            shown[k] = volume.shown(from + k);
        }
        return shown;
    }

    private Layer layer(RayVolume volume, int layer, int[] shown) {
        float[] least = new float[across * down];
        float[] most = new float[across * down];
        float[] range = new float[2];
        for (int y = 0, at = 0; y < down; y++) {
            int toRow = Math.min(((y + 1) << BITS) + 1, volume.rows());
            for (int x = 0; x < across; x++, at++) {
                int toColumn = Math.min(((x + 1) << BITS) + 1, volume.columns());
                range[0] = Float.POSITIVE_INFINITY;
                range[1] = Float.NEGATIVE_INFINITY;
                for (int k = 0; k < shown.length; k++) {
                    volume.widen(x << BITS, toColumn, y << BITS, toRow, (layer << BITS) + k, range);
                }
                least[at] = range[0];
                most[at] = range[1];
            }
        }
        return new Layer(shown, least, most);
    }

    int across() {
        return across;
    }

    int down() {
        return down;
    }

    int deep() {
        return deep;
    }

    int largeAcross() {
        return largeAcross;
    }

    int largeDown() {
        return largeDown;
    }

    /** By {@code (z · down + y) · across + x} of a brick. */
    float[] min() {
        return min;
    }

    /** Likewise. */
    float[] max() {
        return max;
    }

    float[] largeMin() {
        return largeMin;
    }

    float[] largeMax() {
        return largeMax;
    }
}
