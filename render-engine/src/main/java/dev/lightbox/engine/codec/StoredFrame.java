package dev.lightbox.engine.codec;

import java.util.List;

/**
 * One decoded frame: its stored values, that is after taking Bits Stored below High Bit and extending the sign. Immutable by agreement (the arrays are
 * shared, nobody writes), so thread-safe.
 *
 * @param rows height in pixels
 * @param columns width in pixels
 * @param samplesPerPixel 1 or 3
 * @param bitsStored significant bits of a sample, 1–32; 32 or 64 for floating point
 * @param signed whether integers are two's complement
 * @param photometric what the samples mean <em>as decoded</em>; it may differ from the data set's, as a decoder may have converted colours to RGB
 * @param samples rows × columns × samplesPerPixel numbers; for native YBR_FULL_422 rows × columns × 2, in the order Y1 Y2 Cb Cr for each two pixels
 * @param warnings what the user should know: where codestream and header disagree. Names no patient
 * @param reduction how often both edges were halved by the decoder, 0 for the whole frame; see {@link FrameDecoder#decodeReduced}
 * @param planes overlays that were embedded in the pixel cells; usually none
 */
public record StoredFrame(
        int rows,
        int columns,
        int samplesPerPixel,
        int bitsStored,
        boolean signed,
        PhotometricInterpretation photometric,
        Samples samples,
        List<String> warnings,
        int reduction,
        List<BitPlane> planes) {

    public StoredFrame {
        warnings = List.copyOf(warnings);
        planes = List.copyOf(planes);
        if (reduction < 0 || reduction > 32) {
            throw new IllegalArgumentException("reduction out of range: " + reduction);
        }
        long expected = (long) rows * columns * (isSubsampled(samplesPerPixel, photometric) ? 2 : samplesPerPixel);
        if (rows < 1 || columns < 1 || samples.length() != expected) {
            throw new IllegalArgumentException("expected " + expected + " samples for " + columns + " x " + rows
                    + " pixels, got " + samples.length());
        }
    }

    /** A whole frame. */
    public StoredFrame(
            int rows,
            int columns,
            int samplesPerPixel,
            int bitsStored,
            boolean signed,
            PhotometricInterpretation photometric,
            Samples samples,
            List<String> warnings) {
        this(rows, columns, samplesPerPixel, bitsStored, signed, photometric, samples, warnings, 0);
    }

    /** A frame without embedded overlays. */
    public StoredFrame(
            int rows,
            int columns,
            int samplesPerPixel,
            int bitsStored,
            boolean signed,
            PhotometricInterpretation photometric,
            Samples samples,
            List<String> warnings,
            int reduction) {
        this(rows, columns, samplesPerPixel, bitsStored, signed, photometric, samples, warnings, reduction, List.of());
    }

    /** Whether two neighbouring pixels share their colour: native YBR_FULL_422 (PS3.3 C.7.6.3.1.2). */
    public boolean isSubsampled() {
        return isSubsampled(samplesPerPixel, photometric);
    }

    private static boolean isSubsampled(int samplesPerPixel, PhotometricInterpretation photometric) {
        return samplesPerPixel == 3 && photometric.isHorizontallySubsampled();
    }

    /**
     * A sample as an integer; 32-bit unsigned values wrap, floating point is cut off towards zero.
     *
     * @param x column from 0
     * @param y row from 0
     * @param sample from 0
     * @throws IndexOutOfBoundsException outside the frame
     */
    public int value(int x, int y, int sample) {
        int index = index(x, y, sample);
        return switch (samples) {
            case Samples.Bytes(byte[] values) -> signed ? values[index] : values[index] & 0xFF;
            case Samples.Shorts(short[] values) -> signed ? values[index] : values[index] & 0xFFFF;
            case Samples.Ints(int[] values) -> values[index];
            case Samples.Floats(float[] values) -> (int) values[index];
            case Samples.Doubles(double[] values) -> (int) values[index];
        };
    }

    /** A sample as a number, exactly, whatever its type. */
    public double number(int x, int y, int sample) {
        int index = index(x, y, sample);
        return switch (samples) {
            case Samples.Ints(int[] values) -> signed ? values[index] : Integer.toUnsignedLong(values[index]);
            case Samples.Floats(float[] values) -> values[index];
            case Samples.Doubles(double[] values) -> values[index];
            case Samples.Bytes bytes -> value(x, y, sample);
            case Samples.Shorts shorts -> value(x, y, sample);
        };
    }

    private int index(int x, int y, int sample) {
        if (x < 0 || x >= columns || y < 0 || y >= rows || sample < 0 || sample >= samplesPerPixel) {
            throw new IndexOutOfBoundsException(
                    "pixel (" + x + ", " + y + ") sample " + sample + " of " + columns + " x " + rows);
        }
        if (isSubsampled()) {
            int pair = (y * columns + (x & ~1)) * 2;
            return sample == 0 ? pair + (x & 1) : pair + 1 + sample;
        }
        return (y * columns + x) * samplesPerPixel + sample;
    }

    /** Heap that the samples take; what a cache should count. */
    public long sizeInBytes() {
        long size = samples.sizeInBytes();
        for (BitPlane plane : planes) {
            size += plane.bits().length;
        }
        return size;
    }
}
