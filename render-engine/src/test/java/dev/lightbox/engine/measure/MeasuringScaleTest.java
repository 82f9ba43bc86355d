package dev.lightbox.engine.measure;

import static dev.lightbox.engine.measure.TestPictures.points;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which size of a pixel counts, and where it is said to come from (PS3.3 10.7.1.3, C.8.5.5). */
class MeasuringScaleTest {

    /** Three columns to the right and four rows down: 5 where pixels are square. */
    private static final List<PicturePoint> SLANTED = points(10, 10, 13, 14);

    private static Measured measured(UnaryOperator<DataSet.Builder> header, List<PicturePoint> points)
            throws MeasurementRefusedException {
        return Measurements.ofLines(
                TestPictures.headerOnly(header.apply(TestPictures.header(100, 100))),
                1,
                MeasurementKind.LENGTH,
                points);
    }

    private static void assertMeasured(
            UnaryOperator<DataSet.Builder> header, double length, String unit, ScaleSource source)
            throws MeasurementRefusedException {
        Measured measured = measured(header, SLANTED);
        assertThat(measured.scale()).isEqualTo(source);
        assertThat(measured.values()).hasSize(1);
        assertThat(measured.values().getFirst().concept()).isEqualTo(Concept.LENGTH);
        assertThat(measured.values().getFirst().unit()).isEqualTo(unit);
        assertThat(measured.values().getFirst().value()).isCloseTo(length, within(1e-12));
    }

    @Test
    void pixelSpacingHoldsInThePatient() throws MeasurementRefusedException {
        assertMeasured(
                h -> h.put(Tag.Modality, "CT").put(Tag.PixelSpacing, "2", "1"),
                Math.hypot(3, 8),
                "mm",
                ScaleSource.PATIENT);
    }

    @Test
    void soDoPixelMeasuresOfTheFrame() throws MeasurementRefusedException {
        DataSet measures = DataSet.builder().put(Tag.PixelSpacing, "0.5", "0.5").build();
        DataSet group =
                DataSet.builder().putItems(Tag.PixelMeasuresSequence, measures).build();
        assertMeasured(
                h -> h.put(Tag.Modality, "MR").putItems(Tag.SharedFunctionalGroupsSequence, group),
                2.5,
                "mm",
                ScaleSource.PATIENT);
    }

    @Test
    void aScoutOfACtIsAProjectionAndOneOfAnMrIsNot() throws MeasurementRefusedException {
        UnaryOperator<DataSet.Builder> scout =
                h -> h.put(Tag.ImageType, "ORIGINAL", "PRIMARY", "LOCALIZER").put(Tag.PixelSpacing, "1", "1");
        assertMeasured(h -> scout.apply(h).put(Tag.Modality, "CT"), 5, "mm", ScaleSource.SCOUT);
        assertMeasured(h -> scout.apply(h).put(Tag.Modality, "MR"), 5, "mm", ScaleSource.PATIENT);
    }

    @Test
    void imagerPixelSpacingHoldsAtTheDetector() throws MeasurementRefusedException {
        UnaryOperator<DataSet.Builder> dx = h -> h.put(Tag.Modality, "DX").put(Tag.ImagerPixelSpacing, "0.2", "0.2");
        assertMeasured(dx, 1, "mm", ScaleSource.DETECTOR);
        assertMeasured(h -> dx.apply(h).put(Tag.PixelSpacing, "0.2", "0.2"), 1, "mm", ScaleSource.DETECTOR);
        assertMeasured(
                h -> h.put(Tag.Modality, "CR").put(Tag.PixelSpacing, "0.2", "0.2"), 1, "mm", ScaleSource.DETECTOR);
    }

    @ParameterizedTest
    @CsvSource({
        "1.25, 0.8, ESTIMATED",
        "1, 1, DETECTOR",
        "0.5, 1, DETECTOR",
        "0, 1, DETECTOR",
        "-2, 1, DETECTOR",
        "11, 1, DETECTOR"
    })
    void aMagnificationMakesItAnEstimateInThePatient(String factor, double length, ScaleSource source)
            throws MeasurementRefusedException {
        UnaryOperator<DataSet.Builder> mg = h -> h.put(Tag.Modality, "MG")
                .put(Tag.ImagerPixelSpacing, "0.2", "0.2")
                .put(Tag.EstimatedRadiographicMagnificationFactor, factor);
        assertMeasured(mg, length, "mm", source);
        assertMeasured(h -> mg.apply(h).put(Tag.PixelSpacing, "0.2", "0.2"), length, "mm", source);
    }

    @Test
    void aMagnificationIsTakenOffOnce() throws MeasurementRefusedException {
        UnaryOperator<DataSet.Builder> corrected = h -> h.put(Tag.Modality, "DX")
                .put(Tag.ImagerPixelSpacing, "0.2", "0.2")
                .put(Tag.PixelSpacing, "0.16", "0.16")
                .put(Tag.EstimatedRadiographicMagnificationFactor, "1.25");
        assertMeasured(corrected, 0.8, "mm", ScaleSource.CALIBRATED);
        assertMeasured(
                h -> corrected.apply(h).put(Tag.PixelSpacingCalibrationType, "GEOMETRY"),
                0.8,
                "mm",
                ScaleSource.GEOMETRY);
        assertMeasured(
                h -> corrected.apply(h).put(Tag.PixelSpacingCalibrationType, "FIDUCIAL"),
                0.8,
                "mm",
                ScaleSource.FIDUCIAL);
        // Whether Pixel Spacing alone has been corrected isn't told.
        assertMeasured(h -> corrected.apply(h).remove(Tag.ImagerPixelSpacing), 0.8, "mm", ScaleSource.DETECTOR);
    }

    @Test
    void aScannedFilmHasTheSizeOfTheFilm() throws MeasurementRefusedException {
        assertMeasured(
                h -> h.put(Tag.Modality, "OT").put(Tag.NominalScannedPixelSpacing, "0.1", "0.1"),
                0.5,
                "mm",
                ScaleSource.SCANNED);
        assertMeasured(
                h -> h.put(Tag.Modality, "OT")
                        .put(Tag.NominalScannedPixelSpacing, "0.1", "0.1")
                        .put(Tag.PixelSpacing, "0.1", "0.1"),
                0.5,
                "mm",
                ScaleSource.SCANNED);
    }

    @Test
    void soHasAScannedFilmOfSlices() throws MeasurementRefusedException {
        for (String modality : List.of("CT", "MR")) {
            UnaryOperator<DataSet.Builder> film =
                    h -> h.put(Tag.Modality, modality).put(Tag.NominalScannedPixelSpacing, "0.1", "0.1");
            assertMeasured(h -> film.apply(h).put(Tag.PixelSpacing, "0.1", "0.1"), 0.5, "mm", ScaleSource.SCANNED);
            assertMeasured(h -> film.apply(h).put(Tag.PixelSpacing, "0.4", "0.4"), 2, "mm", ScaleSource.CALIBRATED);
        }
    }

    @Test
    void aSliceWhoseImagersSpacingIsTheSameIsNotCalledCorrected() throws MeasurementRefusedException {
        UnaryOperator<DataSet.Builder> ct = h -> h.put(Tag.Modality, "CT").put(Tag.ImagerPixelSpacing, "0.2", "0.2");
        assertMeasured(h -> ct.apply(h).put(Tag.PixelSpacing, "0.2", "0.2"), 1, "mm", ScaleSource.PATIENT);
        assertMeasured(h -> ct.apply(h).put(Tag.PixelSpacing, "0.4", "0.4"), 2, "mm", ScaleSource.CALIBRATED);
    }

    @Test
    void withoutASizePixelsAreCounted() throws MeasurementRefusedException {
        assertMeasured(h -> h.put(Tag.Modality, "XC"), 5, "px", ScaleSource.PIXELS);
        assertMeasured(h -> h.put(Tag.Modality, "CT").put(Tag.PixelSpacing, "0", "1"), 5, "px", ScaleSource.PIXELS);
        assertThat(measured(h -> h, SLANTED).notes()).isEmpty();
    }

    @Test
    void ofPixelsThatAreNotSquareTheWidthCounts() throws MeasurementRefusedException {
        // PS3.3 C.7.6.3.1.7: vertical to horizontal size, so that a pixel is twice as high as wide.
        UnaryOperator<DataSet.Builder> high = h -> h.putInts(Tag.PixelAspectRatio, 2, 1);
        assertMeasured(high, Math.hypot(3, 8), "px", ScaleSource.PIXELS);
        assertThat(measured(high, SLANTED).notes()).containsExactly(Measured.Note.PIXEL_WIDTHS);
    }

    private static DataSet region(
            int left, int top, int right, int bottom, int format, int unit, double delta, int flags) {
        return DataSet.builder()
                .putInts(Tag.RegionSpatialFormat, format)
                .putInts(Tag.RegionFlags, flags)
                .putInts(Tag.RegionLocationMinX0, left)
                .putInts(Tag.RegionLocationMinY0, top)
                .putInts(Tag.RegionLocationMaxX1, right)
                .putInts(Tag.RegionLocationMaxY1, bottom)
                .putInts(Tag.PhysicalUnitsXDirection, unit)
                .putInts(Tag.PhysicalUnitsYDirection, 3)
                .putNumbers(Tag.PhysicalDeltaX, delta)
                .putNumbers(Tag.PhysicalDeltaY, -delta)
                .build();
    }

    private static UnaryOperator<DataSet.Builder> ultrasound(DataSet... regions) {
        // Pixel Spacing, where a converter has added it, doesn't hold in every region.
        return h -> h.put(Tag.Modality, "US")
                .put(Tag.PixelSpacing, "7", "7")
                .putItems(Tag.SequenceOfUltrasoundRegions, regions);
    }

    @Test
    void aRegionOfUltrasoundHasItsOwnSize() throws MeasurementRefusedException {
        // 0.04 cm a pixel.
        assertMeasured(ultrasound(region(0, 0, 49, 49, 1, 3, 0.04, 0)), 2, "mm", ScaleSource.ULTRASOUND);
        assertMeasured(ultrasound(region(10, 10, 12, 13, 1, 3, 0.04, 0)), 2, "mm", ScaleSource.ULTRASOUND);
    }

    @Test
    void outsideOfARegionPixelsAreCounted() throws MeasurementRefusedException {
        assertMeasured(ultrasound(region(0, 0, 49, 12, 1, 3, 0.04, 0)), 5, "px", ScaleSource.PIXELS);
        assertMeasured(ultrasound(region(11, 0, 49, 49, 1, 3, 0.04, 0)), 5, "px", ScaleSource.PIXELS);
        assertMeasured(ultrasound(DataSet.empty()), 5, "px", ScaleSource.PIXELS);
    }

    @Test
    void timeAndOtherUnitsAreNoLength() throws MeasurementRefusedException {
        assertMeasured(ultrasound(region(0, 0, 49, 49, 2, 4, 0.04, 0)), 5, "px", ScaleSource.PIXELS);
        assertMeasured(ultrasound(region(0, 0, 49, 49, 1, 1, 0.04, 0)), 5, "px", ScaleSource.PIXELS);
        assertMeasured(ultrasound(region(0, 0, 49, 49, 3, 3, 0.04, 0)), 5, "px", ScaleSource.PIXELS);
        assertMeasured(ultrasound(region(0, 0, 49, 49, 1, 3, 0, 0)), 5, "px", ScaleSource.PIXELS);
    }

    @Test
    void betweenTwoRegionsPixelsAreCounted() throws MeasurementRefusedException {
        DataSet upper = region(0, 0, 99, 11, 1, 3, 0.04, 0);
        DataSet lower = region(0, 12, 99, 99, 1, 3, 0.02, 0);
        assertMeasured(ultrasound(upper, lower), 5, "px", ScaleSource.PIXELS);
    }

    @Test
    void whereRegionsOverlapTheOneOfHighPriorityCounts() throws MeasurementRefusedException {
        DataSet tissue = region(0, 0, 99, 99, 1, 3, 0.04, 1);
        DataSet inset = region(9, 9, 40, 40, 1, 3, 0.02, 0);
        assertMeasured(ultrasound(tissue, inset), 1, "mm", ScaleSource.ULTRASOUND);
        // One end within the inset: neither holds.
        DataSet small = region(12, 12, 40, 40, 1, 3, 0.02, 0);
        assertMeasured(ultrasound(tissue, small), 5, "px", ScaleSource.PIXELS);
        // Equal claims that differ: nobody knows.
        DataSet equal = region(9, 9, 40, 40, 1, 3, 0.02, 1);
        assertMeasured(ultrasound(tissue, equal), 5, "px", ScaleSource.PIXELS);
        // As a box of colour flow in the picture has the same size, it does no harm.
        DataSet flow = region(9, 9, 40, 40, 1, 3, 0.04, 1);
        assertMeasured(ultrasound(tissue, flow), 2, "mm", ScaleSource.ULTRASOUND);
    }
}
