package dev.lightbox.viewer.config;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a connection may take ({@code lightbox.http.*}).
 *
 * @param requestDeadline a request must have come as a whole, with its body, this long after its first byte; 1 s to 10 min
 * @param maxFramesPerSecond frames of a WebSocket, pings and pieces of messages among them, more of which end it; 100 to 1,000,000. Above twice
 *     {@code lightbox.viewing.max-messages-per-second}, which has a close code of its own
 */
@ConfigurationProperties("lightbox.http")
record HttpProperties(
        @DefaultValue("60s") Duration requestDeadline,
        @DefaultValue("10000") int maxFramesPerSecond) {

    HttpProperties {
        if (requestDeadline.compareTo(Duration.ofSeconds(1)) < 0
                || requestDeadline.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("lightbox.http.request-deadline must be from 1s to 10m");
        }
        if (maxFramesPerSecond < 100 || maxFramesPerSecond > 1_000_000) {
            throw new IllegalArgumentException("lightbox.http.max-frames-per-second must be from 100 to 1000000");
        }
    }
}
