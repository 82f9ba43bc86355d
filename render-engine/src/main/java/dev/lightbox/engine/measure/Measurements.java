package dev.lightbox.engine.measure;

import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.measure.Measured.Note;
import dev.lightbox.engine.measure.MeasurementRefusedException.Reason;
import dev.lightbox.engine.render.ModalityUnit;
import dev.lightbox.engine.render.SourceImage;
import dev.lightbox.engine.render.VolumeDisplay;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Measures in pictures and in planes through volumes: lengths and angles by their scale, values as they are stored, through the Modality LUT. Stateless, thread-safe. */
public final class Measurements {

    private Measurements() {}

    /**
     * Measures what follows from points and header alone.
     *
     * @param frameNumber from 1
     * @throws IllegalArgumentException if {@code kind} needs pixels
     */
    public static Measured ofLines(SourceImage image, int frameNumber, MeasurementKind kind, List<PicturePoint> points)
            throws MeasurementRefusedException {
        check(image, kind, points);
        MeasuringScale scale = MeasuringScale.of(image, frameNumber, points);
        return new Measured(
                lines(kind, points.stream().map(scale::place).toList(), scale.unit()), scale.source(), notes(scale));
    }

    /**
     * Measures between points of a patient what follows from them alone.
     *
     * @param points of that plane, mm
     * @throws IllegalArgumentException if {@code kind} needs values
     */
    public static Measured ofLines(MeasuringPlane plane, MeasurementKind kind, List<PatientPoint> points)
            throws MeasurementRefusedException {
        check(plane, kind, points);
        List<Vector3> places = points.stream()
                .map(point -> new Vector3(point.x(), point.y(), point.z()))
                .toList();
        return new Measured(lines(kind, places, "mm"), ScaleSource.VOLUME, List.of());
    }

    /**
     * Measures what a plane through a volume holds, or a slab: see {@link PlaneSamples}. May take seconds.
     *
     * @param points of that plane, mm
     * @throws IllegalArgumentException if {@code kind} needs no values
     */
    public static Measured ofPixels(
            VolumeDisplay display, MeasuringPlane plane, MeasurementKind kind, List<PatientPoint> points)
            throws MeasurementRefusedException {
        check(plane, kind, points);
        PlaneSamples samples = new PlaneSamples(display, plane, points.getFirst());
        String unit = ModalityUnit.of(display.image(), display.frameNumber());
        OptionalDouble suv = BodyWeightSuv.factor(display.image().dataSet());
        List<Note> notes = new ArrayList<>();
        List<MeasuredValue> values = switch (kind) {
            case RECTANGLE, ELLIPSE, POLYGON, WINDOW -> {
                List<PicturePoint> places = points.stream().map(samples::place).toList();
                Outline outline = outline(kind, places);
                RegionStatistics within = samples.within(outline, places);
                yield kind == MeasurementKind.WINDOW
                        ? window(within, unit)
                        : region(within, outline, samples.stepMm(), suv, unit, notes);
            }
            case PROBE -> probe(samples.at(points.getFirst()), suv, unit);
            case LENGTH, ANGLE, COBB, BIDIRECTIONAL -> throw new IllegalArgumentException(kind + " needs no values");
        };
        if (samples.metGap()) {
            notes.add(Note.GAP);
        }
        return new Measured(values, ScaleSource.VOLUME, notes);
    }

    private static void check(MeasuringPlane plane, MeasurementKind kind, List<PatientPoint> points)
            throws MeasurementRefusedException {
        if (!kind.takes(points.size())) {
            throw new MeasurementRefusedException(Reason.NUMBER_OF_POINTS);
        }
        plane.check(points);
    }

    private static List<MeasuredValue> region(
            RegionStatistics within,
            Outline outline,
            double stepMm,
            OptionalDouble suv,
            String unit,
            List<Note> notes) {
        if (within.count() == 0) {
            notes.add(Note.NO_PIXELS);
        }
        List<MeasuredValue> values = new ArrayList<>(statistics(within, suv, unit));
        values.add(new MeasuredValue(Concept.AREA, outline.area() * stepMm * stepMm, "mm²"));
        values.add(count(Concept.SAMPLE_COUNT, within.count()));
        if (within.leftOut() > 0) {
            values.add(count(Concept.LEFT_OUT, within.leftOut()));
        }
        return values;
    }

    /**
     * Measures what is in pixels.
     *
     * @param frameNumber from 1
     * @param frame that frame, whole
     * @throws IllegalArgumentException if {@code kind} needs no pixels, or the frame isn't whole
     */
    public static Measured ofPixels(
            SourceImage image, int frameNumber, StoredFrame frame, MeasurementKind kind, List<PicturePoint> points)
            throws MeasurementRefusedException {
        if (frame.reduction() != 0) {
            throw new IllegalArgumentException("pixels of a reduced frame aren't those that were stored");
        }
        check(image, kind, points);
        return switch (kind) {
            case RECTANGLE, ELLIPSE, POLYGON -> region(image, frameNumber, frame, points, outline(kind, points));
            case WINDOW -> window(image, frameNumber, frame, points);
            case PROBE -> probe(image, frameNumber, frame, points.getFirst());
            case LENGTH, ANGLE, COBB, BIDIRECTIONAL -> throw new IllegalArgumentException(kind + " needs no pixels");
        };
    }

    private static void check(SourceImage image, MeasurementKind kind, List<PicturePoint> points)
            throws MeasurementRefusedException {
        if (!kind.takes(points.size())) {
            throw new MeasurementRefusedException(Reason.NUMBER_OF_POINTS);
        }
        for (PicturePoint point : points) {
            // Written so that NaN is outside, too.
            if (!(point.x() >= 0 && point.x() <= image.columns() && point.y() >= 0 && point.y() <= image.rows())) {
                throw new MeasurementRefusedException(Reason.OUTSIDE);
            }
        }
    }

    private static List<Note> notes(MeasuringScale scale) {
        return scale.isInPixelWidths() ? List.of(Note.PIXEL_WIDTHS) : List.of();
    }

    private static List<MeasuredValue> lines(MeasurementKind kind, List<Vector3> places, String unit)
            throws MeasurementRefusedException {
        return switch (kind) {
            case LENGTH -> List.of(new MeasuredValue(Concept.LENGTH, Lines.length(places.get(0), places.get(1)), unit));
            case ANGLE -> List.of(new MeasuredValue(Concept.ANGLE, Lines.angle(places), MeasuredValue.DEGREES));
            case COBB -> List.of(new MeasuredValue(Concept.COBB_ANGLE, Lines.cobb(places), MeasuredValue.DEGREES));
            case BIDIRECTIONAL -> {
                double[] axes = Lines.axes(places);
                yield List.of(
                        new MeasuredValue(Concept.LONG_AXIS, axes[0], unit),
                        new MeasuredValue(Concept.SHORT_AXIS, axes[1], unit));
            }
            case RECTANGLE, ELLIPSE, POLYGON, PROBE, WINDOW ->
                throw new IllegalArgumentException(kind + " needs pixels");
        };
    }

    private static Outline outline(MeasurementKind kind, List<PicturePoint> points) throws MeasurementRefusedException {
        if (kind == MeasurementKind.POLYGON) {
            return Outline.Polygon.of(points);
        }
        Outline.Rectangle rectangle = Outline.Rectangle.of(points.get(0), points.get(1));
        return kind == MeasurementKind.ELLIPSE ? new Outline.Ellipse(rectangle) : rectangle;
    }

    private static Measured region(
            SourceImage image, int frameNumber, StoredFrame frame, List<PicturePoint> points, Outline outline) {
        MeasuringScale scale = MeasuringScale.of(image, frameNumber, points);
        List<MeasuredValue> values = new ArrayList<>();
        List<Note> notes = new ArrayList<>(notes(scale));
        MeasuredValue area = new MeasuredValue(Concept.AREA, outline.area() * scale.areaOfPixel(), scale.unit() + "²");
        if (image.color()) {
            notes.add(Note.COLOR);
            values.add(area);
            values.add(count(Concept.PIXEL_COUNT, RegionStatistics.pixels(frame.rows(), frame.columns(), outline)));
            return new Measured(values, scale.source(), notes);
        }
        RegionStatistics statistics = RegionStatistics.of(image, frameNumber, frame, outline);
        if (statistics.count() == 0) {
            notes.add(Note.NO_PIXELS);
        }
        values.addAll(
                statistics(statistics, BodyWeightSuv.factor(image.dataSet()), ModalityUnit.of(image, frameNumber)));
        values.add(area);
        values.add(count(Concept.PIXEL_COUNT, statistics.count()));
        if (statistics.leftOut() > 0) {
            values.add(count(Concept.LEFT_OUT, statistics.leftOut()));
        }
        return new Measured(values, scale.source(), notes);
    }

    /** Of uptake first, where that can be computed; empty where nothing has a value. */
    private static List<MeasuredValue> statistics(RegionStatistics statistics, OptionalDouble suv, String unit) {
        List<MeasuredValue> values = new ArrayList<>();
        if (statistics.count() > 0) {
            suv.ifPresent(factor -> values.addAll(statistics(statistics, factor, MeasuredValue.SUV)));
            values.addAll(statistics(statistics, 1, unit));
        }
        return values;
    }

    /** @param factor greater than 0 */
    private static List<MeasuredValue> statistics(RegionStatistics statistics, double factor, String unit) {
        return List.of(
                new MeasuredValue(Concept.MEAN, statistics.mean() * factor, unit),
                new MeasuredValue(Concept.STANDARD_DEVIATION, statistics.standardDeviation() * factor, unit),
                new MeasuredValue(Concept.MINIMUM, statistics.minimum() * factor, unit),
                new MeasuredValue(Concept.MAXIMUM, statistics.maximum() * factor, unit));
    }

    private static MeasuredValue count(Concept concept, long pixels) {
        return new MeasuredValue(concept, pixels, MeasuredValue.PIXELS);
    }

    private static Measured window(SourceImage image, int frameNumber, StoredFrame frame, List<PicturePoint> points)
            throws MeasurementRefusedException {
        refuseColor(image);
        RegionStatistics statistics =
                RegionStatistics.of(image, frameNumber, frame, Outline.Rectangle.of(points.get(0), points.get(1)));
        return new Measured(
                window(statistics, ModalityUnit.of(image, frameNumber)),
                MeasuringScale.of(image, frameNumber, points).source(),
                List.of());
    }

    /**
     * From mean − 2 SD to mean + 2 SD, but not beyond the values that there are: a few bright or dark pixels at the border don't spoil it, as they would from smallest to largest, and nothing
     * is wasted on values that don't occur. By PS3.3 C.11.2.1.2.1 the lower end is then just black and the upper just white.
     */
    private static List<MeasuredValue> window(RegionStatistics statistics, String unit)
            throws MeasurementRefusedException {
        if (statistics.count() == 0) {
            throw new MeasurementRefusedException(Reason.NO_PIXELS);
        }
        double low = Math.max(statistics.minimum(), statistics.mean() - 2 * statistics.standardDeviation());
        double high = Math.min(statistics.maximum(), statistics.mean() + 2 * statistics.standardDeviation());
        if (!(high > low)) {
            throw new MeasurementRefusedException(Reason.FLAT);
        }
        return List.of(
                new MeasuredValue(Concept.WINDOW_CENTER, (low + high + 1) / 2, unit),
                new MeasuredValue(Concept.WINDOW_WIDTH, high - low + 1, unit));
    }

    private static Measured probe(SourceImage image, int frameNumber, StoredFrame frame, PicturePoint point)
            throws MeasurementRefusedException {
        refuseColor(image);
        int x = (int) Math.min(point.x(), frame.columns() - 1.0);
        int y = (int) Math.min(point.y(), frame.rows() - 1.0);
        double value = new PixelValues(image, frameNumber, frame).at(x, y);
        return new Measured(
                probe(value, BodyWeightSuv.factor(image.dataSet()), ModalityUnit.of(image, frameNumber)),
                MeasuringScale.of(image, frameNumber, List.of(point)).source(),
                List.of());
    }

    private static List<MeasuredValue> probe(double value, OptionalDouble suv, String unit)
            throws MeasurementRefusedException {
        if (Double.isNaN(value)) {
            throw new MeasurementRefusedException(Reason.NO_PIXELS);
        }
        List<MeasuredValue> values = new ArrayList<>();
        suv.ifPresent(factor -> values.add(new MeasuredValue(Concept.VALUE, value * factor, MeasuredValue.SUV)));
        values.add(new MeasuredValue(Concept.VALUE, value, unit));
        return values;
    }

    private static void refuseColor(SourceImage image) throws MeasurementRefusedException {
        if (image.color()) {
            throw new MeasurementRefusedException(Reason.COLOR);
        }
    }
}
