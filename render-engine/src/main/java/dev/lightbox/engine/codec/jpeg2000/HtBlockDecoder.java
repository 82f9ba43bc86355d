package dev.lightbox.engine.codec.jpeg2000;

import dev.lightbox.engine.codec.DecodeException;

/**
 * Decodes one code block of High-Throughput JPEG 2000 (ITU-T T.814 clause 7). Called once for each block that has at least a cleanup pass, one block at a
 * time: an implementation may keep its scratch from block to block, and each thread has its own.
 *
 * <p>Packets, tag trees, lengths, placeholder passes (their planes are already counted in {@code missingBitPlanes}), wavelet and dequantisation aren't its
 * business; checking what it reads between {@code from} and {@code from + cleanupLength + refinementLength} is.
 */
@FunctionalInterface
public interface HtBlockDecoder {

    /**
     * @param data holds the block's bytes; only those named here may be read. The array is shared: never write to it
     * @param from first byte of the cleanup segment (Dcup); the refinement segment (Dref) follows right after it
     * @param cleanupLength Lcup in bytes, at least 2
     * @param refinementLength Lref in bytes; 0 where there is no refinement pass
     * @param passes 1: cleanup; 2: and significance propagation; 3: and magnitude refinement
     * @param missingBitPlanes planes above that of the cleanup pass in which the whole block is 0 (S<sub>blk</sub>), 0 to {@code bitPlanes − 1}
     * @param bitPlanes planes of the block's subband (M<sub>b</sub>), 1 to 30. The cleanup pass is at plane {@code p = bitPlanes − 1 − missingBitPlanes},
     *     counted from 0 for the least significant; the refinement passes are at plane p − 1 (and can't be where p is 0)
     * @param width columns of the block, 1–1024; {@code width · height} is at most 4096
     * @param height rows of the block, 1–1024
     * @param verticallyCausal whether the significance of the next stripe counts as 0 in the propagation pass (Scod of T.800 table A.19)
     * @param out receives {@code width · height} coefficients row by row, without gaps; every one must be written, 0 where there is nothing. Sign in bit 31 (1
     *     is negative), magnitude in bits 0–30 in halves: bit plane 0 weighs 2. A coefficient that isn't 0 carries the middle of its interval: half the weight
     *     of the last plane that was decoded for it is added (so with p = 0 a magnitude m comes out as 2m + 1). May be longer than needed
     * @throws DecodeException if the bytes can't be those of such a block
     */
    void decode(
            byte[] data,
            int from,
            int cleanupLength,
            int refinementLength,
            int passes,
            int missingBitPlanes,
            int bitPlanes,
            int width,
            int height,
            boolean verticallyCausal,
            int[] out)
            throws DecodeException;
}
