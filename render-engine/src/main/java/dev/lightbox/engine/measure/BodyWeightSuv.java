package dev.lightbox.engine.measure;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The standardised uptake value by body weight of PET (SUVbw, g/ml): activity concentration divided by injected activity per gram of the patient, both at the
 * same time. After the vendor-neutral pseudo-code of the Quantitative Imaging Biomarkers Alliance (QIBA, FDG-PET/CT SUV technical committee, "SUV vendor-neutral
 * pseudocode", happy path and robust version), without the vendors' private elements. Where anything is missing, contradictory or implausible there is no value: a
 * wrong SUV is worse than none. Stateless, thread-safe.
 */
public final class BodyWeightSuv {

    private static final double GRAMS_PER_KG = 1000;

    /** Beyond so many half-lives less than a thousandth is left: the times can't be right. */
    private static final double MOST_HALF_LIVES = 10;

    /** Of a nuclide that lives longer, the patient may have been scanned on another day than injected; a time without a date doesn't say. */
    private static final double LONGEST_HALF_LIFE_WITHOUT_DATE_S = 12 * 3600;

    /** A dose that isn't above is no dose in Bq: some devices write MBq or kBq. */
    private static final double LEAST_DOSE_BQ = 1e6;

    /** The two ways in which the time of injection is told may differ by so much, as one may be rounded to minutes. */
    private static final long MOST_DIFFERENCE_S = 60;

    private static final long DAY_S = 24 * 3600;

    private static final double MOST_DOSE_BQ = 1e11;
    private static final double MOST_WEIGHT_KG = 500;

    private BodyWeightSuv() {}

    /**
     * What a modality value is multiplied with to be a SUVbw.
     *
     * @param header of any image of the series; its patient's weight, injection and times are used
     * @return empty where it can't be computed
     */
    public static OptionalDouble factor(DataSet header) {
        if (!header.string(Tag.Modality).orElse("").equals("PT")) {
            return OptionalDouble.empty();
        }
        return switch (header.string(Tag.Units).orElse("")) {
            case "BQML" -> ofConcentration(header);
            // PS3.3 C.8.9.1: without SUV Type, GML are by body weight.
            case "GML" ->
                header.string(Tag.SUVType).orElse("BW").equals("BW") ? OptionalDouble.of(1) : OptionalDouble.empty();
            default -> OptionalDouble.empty();
        };
    }

    private static OptionalDouble ofConcentration(DataSet header) {
        List<String> corrections = header.strings(Tag.CorrectedImage);
        List<DataSet> injections = header.items(Tag.RadiopharmaceuticalInformationSequence);
        // Of several injections nobody says which one is seen.
        if (!corrections.contains("ATTN") || !corrections.contains("DECY") || injections.size() != 1) {
            return OptionalDouble.empty();
        }
        DataSet injection = injections.getFirst();
        OptionalDouble weight = within(header.number(Tag.PatientWeight), 0, MOST_WEIGHT_KG);
        OptionalDouble dose = within(injection.number(Tag.RadionuclideTotalDose), LEAST_DOSE_BQ, MOST_DOSE_BQ);
        OptionalDouble halfLife = within(injection.number(Tag.RadionuclideHalfLife), 1, 1e9);
        if (weight.isEmpty() || dose.isEmpty() || halfLife.isEmpty()) {
            return OptionalDouble.empty();
        }
        OptionalDouble left = switch (header.string(Tag.DecayCorrection).orElse("")) {
            // Corrected to the time of injection: nothing has decayed.
            case "ADMIN" -> OptionalDouble.of(1);
            case "START" -> fractionLeft(header, injection, halfLife.getAsDouble());
            default -> OptionalDouble.empty();
        };
        return left.isEmpty()
                ? left
                : OptionalDouble.of(weight.getAsDouble() * GRAMS_PER_KG / (dose.getAsDouble() * left.getAsDouble()));
    }

    private static OptionalDouble within(OptionalDouble value, double above, double most) {
        return value.isPresent() && value.getAsDouble() > above && value.getAsDouble() <= most
                ? value
                : OptionalDouble.empty();
    }

    /** Of the injected dose, at the time to which the images are corrected. */
    private static OptionalDouble fractionLeft(DataSet header, DataSet injection, double halfLifeS) {
        Optional<LocalDateTime> scan = scanStart(header, halfLifeS);
        if (scan.isEmpty()) {
            return OptionalDouble.empty();
        }
        Optional<LocalDateTime> injected = injected(header, injection, scan.get(), halfLifeS);
        if (injected.isEmpty()) {
            return OptionalDouble.empty();
        }
        double seconds = seconds(Duration.between(injected.get(), scan.get()));
        return seconds < 0 || seconds > MOST_HALF_LIVES * halfLifeS
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.pow(2, -seconds / halfLifeS));
    }

    /**
     * The time to which decay is corrected (PS3.3 C.8.9.1.1.4 START: of the acquisition of the series). Series Date and Time, unless they are later than this image's
     * own acquisition: then the series was made of another one afterwards, and the time follows from the image's Frame Reference Time, which counts from there.
     */
    private static Optional<LocalDateTime> scanStart(DataSet header, double halfLifeS) {
        Optional<LocalDateTime> series = dateTime(header, Tag.SeriesDate, Tag.SeriesTime);
        Optional<LocalDateTime> acquisition = dateTime(header, Tag.AcquisitionDate, Tag.AcquisitionTime);
        if (acquisition.isEmpty()) {
            return Optional.empty();
        }
        if (series.isPresent() && !series.get().isAfter(acquisition.get())) {
            return series;
        }
        OptionalDouble reference = header.number(Tag.FrameReferenceTime);
        OptionalDouble duration = header.number(Tag.ActualFrameDuration);
        if (reference.isEmpty()
                || duration.isEmpty()
                || reference.getAsDouble() <= 0
                || duration.getAsDouble() <= 0
                || Math.max(reference.getAsDouble(), duration.getAsDouble()) > 1e9) {
            return Optional.empty();
        }
        // The moment within the frame at which the rate was its average.
        double constant = Math.log(2) / halfLifeS;
        double decay = constant * duration.getAsDouble() / 1000;
        double averageS = Math.log(decay / -Math.expm1(-decay)) / constant;
        double backS = reference.getAsDouble() / 1000 - averageS;
        return Optional.of(acquisition.get().minusNanos(Math.round(backS * 1e9)));
    }

    private static Optional<LocalDateTime> injected(
            DataSet header, DataSet injection, LocalDateTime scan, double halfLifeS) {
        Optional<LocalTime> time = injection.time(Tag.RadiopharmaceuticalStartTime);
        String text = injection.string(Tag.RadiopharmaceuticalStartDateTime).orElse("");
        if (!text.isEmpty()) {
            return exactlyInjected(header, injection, text)
                    .filter(exact -> time.isEmpty() || agree(exact.toLocalTime(), time.get()));
        }
        if (time.isEmpty() || halfLifeS > LONGEST_HALF_LIFE_WITHOUT_DATE_S) {
            return Optional.empty();
        }
        // A time of day without its date: the last one before the scan, which may be yesterday's.
        LocalDateTime today = scan.toLocalDate().atTime(time.get());
        return Optional.of(today.isAfter(scan) ? today.minusDays(1) : today);
    }

    /** By date and time, on the clock by which the scan is timed: an offset from UTC (PS3.5 6.2, DT) may be another than that of the header's other times. */
    private static Optional<LocalDateTime> exactlyInjected(DataSet header, DataSet injection, String text) {
        Optional<LocalDateTime> told =
                dateTime(injection, Tag.RadiopharmaceuticalStartDateTime, Tag.RadiopharmaceuticalStartDateTime);
        int at = Math.max(text.indexOf('+'), text.indexOf('-'));
        if (told.isEmpty() || at < 0) {
            return told;
        }
        Optional<ZoneOffset> own = offset(text.substring(at));
        Optional<ZoneOffset> others = header.string(Tag.TimezoneOffsetFromUTC).flatMap(BodyWeightSuv::offset);
        return own.isPresent() && others.isPresent()
                ? told.map(time -> time.plusSeconds(
                        others.get().getTotalSeconds() - own.get().getTotalSeconds()))
                : Optional.empty();
    }

    /** An offset from UTC: {@code &ZZXX}, hours and minutes after a sign; empty for anything else. */
    private static Optional<ZoneOffset> offset(String text) {
        if (!text.matches("[+-](0[0-9]|1[0-4])[0-5][0-9]")) {
            return Optional.empty();
        }
        return Optional.of(ZoneOffset.of(text));
    }

    /** By the clock, on which midnight lies beside the minute before. */
    private static boolean agree(LocalTime one, LocalTime other) {
        long apart = Math.abs(one.toSecondOfDay() - other.toSecondOfDay());
        return Math.min(apart, DAY_S - apart) <= MOST_DIFFERENCE_S;
    }

    private static Optional<LocalDateTime> dateTime(DataSet dataSet, int dateTag, int timeTag) {
        Optional<LocalDate> date = dataSet.date(dateTag);
        Optional<LocalTime> time = dataSet.time(timeTag);
        return date.isPresent() && time.isPresent() ? Optional.of(date.get().atTime(time.get())) : Optional.empty();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
