package dev.lightbox.engine.phantom;

import dev.lightbox.engine.phantom.scene.Scene;
import java.util.Objects;

/**
 * A projection radiograph with a resolution pattern, a step wedge and a side marker: every stored value is known. Rows and columns count from 0. The
 * stored values are given for MONOCHROME2 (bone is bright, high values); the MONOCHROME1 twin holds {@code largest − value}. Immutable and thread-safe.
 */
public final class Radiograph {
    /** Bars of the resolution pattern have these widths in pixels, from left to right, four bright bars a group. */
    public static final int[] BAR_WIDTHS = {1, 2, 3, 4, 6, 8};

    /** Steps of the wedge; step i (from 0, from the left) holds {@code round(i · largest / 15)}. */
    public static final int WEDGE_STEPS = 16;

    private static final int MARGIN = 60;
    private static final int PATTERN_HEIGHT = 120;
    private static final int WEDGE_STEP_COLUMNS = 30;
    private static final int MARKER_SCALE = 16;
    // Rows of a letter L, five bits each.
    private static final int[] MARKER = {0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b11111};

    private final int rows;
    private final int columns;
    private final double spacingMm;
    private final int bitsStored;
    private final double leftX;
    private final double topZ;
    private final double fullScaleMm;
    private final Noise noise;
    private final Projection projection;

    private Radiograph(
            Scene scene,
            double centreX,
            double centreZ,
            int rows,
            int columns,
            double spacingMm,
            int bitsStored,
            double fullScaleMm,
            Noise noise) {
        this.rows = rows;
        this.columns = columns;
        this.spacingMm = spacingMm;
        this.bitsStored = bitsStored;
        this.fullScaleMm = fullScaleMm;
        this.noise = noise;
        leftX = centreX - (columns - 1) / 2.0 * spacingMm;
        topZ = centreZ + (rows - 1) / 2.0 * spacingMm;
        int coarse = 5;
        projection = Projection.of(scene, leftX, topZ, spacingMm * coarse, rows / coarse + 2, columns / coarse + 2);
    }

    /** The chest, posterior-anterior, 3000 rows × 2400 columns of 0.144 mm, 12 bits; the patient's left is on the right. */
    public static Radiograph chest() {
        return Chest.INSTANCE;
    }

    /** A left hand, 1400 rows × 1100 columns of 0.15 mm, 14 bits. */
    public static Radiograph hand() {
        return Hand.INSTANCE;
    }

    private static final class Chest {
        static final Radiograph INSTANCE =
                new Radiograph(CtPhantom.patientScene(), 0, -165, 3000, 2400, 0.144, 12, 330, new Noise(31, 14));
    }

    private static final class Hand {
        static final Radiograph INSTANCE =
                new Radiograph(HandAnatomy.scene(), 0, 0, 1400, 1100, 0.15, 14, 62, new Noise(32, 60));
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /** Distance of neighbouring pixels on the detector, in mm, in both directions. */
    public double spacingMm() {
        return spacingMm;
    }

    public int bitsStored() {
        return bitsStored;
    }

    /** The largest stored value: 2^bits − 1. */
    public int largest() {
        return (1 << bitsStored) - 1;
    }

    /**
     * The stored value of a pixel of the MONOCHROME2 picture, 0 to {@link #largest()}.
     *
     * @throws IndexOutOfBoundsException if there is no such pixel
     */
    public int storedValue(int row, int column) {
        Objects.checkIndex(row, rows);
        Objects.checkIndex(column, columns);
        int drawn = drawn(row, column);
        if (drawn >= 0) {
            return drawn;
        }
        double water = projection.at(leftX + column * spacingMm, topZ - row * spacingMm);
        // The curve of a screen-film system: steep in the middle, flat towards both ends.
        double t = Math.min(1, water / fullScaleMm);
        double shown = t * t * (3 - 2 * t) * 0.5 + t * 0.5;
        double value = largest() * (0.03 + 0.94 * shown) + noise.at(0, row, column);
        return Math.clamp(Math.round(value), 0, largest());
    }

    /** All stored values, row by row, of the picture or its MONOCHROME1 twin. */
    int[] storedValues(boolean monochrome1) {
        int[] values = new int[rows * columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int value = storedValue(row, column);
                values[row * columns + column] = monochrome1 ? largest() - value : value;
            }
        }
        return values;
    }

    /** What is drawn over the shadow, or −1. Drawn pixels are free of noise. */
    private int drawn(int row, int column) {
        int fromBottom = rows - 1 - row;
        if (fromBottom >= MARGIN && fromBottom < MARGIN + PATTERN_HEIGHT) {
            int wedge = column - (columns - MARGIN - WEDGE_STEPS * WEDGE_STEP_COLUMNS);
            if (wedge >= 0 && wedge < WEDGE_STEPS * WEDGE_STEP_COLUMNS) {
                return Math.round((wedge / WEDGE_STEP_COLUMNS) * largest() / (float) (WEDGE_STEPS - 1));
            }
            return bars(column - MARGIN);
        }
        int markerRow = (row - MARGIN) / MARKER_SCALE;
        int markerColumn = (column - (columns - MARGIN - 5 * MARKER_SCALE)) / MARKER_SCALE;
        if (row >= MARGIN
                && markerRow < MARKER.length
                && column >= columns - MARGIN - 5 * MARKER_SCALE
                && markerColumn < 5
                && (MARKER[markerRow] >> (4 - markerColumn) & 1) == 1) {
            return largest();
        }
        return -1;
    }

    /** Groups of four bright bars with dark ones between and around, each as wide; −1 right of the last group. */
    private int bars(int offset) {
        int start = 0;
        for (int width : BAR_WIDTHS) {
            int group = 9 * width;
            if (offset >= start && offset < start + group) {
                return (offset - start) / width % 2 == 1 ? largest() : 0;
            }
            start += group;
        }
        return -1;
    }
}
