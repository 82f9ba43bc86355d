package dev.lightbox.engine.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.lightbox.engine.SharedData;
import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.TransferSyntax;
import dev.lightbox.engine.dicom.Vr;
import dev.lightbox.engine.geometry.OrientationLetters;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PixelSpacing;
import dev.lightbox.engine.geometry.PixelSpacing.Kind;
import dev.lightbox.engine.volume.ValueOrder;
import dev.lightbox.engine.volume.VolumeSlice;
import org.junit.jupiter.api.Test;

class SourceImageTest {

    /** Slabs of largest values are made by stored ones: what these say of modality values goes with each slice. */
    @Test
    void aSlicesValuesRiseOrFallWithTheStoredOnes() throws UnsupportedImageException {
        int[][] tables = {{5, 6, 9}, {9, 6, 5}, {5, 9, 6}};
        for (int t = 0; t < tables.length; t++) {
            DataSet lut = DataSet.builder()
                    .putInts(Tag.LUTDescriptor, Vr.SS, 3, 10, 8)
                    .putInts(Tag.LUTData, Vr.US, tables[t])
                    .build();
            SourceImage image = Instances.image(Instances.gray(1, 1).putItems(Tag.ModalityLUTSequence, lut), 1);
            VolumeSlice<String> slice = image.volumeSlice("", 1);
            assertThat(slice.scale()).isEmpty();
            assertThat(slice.order()).isEqualTo(ValueOrder.values()[t]);
        }
        SourceImage falling = Instances.image(
                Instances.gray(1, 1).putNumbers(Tag.RescaleSlope, -2).putNumbers(Tag.RescaleIntercept, 7), 1);
        assertThat(falling.volumeSlice("", 1).order()).isEqualTo(ValueOrder.FALLING);
        assertThat(Instances.image(Instances.gray(1, 1), 1).volumeSlice("", 1).order())
                .isEqualTo(ValueOrder.RISING);
    }

    @Test
    void anUnsupportedSyntaxIsNamedFromTheHeaderAlone() throws Exception {
        SourceImage image = Instances.headerOnly(Instances.gray(2, 2), TransferSyntax.of("1.2.840.10008.1.2.4.110"));
        assertThat(image.verdict()).hasValue("Pictures compressed as JPEG XL Lossless can't be shown yet.");
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> image.decode(1))
                .withMessageContaining("JPEG XL Lossless");
    }

    @Test
    void aVideoIsCalledAVideo() throws Exception {
        SourceImage image = Instances.headerOnly(Instances.gray(2, 2), TransferSyntax.of("1.2.840.10008.1.2.4.102"));
        assertThat(image.verdict()).hasValueSatisfying(v -> assertThat(v).startsWith("This is a video (MPEG-4"));
    }

    @Test
    void whatAPictureIsShownWithoutIsSaid() throws Exception {
        DataSet.Builder second = Instances.gray(1, 1).putInts(0x601E0010, 1).put(Tag.ShutterShape, "CIRCULAR");
        assertThat(Instances.image(second, 1).warnings())
                .containsExactly(
                        "Its overlay in group 601E isn't shown: it has 0 x 1 pixels.",
                        "Its display shutter (CIRCULAR) isn't applied in full: its shape can't be understood.");
        assertThat(Instances.image(Instances.gray(1, 1), 1).warnings()).isEmpty();
    }

    @Test
    void aReportHoldsNoPicture() {
        DataSet.Builder report = DataSet.builder().put(Tag.Modality, "SR");
        assertThatExceptionOfType(UnsupportedImageException.class)
                .isThrownBy(() -> Instances.headerOnly(report, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))
                .withMessage("test.dcm holds no picture (SR).");
    }

    @Test
    void aCorruptModalityLutIsAVerdictNotAWrongPicture() throws Exception {
        DataSet lut = DataSet.builder().build();
        SourceImage image = Instances.image(Instances.gray(1, 1).putItems(Tag.ModalityLUTSequence, lut), 1);
        assertThat(image.verdict()).hasValueSatisfying(v -> assertThat(v).contains("LUT Descriptor"));
    }

    @Test
    void aCutOffFrameIsRefusedWithExpectedAndActual() throws Exception {
        SourceImage image = Instances.image(Instances.gray(4, 4), 1, 2, 3);
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> image.decode(1))
                .withMessageContaining("32")
                .withMessageContaining("6")
                .withMessageContaining("Explicit VR Little Endian");
    }

    @Test
    void imagerPixelSpacingHoldsAtTheDetector() throws Exception {
        SourceImage image = Instances.image(
                Instances.gray(1, 1).put(Tag.Modality, "DX").putNumbers(Tag.ImagerPixelSpacing, 0.2, 0.1), 1);
        assertThat(image.pixelSpacing(1)).hasValue(new PixelSpacing(0.2, 0.1, Kind.DETECTOR));
        assertThat(image.pixelAspect(1)).isEqualTo(2);
    }

    @Test
    void pixelSpacingOfAProjectionHoldsInThePatientOnlyWhenCalibrated() throws Exception {
        DataSet.Builder header = Instances.gray(1, 1)
                .put(Tag.Modality, "DX")
                .putNumbers(Tag.ImagerPixelSpacing, 0.2, 0.2)
                .putNumbers(Tag.PixelSpacing, 0.2, 0.2);
        assertThat(Instances.image(header, 1).pixelSpacing(1).orElseThrow().kind())
                .isEqualTo(Kind.DETECTOR);
        header.put(Tag.PixelSpacingCalibrationType, "FIDUCIAL");
        assertThat(Instances.image(header, 1).pixelSpacing(1).orElseThrow().kind())
                .isEqualTo(Kind.PATIENT);
    }

    @Test
    void pixelSpacingOfASliceHoldsInThePatientThoughAnImagersIsThereToo() throws Exception {
        DataSet.Builder header = Instances.gray(1, 1)
                .put(Tag.Modality, "CT")
                .putNumbers(Tag.ImagerPixelSpacing, 0.2, 0.2)
                .putNumbers(Tag.PixelSpacing, 0.2, 0.2);
        assertThat(Instances.image(header, 1).pixelSpacing(1).orElseThrow().kind())
                .isEqualTo(Kind.PATIENT);
    }

    @Test
    void theSizeOnAScannedFilmIsNotThePatientsWhateverWasOnIt() throws Exception {
        for (String modality : new String[] {"CT", "MR", "PT", "NM", "OT"}) {
            DataSet.Builder header = Instances.gray(1, 1)
                    .put(Tag.Modality, modality)
                    .putNumbers(Tag.NominalScannedPixelSpacing, 0.1, 0.1)
                    .putNumbers(Tag.PixelSpacing, 0.1, 0.1);
            assertThat(Instances.image(header, 1).pixelSpacing(1))
                    .as(modality)
                    .hasValue(new PixelSpacing(0.1, 0.1, Kind.DETECTOR));
            header.putNumbers(Tag.PixelSpacing, 0.4, 0.4);
            assertThat(Instances.image(header, 1).pixelSpacing(1))
                    .as(modality)
                    .hasValue(new PixelSpacing(0.4, 0.4, Kind.PATIENT));
        }
    }

    @Test
    void ultrasoundRegionsLeaveNoSpacingForTheWholePicture() throws Exception {
        DataSet.Builder header = Instances.gray(1, 1)
                .put(Tag.Modality, "US")
                .putNumbers(Tag.PixelSpacing, 0.3, 0.3)
                .putItems(
                        Tag.SequenceOfUltrasoundRegions,
                        DataSet.builder().putInts(Tag.Rows, 1).build());
        assertThat(Instances.image(header, 1).pixelSpacing(1)).isEmpty();
    }

    @Test
    void pixelAspectRatioIsVerticalToHorizontal() throws Exception {
        assertThat(Instances.image(Instances.gray(1, 1).put(Tag.PixelAspectRatio, "4", "3"), 1)
                        .pixelAspect(1))
                .isEqualTo(4.0 / 3);
    }

    @Test
    void aCtSliceLiesWhereItsHeaderSays() throws Exception {
        SourceImage image = Instances.image(
                Instances.gray(1, 1)
                        .put(Tag.Modality, "CT")
                        .putNumbers(Tag.PixelSpacing, 0.5, 0.25)
                        .putNumbers(Tag.ImagePositionPatient, -10, -20, 30)
                        .putNumbers(Tag.ImageOrientationPatient, 1, 0, 0, 0, 1, 0),
                1);
        assertThat(image.plane(1).orElseThrow().origin()).isEqualTo(new PatientPoint(-10, -20, 30));
        assertThat(image.plane(1).orElseThrow().spacing()).isEqualTo(new PixelSpacing(0.5, 0.25, Kind.PATIENT));
        assertThat(image.orientationLetters(1)).hasValue(new OrientationLetters("R", "L", "A", "P"));
    }

    @Test
    void anAnimalsPatientOrientationIsntReadAsAPersons() throws Exception {
        DataSet.Builder header = Instances.gray(1, 1).put(Tag.PatientOrientation, "R", "L");
        assertThat(Instances.image(header, 1).orientationLetters(1)).isPresent();
        header.put(Tag.AnatomicalOrientationType, "QUADRUPED");
        assertThat(Instances.image(header, 1).orientationLetters(1)).isEmpty();
    }

    @Test
    void aProjectionTakesItsLettersFromPatientOrientation() throws Exception {
        SourceImage image = Instances.image(Instances.gray(1, 1).put(Tag.PatientOrientation, "L", "F"), 1);
        assertThat(image.plane(1)).isEmpty();
        assertThat(image.orientationLetters(1)).hasValue(new OrientationLetters("R", "L", "H", "F"));
    }

    @Test
    void framesOfAnEnhancedImageHavePlanesAndWindowsOfTheirOwn() throws Exception {
        SourceImage image = SourceImage.of(
                DicomReader.read(SharedData.bytes("multiframe/enhanced-mr-siemens-xa10-6f.dcm"), "xa10"));
        assertThat(image.numberOfFrames()).isEqualTo(6);
        double first = image.plane(1).orElseThrow().location();
        double second = image.plane(2).orElseThrow().location();
        assertThat(Math.abs(second - first)).isCloseTo(2.4, within(0.01));
        assertThat(image.windows(1).getFirst().center()).isEqualTo(625);
        assertThat(image.windows(6).getFirst().center()).isEqualTo(623);
        assertThat(image.decode(6).rows()).isEqualTo(64);
    }

    @Test
    void framesThatShareAPlaneAllHaveIt() throws Exception {
        SourceImage image =
                SourceImage.of(DicomReader.read(SharedData.bytes("multiframe/enhanced-mr-19f-knee.dcm"), "knee"));
        assertThat(image.plane(19).orElseThrow().origin()).isEqualTo(new PatientPoint(-3, -80, 80));
        assertThat(image.plane(19)).isEqualTo(image.plane(1));
    }

    @Test
    void framesOfADoseGridFollowEachOther() throws Exception {
        SourceImage image = SourceImage.of(DicomReader.read(SharedData.bytes("seg-rt/rtdose-rle-15f.dcm"), "dose"));
        double first = image.plane(1).orElseThrow().location();
        double last = image.plane(15).orElseThrow().location();
        double[] offsets = image.dataSet().numbers(Tag.GridFrameOffsetVector);
        assertThat(last - first).isEqualTo(offsets[14]);
    }

    @Test
    void offsetsOfADoseGridMayBePlacesInThePatient() throws Exception {
        for (int sense : new int[] {1, -1}) {
            SourceImage image = Instances.headerOnly(
                    Instances.gray(4, 4)
                            .putInts(Tag.NumberOfFrames, 3)
                            .putNumbers(Tag.PixelSpacing, 2, 2)
                            .putNumbers(Tag.ImageOrientationPatient, 1, 0, 0, 0, sense, 0)
                            .putNumbers(Tag.ImagePositionPatient, -7, 8, 100.5)
                            .putNumbers(Tag.GridFrameOffsetVector, 100.5, 103, 108),
                    TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
            assertThat(image.plane(1).orElseThrow().origin()).isEqualTo(new PatientPoint(-7, 8, 100.5));
            assertThat(image.plane(3).orElseThrow().origin()).isEqualTo(new PatientPoint(-7, 8, 108));
        }
        SourceImage coronal = Instances.headerOnly(
                Instances.gray(4, 4)
                        .putInts(Tag.NumberOfFrames, 3)
                        .putNumbers(Tag.PixelSpacing, 2, 2)
                        .putNumbers(Tag.ImageOrientationPatient, 1, 0, 0, 0, 0, -1)
                        .putNumbers(Tag.ImagePositionPatient, -7, 8, 100.5)
                        .putNumbers(Tag.GridFrameOffsetVector, 100.5, 103, 108),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        assertThat(coronal.plane(1)).isEmpty();
    }

    @Test
    void lossyIsToldFromTheHeaderOrTheSyntax() throws Exception {
        assertThat(Instances.image(Instances.gray(1, 1), 1).lossySource()).isFalse();
        assertThat(Instances.image(Instances.gray(1, 1).put(Tag.LossyImageCompression, "01"), 1)
                        .lossySource())
                .isTrue();
        assertThat(Instances.headerOnly(Instances.gray(1, 1), TransferSyntax.JPEG_BASELINE)
                        .lossySource())
                .isTrue();
    }
}
