package dev.lightbox.engine.render;

import dev.lightbox.engine.codec.ImageDescriptor;
import dev.lightbox.engine.lut.GrayTransform;
import dev.lightbox.engine.volume.ReslicedPlane;
import java.util.Optional;

/**
 * Levels of values between voxels. A row whose values are all whole numbers, as on the voxels' own grid, has exactly the levels that the stored values have in two dimensions; others
 * lie within one level of the exact formula where the transform is a straight line (single precision), and on it where it isn't.
 */
final class PlaneLevels {

    /** Of 16-bit stored values, signed or not. */
    private static final int SMALLEST = Short.MIN_VALUE;

    private static final int LARGEST = 0xFFFF;

    private PlaneLevels() {}

    /**
     * @param transform of stored values
     * @param descriptor of the slices
     */
    static byte[] of(ReslicedPlane plane, GrayTransform transform, ImageDescriptor descriptor) {
        int width = plane.width();
        byte[] levels = new byte[width * plane.height()];
        GrayTransform ofValues = plane.modality() ? transform.afterModality() : transform;
        Optional<LinearLevels> linear = LinearLevels.of(ofValues);
        Optional<StoredLevels> exact = Optional.empty();
        float[] values = new float[width];
        short[] stored = new short[width];
        for (int y = 0; y < plane.height(); y++) {
            int from = y * width;
            System.arraycopy(plane.values(), from, values, 0, width);
            if (!plane.modality() && areWhole(values, stored)) {
                if (exact.isEmpty()) {
                    exact = Optional.of(StoredLevels.of(
                            transform,
                            Math.min(16, descriptor.bitsStored()),
                            descriptor.signed(),
                            width * plane.height()));
                }
                exact.get().apply(stored, 0, width, levels, from);
            } else if (linear.isPresent()) {
                linear.get().apply(values, width, levels, from);
            } else {
                for (int x = 0; x < width; x++) {
                    levels[from + x] = (byte) ofValues.levelOfStored(values[x]);
                }
            }
        }
        return levels;
    }

    /** Whether all are integers of 16 bits; if so, {@code stored} has received them. Ends at the first that isn't. */
    private static boolean areWhole(float[] values, short[] stored) {
        for (int x = 0; x < values.length; x++) {
            int whole = (int) values[x];
            if (whole != values[x] || whole < SMALLEST || whole > LARGEST) {
                return false;
            }
            stored[x] = (short) whole;
        }
        return true;
    }
}
