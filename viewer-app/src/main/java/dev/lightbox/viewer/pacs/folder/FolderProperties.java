package dev.lightbox.viewer.pacs.folder;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code lightbox.pacs.folder.*}.
 *
 * @param directory the files, in any structure below it; {@code archive} below {@code lightbox.data-directory} where not given
 * @param rescanInterval how long after one look for new, changed and removed files the next begins; 5 s. A slow directory is looked at less often
 * @param readers how many files are read at once, 1 to 64; 0 (default) means as many as there are processors, at most 8
 */
public record FolderProperties(
        @Nullable Path directory,
        @DefaultValue("5s") Duration rescanInterval,
        @DefaultValue("0") int readers) {

    public FolderProperties {
        if (rescanInterval.isNegative() || rescanInterval.isZero()) {
            throw new IllegalArgumentException(
                    "lightbox.pacs.folder.rescan-interval must be longer than 0, but is " + rescanInterval);
        }
        if (readers < 0 || readers > 64) {
            throw new IllegalArgumentException("lightbox.pacs.folder.readers must be 0 to 64, but is " + readers);
        }
        if (readers == 0) {
            readers = Math.min(8, Runtime.getRuntime().availableProcessors());
        }
    }
}
