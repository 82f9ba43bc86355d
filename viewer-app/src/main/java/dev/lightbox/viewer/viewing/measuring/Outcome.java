package dev.lightbox.viewer.viewing.measuring;

import dev.lightbox.engine.measure.Measured;
import dev.lightbox.engine.measure.MeasurementRefusedException;
import dev.lightbox.viewer.viewing.PictureException;
import java.util.Locale;
import org.slf4j.LoggerFactory;

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

    /** What measuring comes to. */
    @FunctionalInterface
    interface Measuring {

        Measured measure() throws MeasurementRefusedException;
    }

    /** Measures. */
    static Outcome of(Measuring measuring) {
        try {
            return new Values(measuring.measure());
        } catch (MeasurementRefusedException e) {
            return new Refused(term(e.reason()), "");
        } catch (RuntimeException | Error e) {
            return failed(e);
        }
    }

    /** It couldn't be measured. */
    static Outcome failed(Throwable failure) {
        if (failure instanceof PictureException picture) {
            return new Refused(PICTURE, String.valueOf(picture.getMessage()));
        }
        LoggerFactory.getLogger(Outcome.class).error("Measuring failed", failure);
        return new Refused(PICTURE, "the server couldn't measure in it. Tell your administrator.");
    }

    /** A constant as the stream protocol writes it, such as {@code no-pixels}. */
    static String term(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
