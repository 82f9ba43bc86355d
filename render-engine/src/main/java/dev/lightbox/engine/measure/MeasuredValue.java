package dev.lightbox.engine.measure;

/**
 * One number of a measurement. Immutable.
 *
 * @param unit for people: {@code mm}, {@code mm²}, {@code px}, {@code px²}, {@code °}, {@value #SUV}, or the unit of modality values such as {@code HU}; empty where it isn't known
 */
public record MeasuredValue(Concept concept, double value, String unit) {

    /** Standardised uptake value by body weight, g/ml. */
    public static final String SUV = "SUVbw";

    static final String DEGREES = "°";
    static final String PIXELS = "px";
}
