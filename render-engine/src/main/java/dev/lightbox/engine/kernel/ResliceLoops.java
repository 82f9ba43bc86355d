package dev.lightbox.engine.kernel;

/**
 * The inner loops of reslicing, on a volume of bricks: a voxel's index is the sum of what its column, its row and its slice add, each by {@link BrickAxis}. The contract of two twins,
 * {@link PlainResliceLoops} and {@link VectorResliceLoops}, which give the same results bit for bit. They allocate nothing, trust their caller's ranges (the arrays' own checks remain) and are
 * thread-safe.
 *
 * <p>Everywhere {@code mix(a, b, w)} is {@code a + w · (b − a)}: of two equal values it is that value exactly.
 */
public interface ResliceLoops {

    /** The twin to use now; another one a moment later, perhaps. */
    static ResliceLoops chosen() {
        return ResliceTwins.TWINS.chosen();
    }

    /**
     * Places along one direction: for each the index of the voxel below, the distance to the next one's, and how far it lies between them.
     *
     * @param from number of the first place
     * @param count up to {@link TrilinearRun#MOST}
     * @param add whether to add to {@code base} or to set it
     */
    void place(BrickAxis axis, int from, int count, boolean add, int[] base, int[] delta, float[] weights);

    /** Mixes what was fetched: across columns, then rows, then slices. */
    void mix(TrilinearRun run, int count, float[] out, int outAt);

    /** As {@link #mix}, but slices are summed up with weights of their own, and a summand is added. */
    void mixScaled(TrilinearRun run, int count, float[] out, int outAt);

    /** Trilinear values at the places {@code from} to {@code from + count − 1} of the run's three axes. */
    void trilinear(short[] values, TrilinearRun run, int from, int count, float[] out, int outAt);

    /**
     * Voxels along a direction as floats, brick by brick.
     *
     * @param at index of the first, at a brick's border
     * @param within distance of neighbours in a brick
     * @param between distance of bricks
     */
    void line(short[] values, int at, int within, int between, int bricks, float[] out, int outAt);

    /** Two such lines mixed. */
    void mixLines(
            short[] values, int a, int b, float weight, int within, int between, int bricks, float[] out, int outAt);

    /** {@code sum[i] += weight · line[i]}. */
    void addLine(short[] values, int at, float weight, int within, int between, int bricks, float[] sum, int sumAt);

    /** {@code out[i] = mix(line[first[i]], line[first[i] + 1], weights[i])}, from {@code at} on in the three tables. */
    void resample(float[] line, int[] first, float[] weights, int at, int count, float[] out, int outAt);

    /** {@code out[i] = mix(line[from + i], line[from + i + 1], weight)}. */
    void shift(float[] line, int from, float weight, int count, float[] out, int outAt);

    /** {@code out[i] = mix(in[a + i], in[b + i], weight)}. */
    void mix(float[] in, int a, int b, float weight, int count, float[] out, int outAt);

    /** {@code most[i] = max(most[i], mix(in[a + i], in[b + i], weight))}. */
    void mixMax(float[] in, int a, int b, float weight, int count, float[] most, int mostAt);

    /** {@code least[i] = min(least[i], mix(in[a + i], in[b + i], weight))}. */
    void mixMin(float[] in, int a, int b, float weight, int count, float[] least, int leastAt);

    /** {@code most[i] = max(most[i], in[i])}. */
    void max(float[] in, int at, int count, float[] most, int mostAt);

    /** {@code least[i] = min(least[i], in[i])}. */
    void min(float[] in, int at, int count, float[] least, int leastAt);

    /** {@code sum[i] += weight · in[i]}. */
    void add(float[] in, int at, float weight, int count, float[] sum, int sumAt);
}
