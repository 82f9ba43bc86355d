package dev.lightbox.engine.codec.jpeg2000;

import dev.lightbox.engine.codec.DecodeException;
import java.util.Arrays;

/** Decodes code blocks into their subbands' coefficients: gathers a block's bytes, runs its passes, shifts regions of interest, dequantizes. One a thread. */
final class BlockWorker {

    /** What the passes can be decoded in with a sign and halves. */
    private static final int MOST_BIT_PLANES = 30;

    private final byte[] data;
    private final HtBlockDecoder highThroughput;
    private final MqBlockDecoder arithmetic = new MqBlockDecoder();
    private final int[] coefficients = new int[4096];
    private byte[] gathered = {};

    BlockWorker(byte[] data, HtBlockDecoder highThroughput) {
        this.data = data;
        this.highThroughput = highThroughput;
    }

    /** @param scale what irreversible coefficients are multiplied by beside their quantization step */
    void decode(CodeBlock block, Subband band, TileComponent component, double scale) throws DecodeException {
        CodingStyle style = component.style;
        int planes = band.bitPlanes + component.regionShift;
        int present = planes - block.missingBitPlanes;
        if (block.segmentCount == 0 || present <= 0) {
            return;
        }
        if ((style.has(CodingStyle.HIGH_THROUGHPUT) ? planes : present) > MOST_BIT_PLANES) {
            throw new DecodeException("JPEG 2000: code blocks of more than " + MOST_BIT_PLANES
                    + " bit planes are not supported, found " + present);
        }
        byte[] bytes = data;
        int from = block.pieceCount == 0 ? 0 : block.pieces[0];
        if (block.pieceCount > 1) {
            from = 0;
            bytes = gather(block);
        }
        if (style.has(CodingStyle.HIGH_THROUGHPUT)) {
            decodeHighThroughput(bytes, from, block, style, planes);
        } else {
            arithmetic.decode(bytes, from, block, style, present, band.orientation, coefficients);
        }
        if (component.regionShift > 0) {
            unshift(coefficients, block.width * block.height, component.regionShift);
        }
        int at = block.y * band.width() + block.x;
        if (style.reversible()) {
            for (int y = 0, i = 0; y < block.height; y++, i += block.width, at += band.width()) {
                integers(coefficients, i, block.width, band.ints, at);
            }
        } else {
            float step = (float) (0.5 * band.step * scale);
            for (int y = 0, i = 0; y < block.height; y++, i += block.width, at += band.width()) {
                floats(coefficients, i, block.width, step, band.floats, at);
            }
        }
    }

    private void decodeHighThroughput(byte[] bytes, int from, CodeBlock block, CodingStyle style, int planes)
            throws DecodeException {
        int cleanup = block.bytes(0);
        int passes = 1 + (block.segmentCount > 1 ? block.passes(1) : 0);
        if (cleanup == 0) {
            // Nothing was coded, as encoders that keep to a rate may have it.
            Arrays.fill(coefficients, 0, block.width * block.height, 0);
            return;
        }
        if (cleanup < 2) {
            throw new DecodeException("JPEG 2000: an HT cleanup segment of " + cleanup + " bytes");
        }
        highThroughput.decode(
                bytes,
                from,
                cleanup,
                block.segmentCount > 1 ? block.bytes(1) : 0,
                passes,
                block.missingBitPlanes,
                planes,
                block.width,
                block.height,
                style.has(CodingStyle.VERTICALLY_CAUSAL),
                coefficients);
    }

    private byte[] gather(CodeBlock block) {
        int total = block.totalBytes();
        if (gathered.length < total) {
            gathered = new byte[Math.max(total, 2 * gathered.length)];
        }
        int at = 0;
        for (int i = 0; i < block.pieceCount; i++) {
            System.arraycopy(data, block.pieces[2 * i], gathered, at, block.pieces[2 * i + 1]);
            at += block.pieces[2 * i + 1];
        }
        return gathered;
    }

    /** H.1: what reaches above the background's planes belongs to the region of interest and was shifted up. */
    private static void unshift(int[] values, int count, int shift) {
        long least = 2L << shift;
        for (int i = 0; i < count; i++) {
            int magnitude = values[i] & Integer.MAX_VALUE;
            if (magnitude >= least) {
                values[i] = values[i] & Integer.MIN_VALUE | magnitude >>> shift;
            }
        }
    }

    private static void integers(int[] from, int at, int count, int[] to, int toAt) {
        for (int i = 0; i < count; i++) {
            int value = from[at + i];
            int sign = value >> 31;
            to[toAt + i] = ((value & Integer.MAX_VALUE) >>> 1 ^ sign) - sign;
        }
    }

    private static void floats(int[] from, int at, int count, float step, float[] to, int toAt) {
        for (int i = 0; i < count; i++) {
            int value = from[at + i];
            int sign = value >> 31;
            to[toAt + i] = ((value & Integer.MAX_VALUE ^ sign) - sign) * step;
        }
    }
}
