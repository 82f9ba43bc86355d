package dev.lightbox.engine.codec.jpeg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Turns groups of {@link InverseDct#BLOCKS} neighbouring blocks into samples of their plane. Its scratch is one frame's; not thread-safe. */
final class BlockWriter {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final InverseDct transform;
    private final int[] work = new int[InverseDct.COEFFICIENTS];
    private final byte[] bytes;
    private final short[] shorts;

    BlockWriter(int precision) {
        this(precision, InverseDct.BEST);
    }

    BlockWriter(int precision, InverseDct transform) {
        this.transform = transform;
        this.bytes = new byte[precision <= 8 ? 8 * InverseDct.COLUMNS : 0];
        this.shorts = new short[precision <= 8 ? 0 : 8 * InverseDct.COLUMNS];
    }

    /**
     * Writes as much of the group as lies inside the plane, and clears its coefficients.
     *
     * @param group coefficients as {@link InverseDct} takes them
     * @param flat whether all but the first coefficient of each block are zero
     * @param quantization factors by place in the block
     * @param x the group's first column
     * @param y its first row
     */
    void write(short[] group, boolean flat, int[] quantization, Plane plane, int x, int y) {
        int columns = Math.min(InverseDct.COLUMNS, plane.columns() - x);
        int rows = Math.min(8, plane.rows() - y);
        if (columns > 0 && rows > 0) {
            boolean inside = columns == InverseDct.COLUMNS && rows == 8;
            int offset = inside ? y * plane.columns() + x : 0;
            int stride = inside ? plane.columns() : InverseDct.COLUMNS;
            if (plane.isWide()) {
                short[] output = inside ? plane.shorts() : shorts;
                if (flat) {
                    flat(group, quantization[0], output, offset, stride);
                } else {
                    transform.transform(group, quantization, work, output, offset, stride);
                }
            } else {
                byte[] output = inside ? plane.bytes() : bytes;
                if (flat) {
                    flat(group, quantization[0], output, offset, stride);
                } else {
                    transform.transform(group, quantization, work, output, offset, stride);
                }
            }
            if (!inside) {
                copy(plane, x, y, columns, rows);
            }
        }
        Arrays.fill(group, 0, flat ? InverseDct.BLOCKS : InverseDct.COEFFICIENTS, (short) 0);
    }

    private void copy(Plane plane, int x, int y, int columns, int rows) {
        Object from = plane.isWide() ? shorts : bytes;
        Object to = plane.isWide() ? plane.shorts() : plane.bytes();
        for (int row = 0; row < rows; row++) {
            System.arraycopy(from, row * InverseDct.COLUMNS, to, (y + row) * plane.columns() + x, columns);
        }
    }

    /** What the transform makes of blocks that have no other coefficient than the first. */
    private static void flat(short[] group, int factor, byte[] output, int offset, int stride) {
        for (int block = 0; block < InverseDct.BLOCKS; block++) {
            int level = Math.clamp(((group[block] * factor << 2) + 16 >> 5) + 128, 0, 255);
            long eight = level * 0x0101_0101_0101_0101L;
            for (int y = 0, at = offset + 8 * block; y < 8; y++, at += stride) {
                LONGS.set(output, at, eight);
            }
        }
    }

    private static void flat(short[] group, int factor, short[] output, int offset, int stride) {
        for (int block = 0; block < InverseDct.BLOCKS; block++) {
            short level = (short) Math.clamp(((group[block] * factor << 1) + 8 >> 4) + 2048, 0, 4095);
            for (int y = 0, at = offset + 8 * block; y < 8; y++, at += stride) {
                Arrays.fill(output, at, at + 8, level);
            }
        }
    }
}
