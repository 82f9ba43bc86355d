package dev.lightbox.engine.cli;

import dev.lightbox.engine.render.SourceImage;
import dev.lightbox.engine.volume.ReslicedPlane;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A plane's modality values as 16-bit integers, rounded to the nearest. Immutable, but for the array.
 *
 * @param bytes little-endian, row by row; {@value #NO_VALUE} where there is no value
 * @param clamped values beyond {@value #LEAST} to {@value #MOST}, which became these
 */
record ModalityPlane(byte[] bytes, int clamped) {

    /** Outside of the volume, in a gap. */
    static final int NO_VALUE = Short.MIN_VALUE;

    static final int LEAST = NO_VALUE + 1;
    static final int MOST = Short.MAX_VALUE;

    /**
     * @param plane of a complete volume: as long as a slice is awaited, the nearest's values stand in for its own
     * @param image whose modality transform is the volume's
     * @throws IllegalArgumentException if it isn't complete
     */
    static ModalityPlane of(ReslicedPlane plane, SourceImage image, int frameNumber) {
        if (!plane.complete()) {
            throw new IllegalArgumentException(
                    "No values are written from a volume that isn't complete: " + plane.loaded() + " of "
                            + plane.slices() + " slices have come; internal error, please report it.");
        }
        float[] values = plane.values();
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        int clamped = 0;
        for (int i = 0; i < values.length; i++) {
            if (plane.cover()[i] != ReslicedPlane.INSIDE) {
                bytes.putShort((short) NO_VALUE);
                continue;
            }
            double value = Math.rint(plane.modality() ? values[i] : image.modalityValue(frameNumber, values[i]));
            if (value < LEAST || value > MOST) {
                clamped++;
            }
            bytes.putShort((short) Math.clamp(value, LEAST, MOST));
        }
        return new ModalityPlane(bytes.array(), clamped);
    }
}
