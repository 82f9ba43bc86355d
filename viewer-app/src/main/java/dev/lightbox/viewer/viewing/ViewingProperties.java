package dev.lightbox.viewer.viewing;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much a node does for its viewers ({@code lightbox.viewing.*}).
 *
 * @param frameCacheBytes heap for decoded frames; 0 takes a sixteenth of the heap, or 256 MB (a quarter of a small heap) where that is more
 * @param frameCacheIdle how long a frame that nobody looks at is kept
 * @param computeThreads decoding and rendering at once; 0 takes the number of cores
 * @param pacsRequests requests to the archive at once
 * @param jpegQuality of pictures while the user moves, 1–100
 * @param interactivePixels most pixels of a picture while the user moves
 * @param mostUnpainted pictures of a viewport under way to the browser at most, however long the line; how many there are follows its round trip and throughput
 * @param aheadBytes memory of a browser's tab for pictures of slices that its reader is about to turn to, compressed, shared by its viewports; 0 sends none ahead
 * @param maxSlices most pictures of a series
 * @param maxConnections open streams of the node
 * @param maxConnectionsPerUser open streams of a user, over all their browsers
 * @param maxMessagesPerSecond of a stream, twice as many in a burst; 16 linked viewports ask and acknowledge 60 times a second
 * @param pingInterval a stream without traffic is asked for a sign of life this often
 * @param silenceLimit a stream without any sign of life ends after this time
 * @param allowedOrigins origins besides the server's own whose pages may open streams, such as {@code https://images.example.org} where a proxy
 *     doesn't forward its name
 * @param maxPriors most other studies of the patient that are listed beside an opened one; 0 lists none
 * @param warmUp whether the node draws a picture for nobody at its start, so that the first reader needn't wait for code to be loaded and compiled
 */
@ConfigurationProperties("lightbox.viewing")
public record ViewingProperties(
        @DefaultValue("0") long frameCacheBytes,
        @DefaultValue("20m") Duration frameCacheIdle,
        @DefaultValue("0") int computeThreads,
        @DefaultValue("8") int pacsRequests,
        @DefaultValue("85") int jpegQuality,
        @DefaultValue("1500000") int interactivePixels,
        @DefaultValue("24") int mostUnpainted,
        @DefaultValue("8388608") int aheadBytes,
        @DefaultValue("20000") int maxSlices,
        @DefaultValue("200") int maxConnections,
        @DefaultValue("16") int maxConnectionsPerUser,
        @DefaultValue("4000") int maxMessagesPerSecond,
        @DefaultValue("20s") Duration pingInterval,
        @DefaultValue("60s") Duration silenceLimit,
        @DefaultValue({}) List<String> allowedOrigins,
        @DefaultValue("10") int maxPriors,
        @DefaultValue("true") boolean warmUp) {

    /** Three series of a CT: what readers leaf through; of a large heap half is for volumes. */
    private static final long ENOUGH_FOR_A_FEW = 256L << 20;

    public ViewingProperties {
        requireWithin("frame-cache-bytes", frameCacheBytes, 0, Long.MAX_VALUE);
        requireWithin("compute-threads", computeThreads, 0, 1024);
        requireWithin("pacs-requests", pacsRequests, 1, 64);
        requireWithin("jpeg-quality", jpegQuality, 1, 100);
        requireWithin("interactive-pixels", interactivePixels, 10_000, 33_554_432);
        requireWithin("most-unpainted", mostUnpainted, 1, 64);
        requireWithin("ahead-bytes", aheadBytes, 0, 1 << 28);
        requireWithin("max-slices", maxSlices, 1, 1_000_000);
        requireWithin("max-connections", maxConnections, 1, 100_000);
        requireWithin("max-connections-per-user", maxConnectionsPerUser, 1, 100_000);
        requireWithin("max-messages-per-second", maxMessagesPerSecond, 10, 1_000_000);
        requireWithin("max-priors", maxPriors, 0, 100);
        requireWithin("frame-cache-idle in seconds", frameCacheIdle.toSeconds(), 1, 86_400);
        requireWithin("ping-interval in seconds", pingInterval.toSeconds(), 1, 3_600);
        requireWithin("silence-limit in seconds", silenceLimit.toSeconds(), 1, 3_600);
        if (silenceLimit.compareTo(pingInterval) <= 0) {
            throw new IllegalArgumentException(
                    "lightbox.viewing.silence-limit must be longer than lightbox.viewing.ping-interval");
        }
        allowedOrigins = List.copyOf(allowedOrigins);
        if (frameCacheBytes == 0) {
            long heap = Runtime.getRuntime().maxMemory();
            frameCacheBytes = Math.max(Math.min(heap / 4, ENOUGH_FOR_A_FEW), heap / 16);
        }
        if (computeThreads == 0) {
            computeThreads = Runtime.getRuntime().availableProcessors();
        }
    }

    private static void requireWithin(String property, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "lightbox.viewing." + property + " must be from " + least + " to " + most + ", not " + value);
        }
    }
}
