package dev.lightbox.engine.render.overlay;

import java.util.Arrays;

/**
 * One frame of an overlay: a rectangle of bits somewhere over (or beside) the image. The array is shared: never write to it. Thread-safe.
 *
 * @param left image column of its first column, from 0; may be negative
 * @param top image row of its first row, from 0
 * @param width in pixels
 * @param height in pixels
 * @param bits row by row without padding, the first pixel in the lowest bit (PS3.5 8.1.2)
 * @param firstBit where the frame begins in {@code bits}
 */
public record BitMask(int left, int top, int width, int height, byte[] bits, long firstBit) implements Mask {

    public BitMask {
        if (width < 1 || height < 1 || firstBit < 0 || firstBit + (long) width * height > 8L * bits.length) {
            throw new IllegalArgumentException(
                    "expected " + (long) width * height + " bits from " + firstBit + ", got " + 8L * bits.length);
        }
    }

    @Override
    public void line(int row, int from, int count, byte[] out) {
        Arrays.fill(out, 0, count, (byte) 0);
        long y = (long) row - top;
        if (y < 0 || y >= height) {
            return;
        }
        // Their common part, in columns of the image.
        long start = Math.max(from, left);
        long end = Math.min((long) from + count, (long) left + width);
        long bit = firstBit + y * width + start - left;
        for (long x = start; x < end; x++, bit++) {
            out[(int) (x - from)] = (byte) (bits[(int) (bit >>> 3)] >>> (bit & 7) & 1);
        }
    }

    /** The pixels of its edge: covered, with one beside, above or below that isn't. */
    public Mask border() {
        return (row, from, count, out) -> {
            byte[] above = new byte[count];
            byte[] below = new byte[count];
            byte[] wide = new byte[count + 2];
            line(row - 1, from, count, above);
            line(row + 1, from, count, below);
            line(row, from - 1, count + 2, wide);
            for (int i = 0; i < count; i++) {
                int surrounded = above[i] & below[i] & wide[i] & wide[i + 2];
                out[i] = (byte) (wide[i + 1] & ~surrounded);
            }
        };
    }

    /** The pixels of its rectangle that aren't covered. */
    public Mask complement() {
        return (row, from, count, out) -> {
            line(row, from, count, out);
            boolean within = row >= top && row - top < height;
            for (int i = 0; i < count; i++) {
                long column = (long) from + i - left;
                out[i] = (byte) (within && column >= 0 && column < width ? out[i] ^ 1 : 0);
            }
        };
    }
}
