package dev.lightbox.viewer.viewing.measuring;

import dev.lightbox.engine.measure.Measured;
import dev.lightbox.engine.measure.MeasurementRefusedException;
import java.util.Locale;

/** What a measurement comes to, or why to nothing. */
public sealed interface Outcome {

    /** It has been measured. */
    record Values(Measured measured) implements Outcome {}

    /**
     * There is no answer.
     *
     * @param reason as the stream protocol writes it
     * @param message fit for the user; only where {@code reason} is {@link #PICTURE}, else empty
     */
    record Refused(String reason, String message) implements Outcome {}

    /** Its picture can't be had. */
    String PICTURE = "picture";

    /** Nothing of the kind is shown. */
    Outcome NOT_SHOWN = new Refused("not-shown", "");

    /** So many others wait. */
    Outcome TOO_MANY = new Refused("too-many", "");

    static Outcome refused(MeasurementRefusedException refusal) {
        return new Refused(term(refusal.reason()), "");
    }

    /** A constant as the stream protocol writes it, such as {@code no-pixels}. */
    static String term(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
