package dev.lightbox.engine.document;

/**
 * What reading a document may cost at most; what is beyond is left out with a warning.
 *
 * @param maxDepth content items within content items, 1–64: deeper than a data set may be (the reader's own limit) there is nothing
 * @param maxItems content items of a document, 1–1,000,000
 * @param maxCharacters of all its text together, 1,000–100,000,000
 * @param maxReferences to other objects, each frame of an object counted, 1–1,000,000
 */
public record DocumentLimits(int maxDepth, int maxItems, int maxCharacters, int maxReferences) {
    /** The largest reports met (of CT dose and of whole-body measurements) have a tenth of this. */
    public static final DocumentLimits DEFAULT = new DocumentLimits(32, 10_000, 1_000_000, 10_000);

    public DocumentLimits {
        requireWithin("max-depth", maxDepth, 1, 64);
        requireWithin("max-items", maxItems, 1, 1_000_000);
        requireWithin("max-characters", maxCharacters, 1_000, 100_000_000);
        requireWithin("max-references", maxReferences, 1, 1_000_000);
    }

    private static void requireWithin(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be from " + least + " to " + most + ", not " + value);
        }
    }
}
