package dev.lightbox.viewer.viewing;

import dev.lightbox.engine.codec.DecodeLimits;
import dev.lightbox.engine.dicom.ReadLimits;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What one file and one frame may cost the server ({@code lightbox.decoding.*}); what costs more isn't shown, and says so.
 *
 * @param maxFileBytes size of an instance; 0 takes half of the heap, and 2 GiB are the most in any case
 * @param maxInflatedBytes what a deflated data set may grow to; 0 takes a quarter of the heap, at most 512 MiB
 * @param maxFrameBytes size of a decoded frame; 0 takes a quarter of the heap, and 1 GiB is the most in any case
 * @param maxFrameEdge rows, and columns, of a frame
 * @param maxFrameTime time that a frame's decoding may take; 0 for as long as it takes
 */
@ConfigurationProperties("lightbox.decoding")
public record DecodingProperties(
        @DefaultValue("0") long maxFileBytes,
        @DefaultValue("0") long maxInflatedBytes,
        @DefaultValue("0") long maxFrameBytes,
        @DefaultValue("65535") int maxFrameEdge,
        @DefaultValue("20s") Duration maxFrameTime) {

    private static final long MOST_FILE_BYTES = Integer.MAX_VALUE - 8L;
    private static final long MOST_FRAME_BYTES = 1L << 30;

    public DecodingProperties {
        long heap = Runtime.getRuntime().maxMemory();
        requireWithin("max-file-bytes", maxFileBytes, 0, MOST_FILE_BYTES);
        requireWithin("max-inflated-bytes", maxInflatedBytes, 0, MOST_FILE_BYTES);
        requireWithin("max-frame-bytes", maxFrameBytes, 0, MOST_FRAME_BYTES);
        requireWithin("max-frame-edge", maxFrameEdge, 1, 65_535);
        requireWithin("max-frame-time in milliseconds", maxFrameTime.toMillis(), 0, 86_400_000);
        maxFileBytes = maxFileBytes > 0 ? maxFileBytes : Math.min(MOST_FILE_BYTES, heap / 2);
        maxInflatedBytes = maxInflatedBytes > 0 ? maxInflatedBytes : Math.min(512L << 20, heap / 4);
        maxFrameBytes = maxFrameBytes > 0 ? maxFrameBytes : Math.min(MOST_FRAME_BYTES, heap / 4);
    }

    private static void requireWithin(String property, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "lightbox.decoding." + property + " must be from " + least + " to " + most + ", not " + value);
        }
    }

    public ReadLimits readLimits() {
        return new ReadLimits(
                maxFileBytes, maxInflatedBytes, ReadLimits.DEFAULT.maxDepth(), ReadLimits.DEFAULT.maxElements());
    }

    public DecodeLimits decodeLimits() {
        return new DecodeLimits(maxFrameBytes, maxFrameEdge, maxFrameTime);
    }
}
