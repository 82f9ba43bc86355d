package dev.lightbox.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 370 MBq of fluorine-18 into 74 kg: 74 000 g / 370 000 000 Bq = 0.0002 g/Bq at the time of injection. */
class BodyWeightSuvTest {

    private static final double AT_INJECTION = 0.0002;

    /** Of fluorine-18; one of them lies between injection and scan. */
    private static final double HALF_LIFE_S = 6588;

    private static DataSet.Builder injection() {
        return DataSet.builder()
                .put(Tag.RadiopharmaceuticalStartTime, "100000.000000")
                .put(Tag.RadionuclideTotalDose, "370000000")
                .put(Tag.RadionuclideHalfLife, "6588");
    }

    /** Scanned 1 h 49 min 48 s after the injection. */
    private static DataSet.Builder pet(DataSet.Builder injection) {
        return DataSet.builder()
                .put(Tag.Modality, "PT")
                .put(Tag.Units, "BQML")
                .put(Tag.CorrectedImage, "NORM", "DTIM", "ATTN", "SCAT", "DECY", "RAN")
                .put(Tag.DecayCorrection, "START")
                .put(Tag.PatientWeight, "74")
                .put(Tag.SeriesDate, "20261103")
                .put(Tag.SeriesTime, "114948.00")
                .put(Tag.AcquisitionDate, "20261103")
                .put(Tag.AcquisitionTime, "115500")
                .putItems(Tag.RadiopharmaceuticalInformationSequence, injection.build());
    }

    private static double factor(DataSet.Builder header) {
        return BodyWeightSuv.factor(header.build()).orElseThrow();
    }

    private static boolean isKnown(UnaryOperator<DataSet.Builder> change) {
        return BodyWeightSuv.factor(change.apply(pet(injection())).build()).isPresent();
    }

    private static boolean isKnownOf(UnaryOperator<DataSet.Builder> change) {
        return BodyWeightSuv.factor(pet(change.apply(injection())).build()).isPresent();
    }

    @Test
    void theDoseHasDecayedByTheStartOfTheSeries() {
        assertThat(factor(pet(injection()))).isCloseTo(2 * AT_INJECTION, within(1e-12));
    }

    @Test
    void nothingHasDecayedWhereTheImagesAreCorrectedToTheInjection() {
        assertThat(factor(pet(injection()).put(Tag.DecayCorrection, "ADMIN"))).isCloseTo(AT_INJECTION, within(1e-15));
    }

    @Test
    void anInjectionBeforeMidnightIsOfTheDayBeforeTheScan() {
        DataSet.Builder late = injection().put(Tag.RadiopharmaceuticalStartTime, "230000");
        assertThat(factor(pet(late).put(Tag.SeriesTime, "004948").put(Tag.AcquisitionTime, "005000")))
                .isCloseTo(2 * AT_INJECTION, within(1e-12));
        assertThat(factor(pet(late.put(Tag.RadiopharmaceuticalStartDateTime, "20261102230000.00"))
                        .put(Tag.SeriesTime, "004948")
                        .put(Tag.AcquisitionTime, "005000")))
                .isCloseTo(2 * AT_INJECTION, within(1e-12));
    }

    @Test
    void theDateAndTimeOfTheInjectionCountsMoreThanTheTimeAlone() {
        DataSet.Builder both = injection()
                .put(Tag.RadiopharmaceuticalStartDateTime, "20261103081012")
                .put(Tag.RadiopharmaceuticalStartTime, "0810");
        assertThat(factor(pet(both))).isCloseTo(4 * AT_INJECTION, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "20261103100000, 100100, true",
        "20261103100000, 095900, true",
        "20261103100000, 100101, false",
        "20261103100000, 095859, false",
        "20261103081012, 100000, false",
        // Across midnight they are forty seconds apart, or two minutes.
        "20261103000010, 235930, true",
        "20261102235930, 000010, true",
        "20261103000100, 235900, false",
    })
    void timesOfTheInjectionThatContradictEachOtherGiveNoValue(String dateTime, String time, boolean known) {
        assertThat(isKnownOf(injection -> injection
                        .put(Tag.RadiopharmaceuticalStartDateTime, dateTime)
                        .put(Tag.RadiopharmaceuticalStartTime, time)))
                .isEqualTo(known);
    }

    @ParameterizedTest
    @CsvSource({
        "20261103010000+0000, +0900",
        "20261103010000.00+0000, +0900",
        "20261102200000-0500, +0900",
        "20261103100000+0900, +0900",
        "20261103180000+0000, -0800",
        "20261103043000-0000, +0530",
    })
    void anOffsetFromUtcIsConvertedToTheClockOfTheScan(String dateTime, String offset) {
        DataSet.Builder injection = injection().put(Tag.RadiopharmaceuticalStartDateTime, dateTime);
        assertThat(factor(pet(injection).put(Tag.TimezoneOffsetFromUTC, offset)))
                .isCloseTo(2 * AT_INJECTION, within(1e-12));
        assertThat(BodyWeightSuv.factor(pet(injection).build())).isEmpty();
        assertThat(BodyWeightSuv.factor(
                        pet(injection).put(Tag.TimezoneOffsetFromUTC, "9 h").build()))
                .isEmpty();
    }

    @Test
    void anOffsetFromUtcMayChangeTheDay() {
        // 23:00 in Tokyo, the evening before the scan.
        DataSet.Builder late = injection()
                .put(Tag.RadiopharmaceuticalStartTime, "230000")
                .put(Tag.RadiopharmaceuticalStartDateTime, "20261102140000+0000");
        assertThat(factor(pet(late)
                        .put(Tag.TimezoneOffsetFromUTC, "+0900")
                        .put(Tag.SeriesTime, "004948")
                        .put(Tag.AcquisitionTime, "005000")))
                .isCloseTo(2 * AT_INJECTION, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"20261103010000+00", "20261103010000+9900", "20261103010000Z", "20261103", "yesterday"})
    void aDateAndTimeThatCannotBeReadGivesNoValue(String dateTime) {
        assertThat(BodyWeightSuv.factor(pet(injection().put(Tag.RadiopharmaceuticalStartDateTime, dateTime))
                        .put(Tag.TimezoneOffsetFromUTC, "+0900")
                        .build()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"20261103114949", "20261003100000"})
    void noValueFromADateAndTimeAfterTheScanOrLongBefore(String dateTime) {
        assertThat(isKnownOf(injection -> injection
                        .remove(Tag.RadiopharmaceuticalStartTime)
                        .put(Tag.RadiopharmaceuticalStartDateTime, dateTime)))
                .isFalse();
    }

    @Test
    void aSeriesThatWasMadeLaterIsTimedByItsFrames() {
        // The frame began 300 s after the scan; its reference time lies where its rate was the average, a little before
        // its middle.
        double decay = Math.log(2) / HALF_LIFE_S * 180;
        double average = HALF_LIFE_S / Math.log(2) * Math.log(decay / (1 - Math.exp(-decay)));
        assertThat(average).isBetween(89.0, 90.0);
        DataSet.Builder later = pet(injection())
                .put(Tag.SeriesDate, "20261204")
                .put(Tag.AcquisitionTime, "115448")
                .put(
                        Tag.FrameReferenceTime,
                        Double.toString(300_000 + average * 1000).substring(0, 12))
                .put(Tag.ActualFrameDuration, "180000");
        assertThat(factor(later)).isCloseTo(2 * AT_INJECTION, within(1e-9));
        assertThat(BodyWeightSuv.factor(later.remove(Tag.ActualFrameDuration).build()))
                .isEmpty();
    }

    @Test
    void valuesThatAreSuvAlreadyStayAsTheyAre() {
        assertThat(factor(pet(injection()).put(Tag.Units, "GML"))).isEqualTo(1);
        assertThat(factor(pet(injection()).put(Tag.Units, "GML").put(Tag.SUVType, "BW")))
                .isEqualTo(1);
        assertThat(isKnown(header -> header.put(Tag.Units, "GML").put(Tag.SUVType, "LBM")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Modality, CT",
        "Units, CNTS",
        "CorrectedImage, DECY",
        "CorrectedImage, ATTN",
        "DecayCorrection, NONE",
        "PatientWeight, 0",
        "PatientWeight, -70",
        "PatientWeight, 74000",
        "SeriesTime, 115501",
    })
    void withoutWhatItTakesThereIsNoValue(String keyword, String value) throws Exception {
        int tag = Tag.class.getField(keyword).getInt(null);
        assertThat(isKnown(header -> header)).isTrue();
        assertThat(isKnown(header -> header.put(tag, value))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "RadionuclideTotalDose, 370",
        "RadionuclideTotalDose, 370000",
        "RadionuclideTotalDose, 999999",
        "RadionuclideTotalDose, 0",
        "RadionuclideTotalDose, -370000000",
        "RadionuclideHalfLife, 0",
        "RadiopharmaceuticalStartTime, 11:50",
        // An hour after the scan, so the day before by the clock: 13 half-lives.
        "RadiopharmaceuticalStartTime, 114949",
        // Copper-64: the injection may have been days ago.
        "RadionuclideHalfLife, 45721",
    })
    void noValueFromAnInjectionThatCannotBe(String keyword, String value) throws Exception {
        int tag = Tag.class.getField(keyword).getInt(null);
        assertThat(isKnownOf(injection -> injection.put(tag, value))).isFalse();
    }

    @Test
    void noValueWhereSomethingIsMissingOrSeveralInjectionsAreNamed() {
        for (int tag : new int[] {
            Tag.Units,
            Tag.CorrectedImage,
            Tag.DecayCorrection,
            Tag.PatientWeight,
            Tag.AcquisitionTime,
            Tag.SeriesTime,
            Tag.RadiopharmaceuticalInformationSequence
        }) {
            assertThat(isKnown(header -> header.remove(tag))).isFalse();
        }
        for (int tag :
                new int[] {Tag.RadionuclideTotalDose, Tag.RadionuclideHalfLife, Tag.RadiopharmaceuticalStartTime}) {
            assertThat(isKnownOf(injection -> injection.remove(tag))).isFalse();
        }
        assertThat(isKnown(header -> header.putItems(
                        Tag.RadiopharmaceuticalInformationSequence,
                        injection().build(),
                        injection().build())))
                .isFalse();
        // Long-lived, but with its date: 12.7 h, two days.
        assertThat(isKnownOf(injection -> injection
                        .put(Tag.RadionuclideHalfLife, "45721")
                        .put(Tag.RadiopharmaceuticalStartTime, "114948")
                        .put(Tag.RadiopharmaceuticalStartDateTime, "20261101114948")))
                .isTrue();
    }
}
