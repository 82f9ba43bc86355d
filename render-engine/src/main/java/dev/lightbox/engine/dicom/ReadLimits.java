package dev.lightbox.engine.dicom;

/**
 * What reading may cost at most; more is refused with a {@link DicomException}.
 *
 * @param maxBytes the size of a file in bytes
 * @param maxInflatedBytes what a deflated data set may grow to, in bytes
 * @param maxDepth sequences within sequences
 * @param maxElements elements and items together, at all depths
 */
public record ReadLimits(long maxBytes, long maxInflatedBytes, int maxDepth, int maxElements) {
    /**
     * 2 GiB (an array's limit) a file; 512 MiB inflated; 64 levels (real files have at most about ten); 2,000,000 elements: enough for
     * the functional groups of 100,000 frames, and at most some 300 MB of objects.
     */
    public static final ReadLimits DEFAULT = new ReadLimits(Integer.MAX_VALUE - 8L, 512L << 20, 64, 2_000_000);

    public ReadLimits {
        if (maxBytes < 1
                || maxBytes > Integer.MAX_VALUE - 8L
                || maxInflatedBytes < 1
                || maxDepth < 1
                || maxElements < 1) {
            throw new IllegalArgumentException("limits must be positive, and maxBytes at most 2^31 - 9");
        }
        maxInflatedBytes = Math.min(maxInflatedBytes, Integer.MAX_VALUE - 8L);
    }
}
