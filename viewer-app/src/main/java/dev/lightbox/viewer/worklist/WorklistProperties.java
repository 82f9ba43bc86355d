package dev.lightbox.viewer.worklist;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the worklist.
 *
 * @param maxStudies how many studies one search brings at most; the user is told when there are more
 * @param snapshotAge for how long an answer of the archive serves narrower searches of the same user without asking again
 * @param defaultRange the range of study dates with which a user's first worklist opens
 */
@ConfigurationProperties("lightbox.worklist")
public record WorklistProperties(
        @DefaultValue("10000") int maxStudies,
        @DefaultValue("30s") Duration snapshotAge,
        @DefaultValue("all") DateRange defaultRange) {

    public WorklistProperties {
        if (maxStudies < 1) {
            throw new IllegalArgumentException(
                    "lightbox.worklist.max-studies: expected at least 1, found " + maxStudies);
        }
    }
}
