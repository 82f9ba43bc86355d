package dev.lightbox.engine.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomFile;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.geometry.ImagePlane;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PixelPoint;
import dev.lightbox.engine.render.SourceImage;
import dev.lightbox.engine.render.VoiWindow;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhantomFileTest {
    @Test
    void patientStudyAndPhysicianAreWhatTheListSays() throws Exception {
        DataSet dataSet = Made.file(PhantomStudies.CR_CHEST, 1, 0).dataSet();
        assertThat(dataSet.string(Tag.SpecificCharacterSet)).hasValue("ISO_IR 192");
        assertThat(dataSet.string(Tag.PatientName)).hasValue("Yamada^Tarou=山田^太郎=やまだ^たろう");
        assertThat(dataSet.string(Tag.PatientID)).hasValue("LBX-1003");
        assertThat(dataSet.date(Tag.PatientBirthDate)).hasValue(LocalDate.of(1949, 7, 30));
        assertThat(dataSet.string(Tag.PatientAge)).hasValue("076Y");
        assertThat(dataSet.string(Tag.ReferringPhysicianName)).hasValue("Okafor^Ngozi^^Dr.");
        assertThat(dataSet.date(Tag.StudyDate)).as("yesterday").hasValue(LocalDate.of(2026, 2, 28));
        assertThat(dataSet.string(Tag.StudyDescription)).hasValue("Röntgen Thorax p.a.");
        assertThat(dataSet.string(Tag.Modality)).hasValue("CR");
    }

    @Test
    void aStudyWithoutReferringPhysicianHasTheElementEmpty() throws Exception {
        DataSet dataSet = Made.file(PhantomStudies.CT_MIXED_SIZES, 1, 0).dataSet();
        assertThat(dataSet.element(Tag.ReferringPhysicianName)).isPresent();
        assertThat(dataSet.string(Tag.ReferringPhysicianName)).isEmpty();
    }

    @Test
    void nothingButTheDatesDependsOnTheDay() {
        PhantomSeries series = PhantomStudies.MR_NECK.series(1);
        PhantomInstance instance = series.instances().getFirst();
        byte[] one = PhantomFile.bytes(PhantomStudies.MR_NECK, series, instance, Made.TODAY);
        byte[] again = PhantomFile.bytes(PhantomStudies.MR_NECK, series, instance, Made.TODAY);
        byte[] dayAfter = PhantomFile.bytes(PhantomStudies.MR_NECK, series, instance, Made.TODAY.plusDays(1));
        assertThat(again).isEqualTo(one);
        assertThat(dayAfter).hasSameSizeAs(one);
        int different = 0;
        for (int i = 0; i < one.length; i++) {
            different += one[i] == dayAfter[i] ? 0 : 1;
        }
        assertThat(different)
                .as("the last digits of study, series and content date")
                .isEqualTo(3);
    }

    @Test
    void uncompressedUnsignedCtHoldsTheTruth() throws Exception {
        assertVolume(PhantomStudies.CT_HEAD_TO_THORAX, 2, 83, CtPhantom.headToThorax());
    }

    @Test
    void uncompressedSignedCtHoldsTheTruth() throws Exception {
        assertVolume(PhantomStudies.CT_HEAD_TO_THORAX, 3, 40, CtPhantom.headToThoraxBone());
    }

    @Test
    void rleCtHoldsTheTruthAndItsPadding() throws Exception {
        StoredFrame frame = assertVolume(PhantomStudies.CT_THORAX_PRIOR, 2, 30, CtPhantom.thorax());
        assertThat(frame.value(0, 0, 0)).isEqualTo(-2000);
    }

    @Test
    void losslessJpegCtHoldsTheTruth() throws Exception {
        assertVolume(PhantomStudies.CT_HEAD_TILTED, 2, 20, CtPhantom.tiltedHead());
    }

    @Test
    void obliqueMrHoldsTheTruth() throws Exception {
        assertVolume(PhantomStudies.MR_HEAD, 1, 17, MrPhantom.obliqueHeadT1());
        assertVolume(PhantomStudies.MR_HEAD, 2, 3, MrPhantom.obliqueHeadT2());
        assertVolume(PhantomStudies.MR_NECK, 1, 7, MrPhantom.sagittalNeck());
    }

    /** Every pixel, and where the file says that the pixels are. */
    private static StoredFrame assertVolume(PhantomStudy study, int seriesNumber, int slice, SampledVolume truth)
            throws Exception {
        SourceImage image = SourceImage.of(Made.file(study, seriesNumber, slice));
        VoxelGrid grid = truth.grid();
        assertThat(image.rows()).isEqualTo(grid.rows());
        assertThat(image.columns()).isEqualTo(grid.columns());
        StoredFrame frame = image.decode(1);
        int[] expected = truth.storedSlice(slice);
        int[] found = new int[expected.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = frame.value(i % grid.columns(), i / grid.columns(), 0);
        }
        assertThat(found).isEqualTo(expected);

        ImagePlane plane = image.plane(1).orElseThrow();
        assertPlace(plane, grid, slice, 0, 0);
        assertPlace(plane, grid, slice, grid.rows() - 1, 3);
        assertPlace(plane, grid, slice, 5, grid.columns() - 1);
        return frame;
    }

    private static void assertPlace(ImagePlane plane, VoxelGrid grid, int slice, int row, int column) {
        PatientPoint found = plane.toPatient(new PixelPoint(column, row));
        VoxelGrid.Point expected = grid.centre(slice, row, column);
        assertThat(found.x()).isCloseTo(expected.x(), within(1e-6));
        assertThat(found.y()).isCloseTo(expected.y(), within(1e-6));
        assertThat(found.z()).isCloseTo(expected.z(), within(1e-6));
    }

    @Test
    void instanceNumbersFallAlongTheNormalInOneSeriesAndRiseInAnother() throws Exception {
        assertThat(zOfInstance(2, 1)).isEqualTo(238);
        assertThat(zOfInstance(2, 240)).isEqualTo(-240);
        assertThat(zOfInstance(3, 1)).isEqualTo(-239);
        assertThat(zOfInstance(3, 96)).isEqualTo(236);
    }

    private static double zOfInstance(int seriesNumber, int instanceNumber) throws Exception {
        PhantomSeries series = PhantomStudies.CT_HEAD_TO_THORAX.series(seriesNumber);
        PhantomInstance instance = series.instances().stream()
                .filter(candidate -> candidate.instanceNumber() == instanceNumber)
                .findFirst()
                .orElseThrow();
        DicomFile file = Made.file(
                PhantomStudies.CT_HEAD_TO_THORAX,
                seriesNumber,
                series.instances().indexOf(instance));
        assertThat(file.dataSet().integer(Tag.InstanceNumber)).hasValue(instanceNumber);
        return file.dataSet().numbers(Tag.ImagePositionPatient)[2];
    }

    @Test
    void theMixedSeriesHasBothSizesOverTheSamePlaces() throws Exception {
        SourceImage large = SourceImage.of(Made.file(PhantomStudies.CT_MIXED_SIZES, 1, 10));
        SourceImage small = SourceImage.of(Made.file(PhantomStudies.CT_MIXED_SIZES, 1, 11));
        assertThat(large.columns()).isEqualTo(512);
        assertThat(small.columns()).isEqualTo(256);
        assertThat(small.decode(1).value(128, 100, 0))
                .isEqualTo(CtPhantom.thoraxOfSize(256).storedValue(11, 100, 128));
    }

    @Test
    void theChestIsItsTwinInverted() throws Exception {
        SourceImage monochrome1 = SourceImage.of(Made.file(PhantomStudies.CR_CHEST, 1, 0));
        SourceImage monochrome2 = SourceImage.of(Made.file(PhantomStudies.CR_CHEST, 2, 0));
        assertThat(monochrome1.dataSet().string(Tag.PhotometricInterpretation)).hasValue("MONOCHROME1");
        assertThat(monochrome2.dataSet().string(Tag.PhotometricInterpretation)).hasValue("MONOCHROME2");
        Radiograph chest = Radiograph.chest();
        StoredFrame one = monochrome1.decode(1);
        StoredFrame two = monochrome2.decode(1);
        assertThat(count(3000, 2400, (row, column) -> two.value(column, row, 0) != chest.storedValue(row, column)))
                .isZero();
        assertThat(count(3000, 2400, (row, column) -> one.value(column, row, 0) != 4095 - two.value(column, row, 0)))
                .isZero();
        assertThat(monochrome2.windows(1))
                .extracting(VoiWindow::explanation)
                .map(Object::toString)
                .allSatisfy(explanation -> assertThat(explanation).containsAnyOf("NORMAL", "LUNG"));
        assertThat(monochrome2.windows(1)).extracting(VoiWindow::center).containsExactly(2048.0, 1100.0);
        assertThat(monochrome1.windows(1)).extracting(VoiWindow::center).containsExactly(2048.0, 2996.0);
    }

    @Test
    void theChestHasItsPatternWedgeAndMarker() {
        Radiograph chest = Radiograph.chest();
        int patternRow = 3000 - 100;
        assertThat(List.of(
                        chest.storedValue(patternRow, 60),
                        chest.storedValue(patternRow, 61),
                        chest.storedValue(patternRow, 62),
                        chest.storedValue(patternRow, 63)))
                .as("bars of one pixel")
                .containsExactly(0, 4095, 0, 4095);
        int wedge = 2400 - 60 - 16 * 30;
        assertThat(chest.storedValue(patternRow, wedge + 15)).as("first step").isZero();
        assertThat(chest.storedValue(patternRow, wedge + 45)).as("second step").isEqualTo(273);
        assertThat(chest.storedValue(patternRow, 2400 - 61)).as("last step").isEqualTo(4095);
        assertThat(chest.storedValue(65, 2400 - 60 - 5 * 16 + 2))
                .as("the L's upright")
                .isEqualTo(4095);
        assertThat(chest.storedValue(60 + 7 * 16 - 2, 2400 - 62))
                .as("the L's foot")
                .isEqualTo(4095);
    }

    @Test
    void theHandHolds14Bits() throws Exception {
        SourceImage hand = SourceImage.of(Made.file(PhantomStudies.DX_HAND, 1, 0));
        StoredFrame frame = hand.decode(1);
        assertThat(frame.value(550, 800, 0)).isEqualTo(Radiograph.hand().storedValue(800, 550));
        assertThat(hand.dataSet().integer(Tag.BitsStored)).hasValue(14);
        assertThat(hand.dataSet().numbers(Tag.ImagerPixelSpacing)).containsExactly(0.15, 0.15);
    }

    @Test
    void bothCineLoopsHoldTheTruthInEachFrame() throws Exception {
        assertCine(PhantomStudies.US_HEART, PhantomStudies.ultrasound(1));
        assertCine(PhantomStudies.US_HEART_RLE, PhantomStudies.ultrasound(2));
    }

    private static void assertCine(PhantomStudy study, UltrasoundPhantom truth) throws Exception {
        SourceImage image = SourceImage.of(Made.file(study, 1, 0));
        assertThat(image.numberOfFrames()).isEqualTo(24);
        for (int frameNumber = 1; frameNumber <= 24; frameNumber += 11) {
            StoredFrame frame = image.decode(frameNumber);
            int frameIndex = frameNumber - 1;
            assertThat(count(480, 640, (row, column) -> rgb(frame, row, column) != truth.rgb(frameIndex, row, column)))
                    .isZero();
        }
    }

    private static int rgb(StoredFrame frame, int row, int column) {
        return frame.value(column, row, 0) << 16 | frame.value(column, row, 1) << 8 | frame.value(column, row, 2);
    }

    private interface PixelPredicate {
        boolean test(int row, int column);
    }

    private static int count(int rows, int columns, PixelPredicate predicate) {
        int count = 0;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                count += predicate.test(row, column) ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void theReportHasNoPictures() throws Exception {
        DicomFile report = Made.file(PhantomStudies.SR_REPORT, 1, 0);
        assertThat(report.pixelData()).isEmpty();
        assertThat(report.dataSet().items(Tag.ContentSequence)).hasSize(3);
    }

    @Test
    void theTestPictureHasItsColours() throws Exception {
        StoredFrame frame =
                SourceImage.of(Made.file(PhantomStudies.TEST_PICTURE, 1, 0)).decode(1);
        int[] yellow = {frame.value(100, 10, 0), frame.value(100, 10, 1), frame.value(100, 10, 2)};
        int[] gray = {frame.value(320, 400, 0), frame.value(320, 400, 1), frame.value(320, 400, 2)};
        assertThat(yellow).containsExactly(255, 255, 0);
        assertThat(gray).containsExactly(128, 128, 128);
    }
}
