package dev.lightbox.viewer.viewing.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextInPicturesTest {

    private static DataSet.Builder of(String sopClass) {
        return DataSet.builder().put(Tag.SOPClassUID, sopClass);
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.840.10008.5.1.4.1.1.2, CT",
        "1.2.840.10008.5.1.4.1.1.2.1, enhanced CT",
        "1.2.840.10008.5.1.4.1.1.4, MR",
        "1.2.840.10008.5.1.4.1.1.1.1, digital radiography",
        "1.2.840.10008.5.1.4.1.1.1.2.1, mammography for processing",
        "1.2.840.10008.5.1.4.1.1.128, PET",
    })
    void whatComesStraightFromSuchADeviceHasNone(String sopClass, String what) {
        assertThat(TextInPictures.isPossible(of(sopClass).build())).as(what).isFalse();
        assertThat(TextInPictures.isPossible(of(sopClass)
                        .put(Tag.ImageType, "ORIGINAL", "PRIMARY", "AXIAL")
                        .build()))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.840.10008.5.1.4.1.1.6.1, ultrasound",
        "1.2.840.10008.5.1.4.1.1.3.1, ultrasound with frames",
        "1.2.840.10008.5.1.4.1.1.7, secondary capture",
        "1.2.840.10008.5.1.4.1.1.7.4, secondary capture in colour",
        "1.2.840.10008.5.1.4.1.1.77.1.4, photograph",
        "1.2.840.10008.5.1.4.1.1.21, something that isn't known",
        "'', nothing",
    })
    void everythingElseMay(String sopClass, String what) {
        assertThat(TextInPictures.isPossible(of(sopClass).build())).as(what).isTrue();
    }

    @Test
    void whatTheFileSaysCounts() {
        String ct = "1.2.840.10008.5.1.4.1.1.2";
        assertThat(TextInPictures.isPossible(
                        of(ct).put(Tag.BurnedInAnnotation, "YES").build()))
                .isTrue();
        assertThat(TextInPictures.isPossible(
                        of(ct).put(Tag.BurnedInAnnotation, "PERHAPS").build()))
                .isTrue();
        assertThat(TextInPictures.isPossible(of("1.2.840.10008.5.1.4.1.1.7")
                        .put(Tag.BurnedInAnnotation, "NO")
                        .build()))
                .isFalse();
    }

    @Test
    void whatWasMadeOfOtherPicturesOrHasAnOverlayMay() {
        String ct = "1.2.840.10008.5.1.4.1.1.2";
        assertThat(TextInPictures.isPossible(of(ct).put(Tag.ImageType, "DERIVED", "SECONDARY", "SCREEN SAVE")
                        .build()))
                .isTrue();
        assertThat(TextInPictures.isPossible(of(ct).put(Tag.BurnedInAnnotation, "NO")
                        .putInts(Tag.OverlayRows + 0x00040000, 512)
                        .build()))
                .isTrue();
    }
}
