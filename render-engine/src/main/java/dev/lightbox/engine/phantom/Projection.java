package dev.lightbox.engine.phantom;

import dev.lightbox.engine.phantom.scene.Scene;
import dev.lightbox.engine.phantom.scene.Tissue;

/**
 * A shadow of a scene by parallel rays along y: how much water would weaken each ray as much. Immutable and thread-safe.
 *
 * @param leftX x of the first column of rays, in mm
 * @param topZ z of the first row of rays, in mm
 * @param stepMm distance of neighbouring rays
 * @param millimetres water equivalents, row by row, in mm
 */
record Projection(double leftX, double topZ, double stepMm, int rows, int columns, float[] millimetres) {
    private static final double RAY_STEP_MM = 2.5;
    private static final double FROM_Y = -150;
    private static final int RAY_POINTS = 120;

    static Projection of(Scene scene, double leftX, double topZ, double stepMm, int rows, int columns) {
        float[] sums = new float[rows * columns];
        double[] ray = new double[RAY_POINTS];
        for (int row = 0; row < rows; row++) {
            double z = topZ - row * stepMm;
            Scene near = scene.near(ray(leftX, z), RAY_POINTS, ray(leftX + (columns - 1) * stepMm, z));
            for (int column = 0; column < columns; column++) {
                near.sample(ray(leftX + column * stepMm, z), 0, Projection::waterEquivalent, ray);
                double sum = 0;
                for (double value : ray) {
                    sum += value;
                }
                sums[row * columns + column] = (float) (sum * RAY_STEP_MM);
            }
        }
        return new Projection(leftX, topZ, stepMm, rows, columns, sums);
    }

    private static Scene.Line ray(double x, double z) {
        return new Scene.Line(x, FROM_Y, z, 0, RAY_STEP_MM, 0);
    }

    private static double waterEquivalent(Tissue tissue) {
        return Math.max(0, tissue.hounsfield() + 1000) / 1000.0;
    }

    /** The water equivalent at a point between rays, in mm, by bilinear interpolation; beyond the edge that of the edge. */
    double at(double x, double z) {
        double u = Math.clamp((x - leftX) / stepMm, 0, columns - 1.001);
        double v = Math.clamp((topZ - z) / stepMm, 0, rows - 1.001);
        int column = (int) u;
        int row = (int) v;
        double fu = u - column;
        double fv = v - row;
        int at = row * columns + column;
        double upper = millimetres[at] * (1 - fu) + millimetres[at + 1] * fu;
        double lower = millimetres[at + columns] * (1 - fu) + millimetres[at + columns + 1] * fu;
        return upper * (1 - fv) + lower * fv;
    }
}
