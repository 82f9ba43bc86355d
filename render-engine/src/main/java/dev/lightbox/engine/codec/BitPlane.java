package dev.lightbox.engine.codec;

/**
 * One bit of each pixel cell that isn't part of the stored value: an overlay embedded in Pixel Data, as older files have (PS3.5 8.1.2, retired). The array is
 * shared: never write to it.
 *
 * @param bit which bit of the cell, from 0
 * @param bits row by row without padding, the first pixel in the lowest bit
 */
public record BitPlane(int bit, byte[] bits) {

    /** Takes one bit of each cell. */
    public static BitPlane of(Samples cells, int bit) {
        byte[] bits = new byte[(cells.length() + 7) / 8];
        switch (cells) {
            case Samples.Bytes(byte[] values) -> {
                for (int i = 0; i < values.length; i++) {
                    bits[i >>> 3] |= (byte) (((values[i] & 0xFF) >>> bit & 1) << (i & 7));
                }
            }
            case Samples.Shorts(short[] values) -> {
                for (int i = 0; i < values.length; i++) {
                    bits[i >>> 3] |= (byte) (((values[i] & 0xFFFF) >>> bit & 1) << (i & 7));
                }
            }
            case Samples.Ints(int[] values) -> {
                for (int i = 0; i < values.length; i++) {
                    bits[i >>> 3] |= (byte) ((values[i] >>> bit & 1) << (i & 7));
                }
            }
            case Samples.Floats floats -> throw new IllegalArgumentException("floating point has no bits to spare");
            case Samples.Doubles doubles -> throw new IllegalArgumentException("floating point has no bits to spare");
        }
        return new BitPlane(bit, bits);
    }
}
