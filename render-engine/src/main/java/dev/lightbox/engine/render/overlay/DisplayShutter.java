package dev.lightbox.engine.render.overlay;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A display shutter (PS3.3 C.7.6.11) or bitmap shutter (C.7.6.15): what of an image is hidden. Where there are several shapes, only what lies within all
 * of them is shown. Immutable, thread-safe.
 *
 * @param rectangle the part within is shown
 * @param circle likewise
 * @param polygon likewise
 * @param bitmapGroup group of the overlay whose set bits hide
 * @param presentationValue P-value of what is hidden, 0 (black) to 65535
 * @param color the same in CIELab for colour pictures, as stored (0–65535 each); empty where there is none
 */
public record DisplayShutter(
        Optional<Rectangle> rectangle,
        Optional<Circle> circle,
        Optional<Polygon> polygon,
        OptionalInt bitmapGroup,
        int presentationValue,
        Optional<CieLab> color) {

    /** Most vertices of a polygon; more are refused, so that a row costs a bounded time. */
    private static final int MAX_VERTICES = 4096;

    /** Image columns and rows from 1; the edges themselves are shown. */
    public record Rectangle(int left, int right, int upper, int lower) {}

    /** Image row and column from 1, radius in pixels of a row; the circle itself is shown. */
    public record Circle(int row, int column, int radius) {}

    /** Image rows and columns from 1, one after another; the last is joined to the first. */
    public record Polygon(int[] rows, int[] columns) {}

    /** What a data set asks for, and what is to be said of shapes that can't be used. */
    public record Found(Optional<DisplayShutter> shutter, List<String> warnings) {}

    /** The same without its geometric shapes. */
    public DisplayShutter bitmapOnly() {
        return new DisplayShutter(
                Optional.empty(), Optional.empty(), Optional.empty(), bitmapGroup, presentationValue, color);
    }

    public static Found of(DataSet dataSet) {
        List<String> shapes = dataSet.strings(Tag.ShutterShape);
        if (shapes.isEmpty()) {
            return new Found(Optional.empty(), List.of());
        }
        Optional<Rectangle> rectangle = shapes.contains("RECTANGULAR") ? rectangle(dataSet) : Optional.empty();
        Optional<Circle> circle = shapes.contains("CIRCULAR") ? circle(dataSet) : Optional.empty();
        Optional<Polygon> polygon = shapes.contains("POLYGONAL") ? polygon(dataSet) : Optional.empty();
        OptionalInt bitmap = shapes.contains("BITMAP") ? dataSet.integer(Tag.ShutterOverlayGroup) : OptionalInt.empty();
        long usable = (rectangle.isPresent() ? 1 : 0)
                + (circle.isPresent() ? 1 : 0)
                + (polygon.isPresent() ? 1 : 0)
                + (bitmap.isPresent() ? 1 : 0);
        long asked =
                shapes.stream().filter(shape -> !shape.isEmpty()).distinct().count();
        List<String> warnings = usable < asked
                ? List.of("Its display shutter (" + String.join(", ", shapes)
                        + ") isn't applied in full: its shape can't be understood.")
                : List.of();
        if (usable == 0) {
            return new Found(Optional.empty(), warnings);
        }
        int[] lab = dataSet.integers(Tag.ShutterPresentationColorCIELabValue);
        Optional<CieLab> color = lab.length == 3
                ? Optional.of(CieLab.ofStored(lab[0] & 0xFFFF, lab[1] & 0xFFFF, lab[2] & 0xFFFF))
                : Optional.empty();
        int value = dataSet.integer(Tag.ShutterPresentationValue)
                // Without a P-value the lightness is the best there is; without both, black.
                .orElseGet(() -> color.map(CieLab::presentationValue).orElse(0));
        return new Found(
                Optional.of(
                        new DisplayShutter(rectangle, circle, polygon, bitmap, Math.clamp(value, 0, 65_535), color)),
                warnings);
    }

    private static Optional<Rectangle> rectangle(DataSet dataSet) {
        OptionalInt left = dataSet.integer(Tag.ShutterLeftVerticalEdge);
        OptionalInt right = dataSet.integer(Tag.ShutterRightVerticalEdge);
        OptionalInt upper = dataSet.integer(Tag.ShutterUpperHorizontalEdge);
        OptionalInt lower = dataSet.integer(Tag.ShutterLowerHorizontalEdge);
        // Edges in the wrong order would leave nothing of the picture.
        return left.isEmpty()
                        || right.isEmpty()
                        || upper.isEmpty()
                        || lower.isEmpty()
                        || right.getAsInt() < left.getAsInt()
                        || lower.getAsInt() < upper.getAsInt()
                ? Optional.empty()
                : Optional.of(new Rectangle(left.getAsInt(), right.getAsInt(), upper.getAsInt(), lower.getAsInt()));
    }

    private static Optional<Circle> circle(DataSet dataSet) {
        int[] center = dataSet.integers(Tag.CenterOfCircularShutter);
        OptionalInt radius = dataSet.integer(Tag.RadiusOfCircularShutter);
        return center.length != 2 || radius.isEmpty() || radius.getAsInt() < 0
                ? Optional.empty()
                : Optional.of(new Circle(center[0], center[1], radius.getAsInt()));
    }

    private static Optional<Polygon> polygon(DataSet dataSet) {
        int[] vertices = dataSet.integers(Tag.VerticesOfThePolygonalShutter);
        int count = vertices.length / 2;
        if (vertices.length % 2 != 0 || count < 3 || count > MAX_VERTICES) {
            return Optional.empty();
        }
        int[] rows = new int[count];
        int[] columns = new int[count];
        for (int i = 0; i < count; i++) {
            rows[i] = vertices[2 * i];
            columns[i] = vertices[2 * i + 1];
        }
        return Optional.of(new Polygon(rows, columns));
    }
}
