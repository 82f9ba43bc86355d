package dev.lightbox.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.Vr;
import org.junit.jupiter.api.Test;

class ImageDescriptorTest {

    @Test
    void aUsualHeaderGivesNoWarning() throws DecodeException {
        ImageDescriptor image = ImageDescriptor.of(header().build());
        assertThat(image.columns()).isEqualTo(30);
        assertThat(image.rows()).isEqualTo(20);
        assertThat(image.highBit()).isEqualTo(11);
        assertThat(image.bytesPerFrame()).isEqualTo(1200);
        assertThat(image.warnings()).isEmpty();
    }

    @Test
    void missingRowsAreNamedWithTheirTag() {
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> ImageDescriptor.of(header().remove(Tag.Rows).build()))
                .withMessage("Rows (0028,0010) is missing");
    }

    @Test
    void moreBitsStoredThanAllocatedAreRefusedWithExpectedAndActual() {
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() ->
                        ImageDescriptor.of(header().putInts(Tag.BitsStored, 17).build()))
                .withMessageContaining("expected 1 to Bits Allocated 16, found 17");
    }

    @Test
    void anImpossibleHighBitIsReplacedWithAWarning() throws DecodeException {
        ImageDescriptor image =
                ImageDescriptor.of(header().putInts(Tag.HighBit, 3).build());
        assertThat(image.highBit()).isEqualTo(11);
        assertThat(image.warnings()).singleElement().asString().contains("expected 11, found 3");
    }

    @Test
    void samplesThatContradictThePhotometricInterpretationAreRefused() {
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> ImageDescriptor.of(
                        header().put(Tag.PhotometricInterpretation, "RGB").build()))
                .withMessageContaining("expected 3 for RGB, found 1");
    }

    @Test
    void anUnknownPhotometricInterpretationIsNamed() {
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> ImageDescriptor.of(
                        header().put(Tag.PhotometricInterpretation, "CMYK").build()))
                .withMessageContaining("CMYK");
    }

    @Test
    void theLargestPictureOfDicomDoesNotOverflow() throws DecodeException {
        ImageDescriptor image = ImageDescriptor.of(header().putInts(Tag.Rows, Vr.US, 65_535)
                .putInts(Tag.Columns, Vr.US, 65_535)
                .build());
        assertThat(image.bytesPerFrame()).isEqualTo(8_589_672_450L);
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> image.check(DecodeLimits.DEFAULT))
                .withMessageContaining("8589672450 bytes");
    }

    private static DataSet.Builder header() {
        return DataSet.builder()
                .putInts(Tag.Rows, 20)
                .putInts(Tag.Columns, 30)
                .putInts(Tag.SamplesPerPixel, 1)
                .put(Tag.PhotometricInterpretation, "MONOCHROME2")
                .putInts(Tag.BitsAllocated, 16)
                .putInts(Tag.BitsStored, 12)
                .putInts(Tag.HighBit, 11)
                .putInts(Tag.PixelRepresentation, 0);
    }
}
