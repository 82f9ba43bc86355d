package dev.lightbox.engine.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataSetTest {
    @Test
    void givesValuesByTheirVr() {
        DataSet dataSet = DataSet.builder()
                .put(Tag.PatientName, "Weber^Karl^^Dr.")
                .put(Tag.ImageType, "ORIGINAL", "PRIMARY", "AXIAL")
                .put(Tag.StudyDate, "20261124")
                .put(Tag.StudyTime, "093015.25")
                .putInts(Tag.Rows, 512)
                .putInts(Tag.InstanceNumber, 17)
                .putNumbers(Tag.PixelSpacing, 0.5, 1.0 / 3)
                .putNumbers(0x00189087, 1000)
                .build();

        assertThat(dataSet.personName(Tag.PatientName).orElseThrow().familyName())
                .isEqualTo("Weber");
        assertThat(dataSet.strings(Tag.ImageType)).containsExactly("ORIGINAL", "PRIMARY", "AXIAL");
        assertThat(dataSet.date(Tag.StudyDate)).contains(LocalDate.of(2026, 11, 24));
        assertThat(dataSet.time(Tag.StudyTime)).contains(LocalTime.of(9, 30, 15, 250_000_000));
        assertThat(dataSet.integer(Tag.Rows)).hasValue(512);
        assertThat(dataSet.bytes(Tag.Rows)).containsExactly(0, 2);
        assertThat(dataSet.integer(Tag.InstanceNumber)).hasValue(17);
        assertThat(dataSet.strings(Tag.PixelSpacing)).containsExactly("0.5", "0.33333333333333");
        assertThat(dataSet.number(0x00189087)).hasValue(1000);
        assertThat(dataSet.string(Tag.Rows)).contains("512");
    }

    @Test
    void whatIsAbsentIsEmptyAndNeverThrows() {
        DataSet dataSet = DataSet.builder().put(Tag.PatientID).build();

        assertThat(dataSet.contains(Tag.PatientID)).isFalse();
        assertThat(dataSet.element(Tag.PatientID)).isPresent();
        assertThat(dataSet.string(Tag.PatientID)).isEmpty();
        assertThat(dataSet.strings(Tag.PatientName)).isEmpty();
        assertThat(dataSet.integers(Tag.Rows)).isEmpty();
        assertThat(dataSet.numbers(Tag.PixelSpacing)).isEmpty();
        assertThat(dataSet.items(Tag.ReferencedImageSequence)).isEmpty();
        assertThat(dataSet.bytes(Tag.Rows)).isEmpty();
        assertThat(dataSet.date(Tag.StudyDate)).isEmpty();
        assertThat(dataSet.time(Tag.StudyTime)).isEmpty();
    }

    @Test
    void whatCannotBeUnderstoodIsAbsent() {
        DataSet dataSet = DataSet.builder()
                .put(Tag.InstanceNumber, "1A")
                .put(Tag.PixelSpacing, "0.5", "")
                .put(Tag.WindowCenter, "NaN")
                .put(Tag.WindowWidth, "0x1p3")
                .put(Tag.StudyDate, "20260230")
                .put(Tag.StudyTime, "2561")
                .put(Tag.NumberOfFrames, "99999999999")
                .build();

        assertThat(dataSet.integer(Tag.InstanceNumber)).isEmpty();
        assertThat(dataSet.numbers(Tag.PixelSpacing)).isEmpty();
        assertThat(dataSet.number(Tag.WindowCenter)).isEmpty();
        assertThat(dataSet.number(Tag.WindowWidth)).isEmpty();
        assertThat(dataSet.date(Tag.StudyDate)).isEmpty();
        assertThat(dataSet.time(Tag.StudyTime)).isEmpty();
        assertThat(dataSet.integer(Tag.NumberOfFrames)).isEmpty();
        assertThat(dataSet.number(Tag.NumberOfFrames)).hasValue(99_999_999_999.0);
    }

    @ParameterizedTest
    @CsvSource({
        "09, 09:00",
        "0930, 09:30",
        "093015, 09:30:15",
        "093015.5, 09:30:15.500",
        "09:30:15, 09:30:15",
        "235960, 23:59:59"
    })
    void readsTimesToThePrecisionTheyHave(String value, LocalTime time) {
        assertThat(DataSet.builder().put(Tag.StudyTime, value).build().time(Tag.StudyTime))
                .contains(time);
    }

    @ParameterizedTest
    @CsvSource({"20261124, 2026-11-24", "2026.11.24, 2026-11-24", "20261124-20261125,", "20261124-,", "202611,"})
    void readsDatesAndNoRanges(String value, LocalDate date) {
        assertThat(DataSet.builder()
                        .put(Tag.StudyDate, value)
                        .build()
                        .date(Tag.StudyDate)
                        .orElse(null))
                .isEqualTo(date);
    }

    @Test
    void splitsDateTimes() {
        DataSet dataSet = DataSet.builder()
                .put(Tag.AcquisitionDateTime, "20261124093015.5+0100")
                .build();

        assertThat(dataSet.date(Tag.AcquisitionDateTime)).contains(LocalDate.of(2026, 11, 24));
        assertThat(dataSet.time(Tag.AcquisitionDateTime)).contains(LocalTime.of(9, 30, 15, 500_000_000));
    }

    @Test
    void iteratesByUnsignedTag() {
        DataSet dataSet = DataSet.builder()
                .putBytes(0xFFFCFFFC, Vr.OB, new byte[2])
                .put(Tag.PatientID, "1")
                .putInts(Tag.Rows, 1)
                .build();

        assertThat(dataSet).extracting(Element::tag).containsExactly(Tag.PatientID, Tag.Rows, 0xFFFCFFFC);
        assertThat(dataSet.contains(0xFFFCFFFC)).isTrue();
    }

    @Test
    void becomesUtf8WhereItsCharacterSetCannotHoldTheText() {
        DataSet latin = DataSet.builder()
                .put(Tag.SpecificCharacterSet, "ISO_IR 100")
                .put(Tag.PatientName, "Äneas^Rüdiger")
                .build();
        DataSet japanese = latin.toBuilder().put(Tag.StudyDescription, "頭部").build();

        assertThat(latin.bytes(Tag.PatientName)).startsWith(0xC4).hasSize(14);
        assertThat(japanese.string(Tag.SpecificCharacterSet)).contains("ISO_IR 192");
        assertThat(japanese.string(Tag.PatientName)).contains("Äneas^Rüdiger");
        assertThat(japanese.string(Tag.StudyDescription)).contains("頭部");
        assertThat(DataSet.builder().put(Tag.PatientName, "Ä").build().string(Tag.SpecificCharacterSet))
                .contains("ISO_IR 192");
    }

    @Test
    void itemsTakeOnTheCharacterSetAroundThem() {
        DataSet item = DataSet.builder()
                .put(Tag.SpecificCharacterSet, "ISO_IR 100")
                .put(Tag.CodeMeaning, "Schädel")
                .build()
                .toBuilder()
                .remove(Tag.SpecificCharacterSet)
                .build();
        DataSet dataSet = DataSet.builder()
                .put(Tag.SpecificCharacterSet, "ISO_IR 192")
                .putItems(Tag.AnatomicRegionSequence, item)
                .build();

        assertThat(dataSet.items(Tag.AnatomicRegionSequence).getFirst().string(Tag.CodeMeaning))
                .contains("Schädel");
    }

    @Test
    void refusesWhatDoesNotFitItsVr() {
        DataSet.Builder builder = DataSet.builder();

        assertThatThrownBy(() -> builder.putInts(Tag.Rows, 70_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("(0028,0010) Rows: 70000.0 doesn't fit US");
        assertThatThrownBy(() -> builder.put(Tag.Rows, "512")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.putNumbers(Tag.PixelSpacing, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isEqualByContents() {
        DataSet one = DataSet.builder().put(Tag.PatientID, "1").build();

        assertThat(one)
                .isEqualTo(DataSet.builder().put(Tag.PatientID, "1").build())
                .hasSameHashCodeAs(one.toBuilder().build());
        assertThat(one).isNotEqualTo(DataSet.builder().put(Tag.PatientID, "2").build());
        assertThat(one.toString()).isEqualTo("data set of 1 elements");
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "1e-7, 0.0000001",
        "1e-17, 1E-17",
        "-123456.123456789, -123456.12345679",
        "1000, 1000",
        "1e300, 1E+300",
        "-0.0, 0"
    })
    void decimalStringsHaveAtMostSixteenCharacters(double value, String text) {
        assertThat(Numbers.decimalString(value)).isEqualTo(text).hasSizeLessThanOrEqualTo(16);
    }

    @Test
    void knowsTheDictionary() {
        assertThat(Dictionary.entry(Tag.PatientName).orElseThrow())
                .isEqualTo(new Dictionary.Entry(0x00100010, Vr.PN, false, "1", "PatientName"));
        assertThat(Dictionary.entry("WindowCenter").orElseThrow().vm()).isEqualTo("1-n");
        assertThat(Dictionary.vr(0x60023000)).isEqualTo(Vr.OW);
        assertThat(Dictionary.vr(0x50040005)).isEqualTo(Vr.US);
        assertThat(Dictionary.vr(0x00090010)).isEqualTo(Vr.LO);
        assertThat(Dictionary.vr(0x00091010)).isEqualTo(Vr.UN);
        assertThat(Dictionary.vr(0x00080000)).isEqualTo(Vr.UL);
        assertThat(Tag.format(Tag.ImageOrientationPatient)).isEqualTo("(0020,0037) ImageOrientationPatient");
        assertThat(Tag.format(0x00091010)).isEqualTo("(0009,1010)");
    }

    @Test
    void everyTagConstantIsTheDictionarys() throws IllegalAccessException {
        for (var field : Tag.class.getFields()) {
            Dictionary.Entry entry = Dictionary.entry(field.getInt(null)).orElseThrow();
            assertThat(entry.keyword()).isEqualTo(field.getName());
        }
    }

    @Test
    void namesPersons() {
        PersonName name = PersonName.parse("Yamada^Tarou^^Dr.=山田^太郎=やまだ^たろう");

        assertThat(name.display()).isEqualTo("Yamada, Tarou (山田 太郎)");
        assertThat(name.prefix()).isEqualTo("Dr.");
        assertThat(name.toDicom()).isEqualTo("Yamada^Tarou^^Dr.=山田^太郎=やまだ^たろう");
        assertThat(PersonName.parse("Doe^^^^").toDicom()).isEqualTo("Doe");
        assertThat(PersonName.parse("Doe").display()).isEqualTo("Doe");
        assertThat(PersonName.parse("^Jane").display()).isEqualTo("Jane");
        assertThat(PersonName.parse("=山田^太郎").display()).isEqualTo("山田, 太郎");
        assertThat(PersonName.parse("").display()).isEmpty();
    }

    @Test
    void makesAndChecksUids() {
        assertThat(Uids.isValid(Uids.random())).isTrue();
        assertThat(Uids.random()).startsWith("2.25.").isNotEqualTo(Uids.random());
        assertThat(List.of("1.2.840.10008.1.2", "0", "1.0.3")).allMatch(Uids::isValid);
        assertThat(List.of("", ".", "1.", "1..2", "1.02", "1.a", "1.2 ", "1" + ".2".repeat(32)))
                .noneMatch(Uids::isValid);
        assertThat(Uids.isValid(Uids.IMPLEMENTATION_CLASS)).isTrue();
    }

    @Test
    void unknownTransferSyntaxesAreCalledByTheirUid() {
        assertThat(TransferSyntax.of("1.2.3").displayName()).isEqualTo("1.2.3");
        assertThat(TransferSyntax.of("1.2.840.10008.1.2.4.90").displayName()).isEqualTo("JPEG 2000 (Lossless Only)");
        assertThat(TransferSyntax.of("1.2.840.10008.1.2.4.102").isVideo()).isTrue();
    }
}
