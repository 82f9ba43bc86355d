package dev.lightbox.engine.kernel;

/**
 * One direction of a volume of bricks, and a row of evenly spaced places along it: the place n lies at {@code origin + n · step}, in voxels, moved into {@code least} to {@code most}. Bricks have
 * {@value #EDGE} voxels a side. Mutable; for one thread.
 */
public final class BrickAxis {

    static final int BITS = 3;
    public static final int EDGE = 1 << BITS;

    final int within;
    /** What a step from one brick into the next adds beyond {@link #within}. */
    final int jump;

    final int lastPair;
    double origin;
    double step;
    double least;
    double most;

    /**
     * @param size voxels that there are
     * @param within distance of the indices of neighbours in a brick
     * @param between distance of the indices of bricks
     */
    public BrickAxis(int size, int within, int between) {
        this.within = within;
        this.jump = between - EDGE * within;
        this.lastPair = Math.max(0, size - 2);
        this.most = size - 1;
    }

    /** What places are moved into, within 0 and size − 1. */
    public void limit(double from, double to) {
        least = from;
        most = to;
    }

    public void line(double first, double distance) {
        origin = first;
        step = distance;
    }

    /** Whether places {@code from} to {@code from + count − 1} all lie between voxels, so that nothing has to be moved. */
    boolean isBetween(int from, int count) {
        double first = from * step + origin;
        double last = (from + count - 1) * step + origin;
        return Math.min(first, last) >= least && Math.max(first, last) < Math.min(most, lastPair + 1);
    }

    /** What this voxel adds to the index. */
    int index(int voxel) {
        return voxel * within + (voxel >> BITS) * jump;
    }

    /** What its next neighbour adds more. */
    int delta(int voxel) {
        return (voxel & EDGE - 1) == EDGE - 1 ? within + jump : within;
    }
}
