package dev.lightbox.engine.codec.jpeg2000;

/** The inverse component transforms (T.800 G.2, G.3) on lines, before the level shift; and rounding of irreversible samples. */
final class ComponentTransforms {

    /** Adding and subtracting it rounds to the nearest integer, ties to even, as long as the magnitude is below 2<sup>22</sup>. */
    private static final float ROUNDING = 12_582_912f;

    private ComponentTransforms() {}

    /** RCT: Y, U, V to R, G, B. */
    static void reversible(int[] y, int[] u, int[] v, int count, int[] red, int[] green, int[] blue) {
        for (int i = 0; i < count; i++) {
            int g = y[i] - (u[i] + v[i] >> 2);
            red[i] = v[i] + g;
            green[i] = g;
            blue[i] = u[i] + g;
        }
    }

    /** ICT: Y, Cb, Cr to R, G, B. */
    static void irreversible(float[] y, float[] cb, float[] cr, int count, float[] red, float[] green, float[] blue) {
        for (int i = 0; i < count; i++) {
            red[i] = y[i] + 1.402f * cr[i];
            green[i] = y[i] - 0.344136f * cb[i] - 0.714136f * cr[i];
            blue[i] = y[i] + 1.772f * cb[i];
        }
    }

    static void round(float[] values, int count, boolean wide, int[] out) {
        if (wide) {
            for (int i = 0; i < count; i++) {
                out[i] = (int) Math.rint(values[i]);
            }
        } else {
            for (int i = 0; i < count; i++) {
                out[i] = (int) (values[i] + ROUNDING - ROUNDING);
            }
        }
    }
}
