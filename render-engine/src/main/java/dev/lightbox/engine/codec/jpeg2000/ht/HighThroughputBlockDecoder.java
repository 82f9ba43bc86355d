package dev.lightbox.engine.codec.jpeg2000.ht;

import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.jpeg2000.HtBlockDecoder;

/** Decodes the code blocks of T.814 with what it needs of memory kept from block to block, so unlike others of its interface it belongs to one thread. */
public final class HighThroughputBlockDecoder implements HtBlockDecoder {

    private final CleanupPass cleanup = new CleanupPass();
    private final RefinementPasses refinement = new RefinementPasses();

    @Override
    public void decode(
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
            throws DecodeException {
        int plane = bitPlanes - 1 - missingBitPlanes;
        if (plane < 0 || bitPlanes > 30) {
            throw new DecodeException("JPEG 2000: an HT code block without " + missingBitPlanes + " of " + bitPlanes
                    + " bit planes is not supported");
        }
        if (passes > 1 && plane == 0) {
            throw new DecodeException("JPEG 2000: an HT code block with " + passes + " passes, but one bit plane");
        }
        if (cleanupLength < 2) {
            throw new DecodeException("JPEG 2000: an HT cleanup segment of " + cleanupLength + " bytes");
        }
        cleanup.decode(data, from, cleanupLength, plane, missingBitPlanes + 1, width, height, out);
        // Without bytes the passes add nothing, though the standard's endless zeros would.
        if (passes > 1 && refinementLength > 0) {
            refinement.decode(
                    data,
                    from + cleanupLength,
                    refinementLength,
                    passes > 2,
                    cleanup,
                    plane,
                    width,
                    height,
                    verticallyCausal,
                    out);
        }
    }
}
