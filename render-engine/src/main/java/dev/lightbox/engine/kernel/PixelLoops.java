package dev.lightbox.engine.kernel;

/**
 * The contract of the inner loops that have a vector twin: {@link PlainLoops} and {@link VectorLoops} give the same results bit for bit, for every input and length.
 * They allocate nothing, trust their caller's ranges (the arrays' own checks remain), and are thread-safe. What they compute is documented at their only callers:
 * {@link Cells}, {@link Compression}, {@link Levels}, {@link Lines}, {@link Resampling}.
 */
interface PixelLoops {

    /** Constants of the cosine transform: cos(π/4), cos(3π/8), √2 · sin(π/8), √2 · cos(π/8). */
    float HALF_ROOT = 0.70710678f;

    float K1 = 0.38268343f;
    float K2 = 0.5411961f;
    float K3 = 1.306563f;

    /** Short and byte cells to stored values in place; {@code left} and {@code right} are shifts within 16 or 8 bits. */
    void extract(short[] cells, int left, int right, boolean signed);

    void straight(short[] in, int from, int count, StraightLine line, byte[] out, int outAt);

    void straight(byte[] in, int from, int count, StraightLine line, byte[] out, int outAt);

    void linear(float[] in, int count, float base, float factor, float summand, byte[] out, int outAt);

    void round(float[] in, int count, byte[] out, int outAt);

    void toFloat(byte[] in, int from, int count, boolean signed, float[] out);

    void toFloat(short[] in, int from, int count, boolean signed, float[] out);

    void scale(float[] line, float weight, float[] sum, int count);

    void accumulate(float[] line, float weight, float[] sum, int count);

    void gather(float[] line, int stride, int[] first, int[] counts, float[] weights, int count, float[] out);

    void paeth(byte[] pixels, int from, int count, int left, int up, byte[] out, int outAt);

    void forwardDct(byte[] band, int stride, int blocks, float[] factors, float[] scratch, short[] out, long[] nonZero);
}
