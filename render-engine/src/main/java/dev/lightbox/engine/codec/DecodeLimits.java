package dev.lightbox.engine.codec;

/**
 * What decoding one frame may cost. Checked against the header before anything is allocated. Immutable.
 *
 * @param maxFrameBytes most bytes that the decoded frame may take, at most 2<sup>31</sup> − 16 (an array's size)
 * @param maxEdge most rows, and most columns
 */
public record DecodeLimits(long maxFrameBytes, int maxEdge) {

    /** Enough for a mammogram, a whole-leg radiograph or a 16k slide tile in colour: 1 GiB and DICOM's own 65535. */
    public static final DecodeLimits DEFAULT = new DecodeLimits(1L << 30, 65_535);

    public DecodeLimits {
        if (maxFrameBytes < 1 || maxFrameBytes > Integer.MAX_VALUE - 15L || maxEdge < 1) {
            throw new IllegalArgumentException(
                    "limits out of range: " + maxFrameBytes + " bytes, " + maxEdge + " pixels");
        }
    }
}
