package dev.lightbox.viewer.documents;

import dev.lightbox.engine.document.DocumentLimits;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What documents may cost the server ({@code lightbox.documents.*}).
 *
 * @param maxBytes size of an instance that is opened as a document
 * @param maxDownloadBytes size of an instance that is handed out as a file
 * @param maxSeries most series of a study that are looked into for its list of documents
 * @param maxListed most documents of a list
 * @param maxDepth content items of a report within each other
 * @param maxItems content items of a report
 * @param maxCharacters of a document
 * @param maxReferences of a document to pictures, and to frames of them
 */
@ConfigurationProperties("lightbox.documents")
public record DocumentProperties(
        @DefaultValue("67108864") long maxBytes,
        @DefaultValue("536870912") long maxDownloadBytes,
        @DefaultValue("50") int maxSeries,
        @DefaultValue("500") int maxListed,
        @DefaultValue("32") int maxDepth,
        @DefaultValue("10000") int maxItems,
        @DefaultValue("1000000") int maxCharacters,
        @DefaultValue("10000") int maxReferences) {

    private static final long MOST_BYTES = Integer.MAX_VALUE - 8L;

    public DocumentProperties {
        requireWithin("max-bytes", maxBytes, 1, MOST_BYTES);
        requireWithin("max-download-bytes", maxDownloadBytes, 1, MOST_BYTES);
        requireWithin("max-series", maxSeries, 1, 10_000);
        requireWithin("max-listed", maxListed, 1, 100_000);
        try {
            new DocumentLimits(maxDepth, maxItems, maxCharacters, maxReferences);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("lightbox.documents." + e.getMessage(), e);
        }
    }

    DocumentLimits limits() {
        return new DocumentLimits(maxDepth, maxItems, maxCharacters, maxReferences);
    }

    private static void requireWithin(String property, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "lightbox.documents." + property + " must be from " + least + " to " + most + ", not " + value);
        }
    }
}
