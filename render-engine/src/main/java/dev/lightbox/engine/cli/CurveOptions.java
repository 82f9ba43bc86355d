package dev.lightbox.engine.cli;

import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.render.RenderRequest;
import dev.lightbox.engine.volume.CurvedGrid;
import dev.lightbox.engine.volume.VolumeGeometry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The line that a curved plane follows, and how its picture lies. Immutable.
 *
 * @param points of the line, in its order; neighbours differ
 * @param stretched or straightened
 * @param smooth whether the line runs smoothly through the points, or straight from one to the next
 * @param right where the picture's right points; empty for what is least along the line of left, back and head
 * @param acrossMm width of the picture; empty for the usual one
 * @param spacingMm empty for the smallest of the voxels'
 */
record CurveOptions(
        List<PatientPoint> points,
        boolean stretched,
        boolean smooth,
        Optional<Vector3> right,
        OptionalDouble acrossMm,
        OptionalDouble spacingMm) {

    /** As much of the line's surroundings as is seen where nothing else is said, mm. */
    private static final double USUAL_ACROSS_MM = 50;

    private static final int MOST_POINTS = 10_000;

    /** Neighbouring points nearer than this, mm, are the same. */
    private static final double SAME_MM = 1e-6;

    /** Part of a pixel that doesn't make another one. */
    private static final double NEGLIGIBLE = 1e-6;

    private static final String WHAT = "--curve needs points x,y,z;x,y,z;... in mm (LPS), two at least";

    private static final List<Vector3> AXES = List.of(new Vector3(1, 0, 0), new Vector3(0, 1, 0), new Vector3(0, 0, 1));

    CurveOptions {
        points = List.copyOf(points);
    }

    /** Empty where no curve is asked for. */
    static Optional<CurveOptions> of(CommandLine line) throws UsageException {
        Optional<String> curve = line.value("--curve");
        if (curve.isEmpty()) {
            for (String option : List.of("--stretched", "--smooth", "--right", "--across")) {
                if (line.has(option) || line.value(option).isPresent()) {
                    throw new UsageException(option + " is for a curved plane: give its line with --curve.");
                }
            }
            return Optional.empty();
        }
        for (String option : List.of("--plane", "--at", "--size", "--render")) {
            if (line.value(option).isPresent()) {
                throw new UsageException(
                        option + " isn't for a curved plane: it follows --curve, as wide as --across.");
            }
        }
        Optional<String> right = line.value("--right");
        return Optional.of(new CurveOptions(
                points(curve.get()),
                line.has("--stretched"),
                line.has("--smooth"),
                right.isPresent()
                        ? Optional.of(Numbers.direction(right.get(), "--right needs a direction x,y,z (LPS)"))
                        : Optional.empty(),
                positive(line, "--across"),
                positive(line, "--spacing")));
    }

    private static OptionalDouble positive(CommandLine line, String option) throws UsageException {
        Optional<String> text = line.value(option);
        return text.isPresent()
                ? OptionalDouble.of(Numbers.positive(text.get(), option + " needs mm above 0"))
                : OptionalDouble.empty();
    }

    private static List<PatientPoint> points(String text) throws UsageException {
        List<PatientPoint> points = new ArrayList<>();
        for (String part : text.split(";", -1)) {
            if (points.size() == MOST_POINTS) {
                throw new UsageException("--curve takes " + MOST_POINTS + " points at most.");
            }
            PatientPoint point = Numbers.point(part, WHAT);
            if (!points.isEmpty() && !(point.minus(points.getLast()).length() > SAME_MM)) {
                throw new UsageException("--curve: points " + points.size() + " and " + (points.size() + 1)
                        + " are the same; neighbouring ones must differ.");
            }
            points.add(point);
        }
        if (points.size() < 2) {
            throw new UsageException(WHAT + ", not \"" + text + "\".");
        }
        return points;
    }

    /** @throws IOException if the picture would be too large, or the line says no surface; fit for the user */
    CurvedGrid grid(VolumeGeometry geometry) throws IOException {
        double spacing = spacingMm.orElse(geometry.smallestEdgeMm());
        Vector3 rows = right.orElseGet(this::leastAlongTheLine);
        // An odd number: the line itself is a column.
        double width = 1 + 2 * Math.ceil(across(rows) / 2 / spacing - NEGLIGIBLE);
        double height = length() / spacing;
        if (!(width <= RenderRequest.MAX_EDGE
                && height <= RenderRequest.MAX_EDGE
                && width * height <= RenderRequest.MAX_PIXELS)) {
            throw new IOException(
                    "The curve of %.0f mm would be a picture of %.0f x %.0f pixels; choose a smaller --across or a larger --spacing."
                            .formatted(length(), width, height));
        }
        try {
            return stretched
                    ? CurvedGrid.stretched(points, smooth, rows, spacing, (int) width)
                    : CurvedGrid.straightened(points, smooth, rows, 0, spacing, (int) width);
        } catch (IllegalArgumentException e) {
            throw new IOException("No picture along --curve: " + e.getMessage() + ".", e);
        }
    }

    /** How wide the picture is, mm: of a stretched one what the line takes itself, and its surroundings. */
    private double across(Vector3 rows) {
        if (acrossMm.isPresent() || !stretched) {
            return acrossMm.orElse(USUAL_ACROSS_MM);
        }
        double least = 0;
        double most = 0;
        for (PatientPoint point : points) {
            double aside = point.minus(points.getFirst()).dot(rows);
            least = Math.min(least, aside);
            most = Math.max(most, aside);
        }
        return most - least + USUAL_ACROSS_MM;
    }

    private double length() {
        double length = 0;
        for (int i = 1; i < points.size(); i++) {
            length += points.get(i).minus(points.get(i - 1)).length();
        }
        return length;
    }

    /** Straightened, only the line's beginning counts: from there on the picture turns with the line. */
    private Vector3 leastAlongTheLine() {
        Vector3 chosen = AXES.getFirst();
        double least = Double.MAX_VALUE;
        for (Vector3 axis : AXES) {
            double along = 0;
            for (int i = 1; i < (stretched ? points.size() : 2); i++) {
                along += Math.abs(points.get(i).minus(points.get(i - 1)).dot(axis));
            }
            // The first of those that are equal but for rounding.
            if (along < least * (1 - NEGLIGIBLE)) {
                least = along;
                chosen = axis;
            }
        }
        return chosen;
    }
}
