package dev.lightbox.engine.volume;

/** How many samples of a ray lie in a box of voxels yet. Stateless. */
final class BrickWalk {

    private BrickWalk() {}

    /**
     * @param x where the ray is, in voxels, within the box
     * @param lowX first voxel of the box, in each direction
     * @param size edge of the box, voxels
     * @return the number of steps after which the ray has left the box, at least 1
     */
    static int steps(
            double x,
            double y,
            double z,
            double stepX,
            double stepY,
            double stepZ,
            int lowX,
            int lowY,
            int lowZ,
            int size) {
        double most = Math.min(
                Math.min(leaving(x - lowX, stepX, size), leaving(y - lowY, stepY, size)),
                leaving(z - lowZ, stepZ, size));
        return most < 1 ? 1 : (int) Math.min(most, 1e9) + 1;
    }

    private static double leaving(double in, double step, int size) {
        return step > 0 ? (size - in) / step : step < 0 ? -in / step : Double.MAX_VALUE;
    }
}
