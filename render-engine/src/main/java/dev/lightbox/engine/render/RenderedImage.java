package dev.lightbox.engine.render;

import java.util.List;

/**
 * A picture ready to be shown. The array is not copied: never write to it.
 *
 * @param encoded the file's bytes
 * @param format what they are
 * @param width pixels of the encoded picture
 * @param height pixels of the encoded picture
 * @param region the part of the source that it covers, exactly, clipped to the source
 * @param windowCenter Window Center that was used, in modality units; where a VOI LUT was used, the center of its input range; NaN for colour
 * @param windowWidth Window Width that was used, likewise
 * @param losslessEncoding whether the levels are the computed ones, bit for bit
 * @param fullDetail whether it was made from all that the stored frame holds; false where a decoder left out levels of resolution that a larger picture would show
 * @param warnings what was asked for and couldn't be done, fit for the user
 */
public record RenderedImage(
        byte[] encoded,
        Encoding.Format format,
        int width,
        int height,
        Region region,
        double windowCenter,
        double windowWidth,
        boolean losslessEncoding,
        boolean fullDetail,
        List<String> warnings) {

    /** Without warnings. */
    public RenderedImage(
            byte[] encoded,
            Encoding.Format format,
            int width,
            int height,
            Region region,
            double windowCenter,
            double windowWidth,
            boolean losslessEncoding,
            boolean fullDetail) {
        this(
                encoded,
                format,
                width,
                height,
                region,
                windowCenter,
                windowWidth,
                losslessEncoding,
                fullDetail,
                List.of());
    }
}
