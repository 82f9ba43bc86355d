package dev.lightbox.engine.phantom;

import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.phantom.GeometryPhantom.Content;
import dev.lightbox.engine.phantom.VoxelGrid.Point;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import java.util.Random;

/**
 * A stack of slices through the {@link GeometryPhantom}, each at a place of its own: with tilted gantry, uneven, with slices missing or there twice, with a rescale for each
 * slice. The truth of all of it can be asked. Slices are numbered from 0 along the table's motion, without those that are missing. Immutable, thread-safe.
 *
 * <p>An untilted stack's slices follow each other along their normal, the row direction × the column direction. A tilted gantry turns rows and normal about the row direction;
 * the table still moves along the untilted normal, so slices follow each other askew.
 */
public final class GeometryStack {

    /** What sort of scanner took it. */
    public enum Modality {
        CT,
        PT
    }

    /** In which order Instance Number counts the slices. */
    public enum Order {
        ALONG_TABLE,
        AGAINST_TABLE,
        /** Neither: mixed up, always in the same way. */
        SHUFFLED
    }

    /** Modality value = slope · stored value + intercept. */
    public record Rescale(double slope, double intercept) {}

    /** PET has no negative activity: Bq/ml = HU of the phantom + this. */
    public static final double ACTIVITY_OF_WATER = 1000;

    private static final double CT_INTERCEPT = -1024;
    private static final double FINE = 1.0 / 16;

    private final Builder chosen;
    /** Where the slices that exist lie along the table, mm from the middle. */
    private final double[] positions;

    private final double[] thicknesses;

    private GeometryStack(Builder chosen) {
        this.chosen = chosen;
        int all = chosen.positions.length;
        this.positions = new double[all - chosen.missing.cardinality()];
        this.thicknesses = new double[positions.length];
        double usual = chosen.tiltCosine() * median(chosen.positions);
        for (int i = 0, slice = 0; i < all; i++) {
            if (!chosen.missing.get(i)) {
                positions[slice] = chosen.positions[i];
                thicknesses[slice++] = chosen.thicknesses.length == 0 ? usual : chosen.thicknesses[i];
            }
        }
    }

    /**
     * An axial CT of the objects, unless something else is chosen: 60 even slices of 128 columns × 120 rows of 1.5 × 1.4 mm, 2.5 mm apart, about the patient's origin. Rescale
     * Slope is 1, of a ramp 1/16; the values are unsigned.
     */
    public static Builder builder() {
        return new Builder();
    }

    private static double median(double[] positions) {
        double[] steps = new double[Math.max(1, positions.length - 1)];
        steps[0] = 1;
        for (int i = 1; i < positions.length; i++) {
            steps[i - 1] = positions[i] - positions[i - 1];
        }
        Arrays.sort(steps);
        return steps[steps.length / 2];
    }

    public Content content() {
        return chosen.content;
    }

    public Modality modality() {
        return chosen.modality;
    }

    /** How many slices there are, not counting those that are missing, and once those that are there twice. */
    public int slices() {
        return positions.length;
    }

    public int rows() {
        return chosen.rows;
    }

    public int columns() {
        return chosen.columns;
    }

    /** By how much the gantry is tilted, degrees. */
    public double tiltDegrees() {
        return chosen.tiltDegrees;
    }

    /** Bits Stored, unsigned: as few as hold −1024 to 3071 HU. */
    int bitsStored() {
        return chosen.content == Content.OBJECTS && !chosen.rescaledEach ? 12 : 16;
    }

    /** Whether every slice has a Rescale Slope of its own, as PET has. */
    public boolean rescaledEach() {
        return chosen.rescaledEach;
    }

    public Rescale rescale(int slice) {
        Objects.checkIndex(slice, slices());
        double slope = chosen.content == Content.RAMP ? FINE : 1;
        return new Rescale(
                chosen.rescaledEach ? slope * (1 + slice % 7 / 8.0) : slope,
                chosen.modality == Modality.CT ? CT_INTERCEPT : 0);
    }

    /** The true value at any place, in modality units; what is stored differs by at most half a slope. */
    public double valueAt(PatientPoint point) {
        return chosen.content.valueAt(point) + shift();
    }

    private double shift() {
        return chosen.modality == Modality.CT ? 0 : ACTIVITY_OF_WATER;
    }

    /** Slice Thickness, mm. */
    public double thicknessMm(int slice) {
        return thicknesses[slice];
    }

    /** Distance of a slice from the next along their common normal, mm. */
    public double intervalMm(int slice) {
        return (positions[slice + 1] - positions[slice]) * chosen.tiltCosine();
    }

    /** Whether a second file shows the same slice again. */
    boolean isTwice(int slice) {
        return chosen.twice.get(slice);
    }

    /** For each slice its place in the order of the instance numbers, from 0. */
    int[] order() {
        int[] order = new int[slices()];
        for (int i = 0; i < order.length; i++) {
            order[i] = chosen.order == Order.AGAINST_TABLE ? order.length - 1 - i : i;
        }
        if (chosen.order == Order.SHUFFLED) {
            Random random = new Random(7);
            for (int i = order.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int swapped = order[i];
                order[i] = order[j];
                order[j] = swapped;
            }
        }
        return order;
    }

    /** Where the voxels of one slice are: a grid of that slice alone. */
    public VoxelGrid grid(int slice) {
        Objects.checkIndex(slice, slices());
        double tilt = StrictMath.toRadians(chosen.tiltDegrees);
        double turn = StrictMath.toRadians(chosen.turnDegrees * slice);
        Point table = Point.cross(chosen.row, chosen.column);
        Point row = turned(chosen.row, table, turn);
        Point column = turned(chosen.column, table, -tilt);
        Point origin = chosen.middle
                .plus(positions[slice], table)
                .plus(-(chosen.columns - 1) / 2.0 * chosen.columnSpacingMm, row)
                .plus(-(chosen.rows - 1) / 2.0 * chosen.rowSpacingMm, column);
        return new VoxelGrid(
                origin,
                row,
                column,
                Point.cross(row, column),
                chosen.rowSpacingMm,
                chosen.columnSpacingMm,
                1,
                chosen.rows,
                chosen.columns);
    }

    /** A unit vector turned towards another, perpendicular one. */
    private static Point turned(Point vector, Point towards, double radians) {
        return new Point(0, 0, 0).plus(StrictMath.cos(radians), vector).plus(StrictMath.sin(radians), towards);
    }

    /** All stored values of a slice, row by row: exactly what the file holds. */
    public int[] storedSlice(int slice) {
        VoxelGrid grid = grid(slice);
        Rescale rescale = rescale(slice);
        int largest = (1 << bitsStored()) - 1;
        int[] stored = new int[rows() * columns()];
        double[] values = new double[columns()];
        for (int row = 0; row < rows(); row++) {
            chosen.content.sampleRow(grid, row, values);
            for (int column = 0; column < values.length; column++) {
                long value = Math.round((values[column] + shift() - rescale.intercept()) / rescale.slope());
                stored[row * values.length + column] = Math.clamp(value, 0, largest);
            }
        }
        return stored;
    }

    /** Chooses a stack. Not thread-safe. */
    public static final class Builder {
        private Content content = Content.OBJECTS;
        private Modality modality = Modality.CT;
        private int columns = 128;
        private int rows = 120;
        private double columnSpacingMm = 1.5;
        private double rowSpacingMm = 1.4;
        private Point row = new Point(1, 0, 0);
        private Point column = new Point(0, 1, 0);
        private Point middle = new Point(0, 0, 0);
        private double tiltDegrees;
        private double turnDegrees;
        private double[] positions = evenPositions(60, 2.5);
        private double[] thicknesses = {};
        private BitSet missing = new BitSet();
        private BitSet twice = new BitSet();
        private boolean rescaledEach;
        private Order order = Order.ALONG_TABLE;

        private Builder() {}

        private Builder(Builder other) {
            content = other.content;
            modality = other.modality;
            columns = other.columns;
            rows = other.rows;
            columnSpacingMm = other.columnSpacingMm;
            rowSpacingMm = other.rowSpacingMm;
            row = other.row;
            column = other.column;
            middle = other.middle;
            tiltDegrees = other.tiltDegrees;
            turnDegrees = other.turnDegrees;
            positions = other.positions.clone();
            thicknesses = other.thicknesses.clone();
            missing = (BitSet) other.missing.clone();
            twice = (BitSet) other.twice.clone();
            rescaledEach = other.rescaledEach;
            order = other.order;
        }

        private double tiltCosine() {
            return StrictMath.cos(StrictMath.toRadians(tiltDegrees));
        }

        private static double[] evenPositions(int slices, double stepMm) {
            double[] positions = new double[slices];
            for (int i = 0; i < slices; i++) {
                positions[i] = (i - (slices - 1) / 2.0) * stepMm;
            }
            return positions;
        }

        public Builder content(Content value) {
            content = value;
            return this;
        }

        public Builder modality(Modality value) {
            modality = value;
            return this;
        }

        /** @param columnSpacing distance of neighbouring columns, mm */
        public Builder size(int columnCount, int rowCount, double columnSpacing, double rowSpacing) {
            columns = columnCount;
            rows = rowCount;
            columnSpacingMm = columnSpacing;
            rowSpacingMm = rowSpacing;
            return this;
        }

        /** Along which rows and columns of an untilted slice run: made perpendicular unit vectors, the rows' direction kept. */
        public Builder orientation(Point rowDirection, Point columnDirection) {
            row = unit(rowDirection);
            column = unit(columnDirection.plus(-row.dot(columnDirection), row));
            return this;
        }

        private static Point unit(Point vector) {
            double length = Math.sqrt(vector.dot(vector));
            if (!(length > 1e-6)) {
                throw new IllegalArgumentException("no direction: " + vector);
            }
            return new Point(0, 0, 0).plus(1 / length, vector);
        }

        /** The middle of the slice at position 0; the patient's origin if not chosen. */
        public Builder middle(Point point) {
            middle = point;
            return this;
        }

        /** Turns rows' ends out of the table's plane: column direction = cos · column − sin · table. */
        public Builder tilt(double degrees) {
            tiltDegrees = degrees;
            return this;
        }

        /** Turns each slice against the one before, about its columns: no volume. */
        public Builder turning(double degrees) {
            turnDegrees = degrees;
            return this;
        }

        /** 60 slices, the lower half's 2.5 mm apart, the upper half's 1.7 mm. */
        public Builder uneven() {
            double[] uneven = evenPositions(60, 2.5);
            for (int i = 31; i < uneven.length; i++) {
                uneven[i] = uneven[i - 1] + 1.7;
            }
            return positions(uneven);
        }

        /** Slices at even steps along the table, about the middle. */
        public Builder even(int slices, double stepMm) {
            return positions(evenPositions(slices, stepMm));
        }

        /** Where each slice lies along the table, mm from the middle, rising. */
        public Builder positions(double... mm) {
            for (int i = 1; i < mm.length; i++) {
                if (!(mm[i] > mm[i - 1])) {
                    throw new IllegalArgumentException("positions must rise");
                }
            }
            positions = mm.clone();
            return this;
        }

        /** Slice Thickness of each slice, missing ones included; if not chosen, the median distance along the normal. */
        public Builder thicknesses(double... mm) {
            thicknesses = mm.clone();
            return this;
        }

        /** Leaves slices out, counted from 0 as in {@link #positions}. */
        public Builder missing(int... slices) {
            for (int slice : slices) {
                missing.set(slice);
            }
            return this;
        }

        /** Has a second file for slices, counted from 0 without the missing ones. */
        public Builder twice(int... slices) {
            for (int slice : slices) {
                twice.set(slice);
            }
            return this;
        }

        /** Each slice with a Rescale Slope of its own, as PET has. */
        public Builder rescaledEach() {
            rescaledEach = true;
            return this;
        }

        public Builder order(Order value) {
            order = value;
            return this;
        }

        /**
         * @throws IllegalArgumentException if thicknesses aren't as many as positions, or no slice is left
         */
        public GeometryStack build() {
            if (thicknesses.length > 0 && thicknesses.length != positions.length) {
                throw new IllegalArgumentException(
                        thicknesses.length + " thicknesses for " + positions.length + " slices");
            }
            if (missing.cardinality() >= positions.length || missing.length() > positions.length) {
                throw new IllegalArgumentException("no slice is left, or there aren't so many");
            }
            return new GeometryStack(new Builder(this));
        }
    }
}
