package dev.lightbox.viewer.viewing.volumes;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a node spends on volumes ({@code lightbox.viewing.volume-*}).
 *
 * @param volumeBytes heap for all volumes together; 0 takes half of the heap
 * @param volumeMaxBytes heap for one volume: a larger one is read at half its columns and rows, and refused if that is too large as well; 0 takes half of
 *     {@code volumeBytes}
 * @param volumeIdle how long a volume that nobody looks at is kept
 * @param volumeRetries how often the archive is asked again for slices that it didn't deliver, before they are shown as missing
 * @param volumeRetryPause before it is asked again; each further pause is twice as long
 */
@ConfigurationProperties("lightbox.viewing")
public record VolumeProperties(
        @DefaultValue("0") long volumeBytes,
        @DefaultValue("0") long volumeMaxBytes,
        @DefaultValue("10m") Duration volumeIdle,
        @DefaultValue("4") int volumeRetries,
        @DefaultValue("1s") Duration volumeRetryPause) {

    public VolumeProperties {
        requireWithin("volume-bytes", volumeBytes, 0, Long.MAX_VALUE);
        requireWithin("volume-max-bytes", volumeMaxBytes, 0, Long.MAX_VALUE);
        requireWithin("volume-idle in seconds", volumeIdle.toSeconds(), 1, 86_400);
        requireWithin("volume-retries", volumeRetries, 0, 20);
        requireWithin("volume-retry-pause in milliseconds", volumeRetryPause.toMillis(), 0, 60_000);
        if (volumeBytes == 0) {
            volumeBytes = Runtime.getRuntime().maxMemory() / 2;
        }
        if (volumeMaxBytes == 0) {
            volumeMaxBytes = volumeBytes / 2;
        }
        if (volumeMaxBytes > volumeBytes) {
            throw new IllegalArgumentException(
                    "lightbox.viewing.volume-max-bytes must be at most lightbox.viewing.volume-bytes, " + volumeBytes
                            + ", not " + volumeMaxBytes);
        }
    }

    private static void requireWithin(String property, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "lightbox.viewing." + property + " must be from " + least + " to " + most + ", not " + value);
        }
    }
}
