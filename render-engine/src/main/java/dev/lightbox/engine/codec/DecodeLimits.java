package dev.lightbox.engine.codec;

/**
 * What decoding one frame may cost. Checked against the header before anything is allocated. Immutable.
 *
 * @param maxFrameBytes most bytes that the decoded frame may take, at most 2<sup>30</sup>: the largest power of two that an array holds
 * @param maxEdge most rows, and most columns
 */
public record DecodeLimits(long maxFrameBytes, int maxEdge) {

    private static final long MOST_BYTES = 1L << 30;

    /** Enough for a mammogram, a whole-leg radiograph or a 16k slide tile in colour: 1 GiB and DICOM's own 65535. */
    public static final DecodeLimits DEFAULT = new DecodeLimits(MOST_BYTES, 65_535);

    public DecodeLimits {
        if (maxFrameBytes < 1 || maxFrameBytes > MOST_BYTES || maxEdge < 1) {
            throw new IllegalArgumentException(
                    "limits out of range: " + maxFrameBytes + " bytes, " + maxEdge + " pixels");
        }
    }
}
