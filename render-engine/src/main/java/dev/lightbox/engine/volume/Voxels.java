package dev.lightbox.engine.volume;

import dev.lightbox.engine.kernel.BrickAxis;

/**
 * The values of a volume, 16 bits each, in bricks of 8 × 8 × 8: whatever way a plane runs through it, neighbours on the plane are neighbours in memory. The index of
 * a voxel is {@code ofColumn[x] + ofRow[y] + ofSlice[z]}. One thread may fill a slice while others read other slices.
 */
public final class Voxels {

    private static final int EDGE = BrickAxis.EDGE;
    private static final int BRICK = EDGE * EDGE * EDGE;

    /** Distances of neighbours within a brick. */
    static final int COLUMN = 1;

    static final int ROW = EDGE;
    static final int SLICE = EDGE * EDGE;

    private final int columns;
    private final int rows;
    private final int slices;
    private final short[] values;
    private final int[] ofColumn;
    private final int[] ofRow;
    private final int[] ofSlice;

    public Voxels(int columns, int rows, int slices) {
        long bytes = bytes(columns, rows, slices);
        if (bytes / 2 > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("too large: " + columns + " x " + rows + " x " + slices);
        }
        this.columns = columns;
        this.rows = rows;
        this.slices = slices;
        this.values = new short[(int) (bytes / 2)];
        this.ofColumn = offsets(columns, COLUMN, betweenColumns());
        this.ofRow = offsets(rows, ROW, betweenRows());
        this.ofSlice = offsets(slices, SLICE, betweenSlices());
    }

    /** Memory that a volume takes. */
    public static long bytes(int columns, int rows, int slices) {
        return 2L * bricks(columns) * bricks(rows) * bricks(slices) * EDGE * EDGE * EDGE;
    }

    private static int bricks(int size) {
        return (size + EDGE - 1) / EDGE;
    }

    private static int[] offsets(int size, int within, int between) {
        int[] offsets = new int[size];
        for (int i = 0; i < size; i++) {
            offsets[i] = i % EDGE * within + i / EDGE * between;
        }
        return offsets;
    }

    public int columns() {
        return columns;
    }

    public int rows() {
        return rows;
    }

    public int slices() {
        return slices;
    }

    /**
     * Fills a slice.
     *
     * @param slice row by row, columns × rows values
     */
    public void put(int slice, short[] source) {
        if (source.length != columns * rows) {
            throw new IllegalArgumentException(source.length + " values for " + columns + " x " + rows);
        }
        int z = ofSlice[slice];
        for (int y = 0, at = 0; y < rows; y++) {
            int base = z + ofRow[y];
            for (int x = 0; x < columns; x++) {
                values[base + ofColumn[x]] = source[at++];
            }
        }
    }

    public short get(int column, int row, int slice) {
        return values[ofColumn[column] + ofRow[row] + ofSlice[slice]];
    }

    /** The three directions as the inner loops want them. */
    BrickAxis columnAxis() {
        return new BrickAxis(columns, COLUMN, betweenColumns());
    }

    BrickAxis rowAxis() {
        return new BrickAxis(rows, ROW, betweenRows());
    }

    BrickAxis sliceAxis() {
        return new BrickAxis(slices, SLICE, betweenSlices());
    }

    /** Distance of the indices of bricks beside each other. */
    int betweenColumns() {
        return BRICK;
    }

    int betweenRows() {
        return BRICK * bricks(columns);
    }

    int betweenSlices() {
        return BRICK * bricks(columns) * bricks(rows);
    }

    short[] values() {
        return values;
    }

    int[] ofColumn() {
        return ofColumn;
    }

    int[] ofRow() {
        return ofRow;
    }

    int[] ofSlice() {
        return ofSlice;
    }
}
