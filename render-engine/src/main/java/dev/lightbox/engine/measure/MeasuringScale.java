package dev.lightbox.engine.measure;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.geometry.PixelSpacing;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.render.SourceImage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The size of a picture's pixels where something is measured. Immutable.
 *
 * <p>Without a size in mm lengths are in pixels. Where these are known not to be square (Pixel Aspect Ratio), the height of one counts as so many widths: otherwise angles would
 * be wrong, a length would change when its line is turned, and the ratio of two lengths, which is all that pixels are good for, would be of no use.
 *
 * @param column width of a pixel, mm; 1 where {@code source} is {@link ScaleSource#PIXELS}
 * @param row height, mm or widths
 */
record MeasuringScale(double column, double row, ScaleSource source) {

    /** No part of a patient is magnified more: a factor beyond is an error, or says something else. */
    private static final double MOST_MAGNIFICATION = 10;

    /**
     * @param frameNumber from 1
     * @param points all of the measurement; in ultrasound they decide by which region's calibration it is made
     */
    static MeasuringScale of(SourceImage image, int frameNumber, List<PicturePoint> points) {
        DataSet dataSet = image.dataSet();
        List<DataSet> regions = dataSet.items(Tag.SequenceOfUltrasoundRegions);
        if (!regions.isEmpty()) {
            return UltrasoundRegion.scale(regions, points).orElseGet(() -> ofPixels(image, frameNumber));
        }
        Optional<PixelSpacing> spacing = image.pixelSpacing(frameNumber);
        if (spacing.isEmpty()) {
            return ofPixels(image, frameNumber);
        }
        return switch (spacing.get().kind()) {
            case PATIENT -> of(spacing.get(), 1, inPatient(dataSet));
            case DETECTOR -> atDetector(dataSet, spacing.get());
        };
    }

    private static MeasuringScale ofPixels(SourceImage image, int frameNumber) {
        return new MeasuringScale(1, image.pixelAspect(frameNumber), ScaleSource.PIXELS);
    }

    private static MeasuringScale of(PixelSpacing spacing, double magnification, ScaleSource source) {
        return new MeasuringScale(spacing.columnMm() / magnification, spacing.rowMm() / magnification, source);
    }

    /** PS3.3 10.7.1.3. */
    private static ScaleSource inPatient(DataSet dataSet) {
        switch (dataSet.string(Tag.PixelSpacingCalibrationType).orElse("")) {
            case "GEOMETRY" -> {
                return ScaleSource.GEOMETRY;
            }
            case "FIDUCIAL" -> {
                return ScaleSource.FIDUCIAL;
            }
            default -> {
                // What the other attributes say.
            }
        }
        // Of slices Imager Pixel Spacing may be the same: nothing has been corrected then.
        boolean corrected = dataSet.contains(Tag.ImagerPixelSpacing)
                && !Arrays.equals(dataSet.numbers(Tag.ImagerPixelSpacing), dataSet.numbers(Tag.PixelSpacing));
        if (corrected || dataSet.contains(Tag.NominalScannedPixelSpacing)) {
            return ScaleSource.CALIBRATED;
        }
        List<String> type = dataSet.strings(Tag.ImageType);
        boolean scout = dataSet.string(Tag.Modality).filter("CT"::equals).isPresent()
                && type.size() > 2
                && type.get(2).equals("LOCALIZER");
        return scout ? ScaleSource.SCOUT : ScaleSource.PATIENT;
    }

    private static MeasuringScale atDetector(DataSet dataSet, PixelSpacing spacing) {
        double[] own = {spacing.rowMm(), spacing.columnMm()};
        if (Arrays.equals(dataSet.numbers(Tag.ImagerPixelSpacing), own)) {
            OptionalDouble magnification = dataSet.number(Tag.EstimatedRadiographicMagnificationFactor);
            // A factor of 1 changes nothing, and is what devices write that know none.
            boolean known = magnification.isPresent()
                    && magnification.getAsDouble() > 1
                    && magnification.getAsDouble() <= MOST_MAGNIFICATION;
            return known
                    ? of(spacing, magnification.getAsDouble(), ScaleSource.ESTIMATED)
                    : of(spacing, 1, ScaleSource.DETECTOR);
        }
        return of(
                spacing,
                1,
                Arrays.equals(dataSet.numbers(Tag.NominalScannedPixelSpacing), own)
                        ? ScaleSource.SCANNED
                        : ScaleSource.DETECTOR);
    }

    /** Where a point is, in mm or pixels. */
    Vector3 place(PicturePoint point) {
        return new Vector3(point.x() * column, point.y() * row, 0);
    }

    /** {@code mm} or {@code px}; with a ² for areas. */
    String unit() {
        return source == ScaleSource.PIXELS ? MeasuredValue.PIXELS : "mm";
    }

    double areaOfPixel() {
        return column * row;
    }

    /** Whether pixels are counted that aren't square. */
    boolean isInPixelWidths() {
        return source == ScaleSource.PIXELS && row != 1;
    }
}
