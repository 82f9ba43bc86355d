package dev.lightbox.engine.measure;

/** What a measured value is. Their codes (PS3.16 TID 1500) stand in {@code docs/stream-protocol.md}. */
public enum Concept {
    LENGTH("length"),
    ANGLE("angle"),
    COBB_ANGLE("cobbAngle"),
    LONG_AXIS("longAxis"),
    SHORT_AXIS("shortAxis"),
    AREA("area"),
    MEAN("mean"),
    /** Of the pixels themselves, which aren't a sample of anything larger: the sum of squares is divided by their number. */
    STANDARD_DEVIATION("standardDeviation"),
    MINIMUM("minimum"),
    MAXIMUM("maximum"),
    /** Of those that mean and others are made from. */
    PIXEL_COUNT("pixelCount"),
    /** Likewise of a plane's lattice points: they may be more than one a voxel, or fewer. */
    SAMPLE_COUNT("sampleCount"),
    /** Pixels or lattice points within that have no value: padding, not finite, outside of a volume, or in a gap. */
    LEFT_OUT("leftOut"),
    /** Of one pixel. */
    VALUE("value"),
    WINDOW_CENTER("windowCenter"),
    WINDOW_WIDTH("windowWidth");

    private final String term;

    Concept(String term) {
        this.term = term;
    }

    /** As the stream protocol writes it. */
    public String term() {
        return term;
    }
}
