package dev.lightbox.engine.kernel;

/**
 * A row of places in a volume of bricks, and the memory to compute values there. The three directions' places are evenly spaced each; or slices come from a table. Mutable; one for each thread.
 */
public final class TrilinearRun {

    /** Longest run. */
    public static final int MOST = 128;

    /** Vector loops write whole vectors. */
    private static final int LENGTH = MOST + 64;

    private final BrickAxis column;
    private final BrickAxis row;
    private final BrickAxis slice;
    final int[] base = new int[LENGTH];
    final int[] toColumn = new int[LENGTH];
    final int[] toRow = new int[LENGTH];
    final int[] toSlice = new int[LENGTH];
    final float[] ofColumn = new float[LENGTH];
    final float[] ofRow = new float[LENGTH];
    final float[] ofSlice = new float[LENGTH];
    final float[] ofFirst = new float[LENGTH];
    final float[] ofSecond = new float[LENGTH];
    final float[] summand = new float[LENGTH];
    private final int[] sliceBase = new int[LENGTH];
    /** Values at the eight corners: column, then row, then slice counts fastest. */
    final short[][] corners = new short[8][LENGTH];

    public TrilinearRun(BrickAxis column, BrickAxis row, BrickAxis slice) {
        this.column = column;
        this.row = row;
        this.slice = slice;
    }

    public BrickAxis column() {
        return column;
    }

    public BrickAxis row() {
        return row;
    }

    public BrickAxis slice() {
        return slice;
    }

    /** Says for a place of {@link #trilinearOfTable} and the like between which slices it lies: the indices that they add, and how far it is on the way. */
    public void slices(int place, int first, int second, float weight) {
        sliceBase[place] = first;
        toSlice[place] = second - first;
        ofSlice[place] = weight;
    }

    /** What values of the slices of a place are multiplied by, and what is added to the sum, for {@link #scaledOfTable}. */
    public void scale(int place, float first, float second, float added) {
        ofFirst[place] = first;
        ofSecond[place] = second;
        summand[place] = added;
    }

    public void trilinear(short[] values, int from, int count, float[] out, int outAt) {
        ResliceLoops.chosen().trilinear(values, this, from, count, out, outAt);
    }

    /** With the slices that were given for the places 0 to count − 1; columns and rows still run evenly. */
    public void trilinearOfTable(short[] values, int from, int count, float[] out, int outAt) {
        ResliceLoops loops = ResliceLoops.chosen();
        placeByTable(loops, from, count);
        fetch(values, count);
        loops.mix(this, count, out, outAt);
    }

    /** As {@link #trilinearOfTable}, with the scales that were given. */
    public void scaledOfTable(short[] values, int from, int count, float[] out, int outAt) {
        ResliceLoops loops = ResliceLoops.chosen();
        placeByTable(loops, from, count);
        fetch(values, count);
        loops.mixScaled(this, count, out, outAt);
    }

    /** Values of the nearest voxels; of two equally near ones, of that with the larger index. */
    public void nearest(short[] values, int from, int count, float[] out, int outAt) {
        ResliceLoops loops = ResliceLoops.chosen();
        place(loops, from, count);
        loops.place(slice, from, count, true, base, toSlice, ofSlice);
        fetchNearest(values, count, out, outAt);
    }

    /** As {@link #nearest}, with the slices that were given. */
    public void nearestOfTable(short[] values, int from, int count, float[] out, int outAt) {
        placeByTable(ResliceLoops.chosen(), from, count);
        fetchNearest(values, count, out, outAt);
    }

    private void place(ResliceLoops loops, int from, int count) {
        loops.place(column, from, count, false, base, toColumn, ofColumn);
        loops.place(row, from, count, true, base, toRow, ofRow);
    }

    private void placeByTable(ResliceLoops loops, int from, int count) {
        place(loops, from, count);
        for (int i = 0; i < count; i++) {
            base[i] += sliceBase[i];
        }
    }

    private void fetchNearest(short[] values, int count, float[] out, int outAt) {
        for (int i = 0; i < count; i++) {
            int at = base[i]
                    + (ofColumn[i] >= 0.5f ? toColumn[i] : 0)
                    + (ofRow[i] >= 0.5f ? toRow[i] : 0)
                    + (ofSlice[i] >= 0.5f ? toSlice[i] : 0);
            out[outAt + i] = values[at];
        }
    }

    /** Reads the eight values around each place: scalar in both twins, as the processor's gathers are slower than that. */
    void fetch(short[] values, int count) {
        short[] c0 = corners[0];
        short[] c1 = corners[1];
        short[] c2 = corners[2];
        short[] c3 = corners[3];
        short[] c4 = corners[4];
        short[] c5 = corners[5];
        short[] c6 = corners[6];
        short[] c7 = corners[7];
        for (int i = 0; i < count; i++) {
            int x = toColumn[i];
            int a = base[i];
            int b = a + toRow[i];
            int c = a + toSlice[i];
            int d = b + toSlice[i];
            c0[i] = values[a];
            c1[i] = values[a + x];
            c2[i] = values[b];
            c3[i] = values[b + x];
            c4[i] = values[c];
            c5[i] = values[c + x];
            c6[i] = values[d];
            c7[i] = values[d + x];
        }
    }
}
