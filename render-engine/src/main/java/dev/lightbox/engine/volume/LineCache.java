package dev.lightbox.engine.volume;

import java.util.Arrays;

/** Which lines are kept in which of a few places, so that neighbouring rows of a picture share them. For one thread. */
final class LineCache {

    private static final int NONE = -1;

    private final int[] kept;

    LineCache(int places) {
        kept = new int[places];
        clear();
    }

    void clear() {
        Arrays.fill(kept, NONE);
    }

    /** Where a line is kept; −1 if it isn't. */
    int find(int line) {
        for (int i = 0; i < kept.length; i++) {
            if (kept[i] == line) {
                return i;
            }
        }
        return -1;
    }

    /** A place for a line, instead of one that the picture's row {@code row} doesn't need. */
    int replace(int line, AxisTaps taps, int row) {
        for (int i = 0; i < kept.length; i++) {
            if (kept[i] == NONE || !isNeeded(kept[i], taps, row)) {
                kept[i] = line;
                return i;
            }
        }
        throw new IllegalStateException("fewer places than taps");
    }

    private static boolean isNeeded(int line, AxisTaps taps, int row) {
        for (int t = 0; t < taps.taps(); t++) {
            if (taps.voxel(row, t) == line) {
                return true;
            }
        }
        return false;
    }
}
