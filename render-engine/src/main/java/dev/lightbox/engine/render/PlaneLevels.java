package dev.lightbox.engine.render;

import dev.lightbox.engine.lut.GrayTransform;
import dev.lightbox.engine.volume.ReslicedPlane;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Levels of values between voxels. A row whose values are all whole numbers, as on the voxels' own grid, has exactly the levels that the stored values have in two dimensions; others
 * lie within one level of the exact formula where the transform is a straight line (single precision), and on it where it isn't.
 */
final class PlaneLevels {

    private PlaneLevels() {}

    /** @param transform of stored values */
    static byte[] of(ReslicedPlane plane, GrayTransform transform) {
        int width = plane.width();
        byte[] levels = new byte[width * plane.height()];
        GrayTransform ofValues = plane.modality() ? transform.afterModality() : transform;
        Optional<LinearLevels> linear = LinearLevels.of(ofValues);
        WholeRow whole = new WholeRow(transform, width, plane.height());
        float[] values = new float[width];
        for (int y = 0; y < plane.height(); y++) {
            int from = y * width;
            System.arraycopy(plane.values(), from, values, 0, width);
            if (!plane.modality() && whole.holds(values)) {
                whole.apply(levels, from);
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

    /**
     * A row of whole numbers. What their bits mean is told by the values themselves: slices of one stack may differ in how many bits they store and whether with a sign, and curves through voxels may
     * leave the range of what is stored.
     */
    private static final class WholeRow {

        private final GrayTransform transform;
        private final int pixels;
        private final short[] stored;
        private boolean signed;
        private @Nullable StoredLevels ofSigned;
        private @Nullable StoredLevels ofUnsigned;

        WholeRow(GrayTransform transform, int width, int height) {
            this.transform = transform;
            this.pixels = width * height;
            this.stored = new short[width];
        }

        /** Whether all are integers that 16 bits can hold together, with a sign or without; if so, they have been taken. */
        boolean holds(float[] values) {
            int smallest = 0;
            int largest = 0;
            for (int x = 0; x < values.length; x++) {
                int whole = (int) values[x];
                if (whole != values[x]) {
                    return false;
                }
                smallest = Math.min(smallest, whole);
                largest = Math.max(largest, whole);
                stored[x] = (short) whole;
            }
            signed = largest <= Short.MAX_VALUE;
            return signed ? smallest >= Short.MIN_VALUE : smallest == 0 && largest <= 0xFFFF;
        }

        void apply(byte[] levels, int at) {
            StoredLevels ofRow = signed ? ofSigned : ofUnsigned;
            if (ofRow == null) {
                ofRow = StoredLevels.of(transform, 16, signed, pixels);
                if (signed) {
                    ofSigned = ofRow;
                } else {
                    ofUnsigned = ofRow;
                }
            }
            ofRow.apply(stored, 0, stored.length, levels, at);
        }
    }
}
