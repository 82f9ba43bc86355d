package dev.lightbox.engine.codec;

import java.util.List;

/** Image descriptors for tests. */
public final class Descriptors {

    private Descriptors() {}

    public static ImageDescriptor gray(int columns, int rows, int allocated, int stored, int highBit, boolean signed) {
        return new ImageDescriptor(
                rows,
                columns,
                1,
                allocated,
                stored,
                highBit,
                signed,
                false,
                PhotometricInterpretation.MONOCHROME2,
                0,
                1,
                List.of());
    }

    public static ImageDescriptor color(
            int columns, int rows, int allocated, PhotometricInterpretation photometric, int planar) {
        return new ImageDescriptor(
                rows, columns, 3, allocated, allocated, allocated - 1, false, false, photometric, planar, 1, List.of());
    }
}
