package dev.lightbox.engine.volume;

import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PixelPoint;
import dev.lightbox.engine.geometry.Vector3;
import java.util.List;

/**
 * A surface along a line through the patient, and the points of it at which a picture is taken: rows follow the line downwards, each row runs straight across it; the picture's pixels are square. After Kanitsar,
 * Fleischmann, Wegenkittl, Felkel, Gröller, "CPR – Curved planar reformation" (IEEE Visualization 2002). Immutable, thread-safe.
 *
 * <ul>
 *   <li><b>Straightened</b>: the line is a straight one in the picture's middle, rows lie one spacing of way along the line apart. Lengths along the line are true, and those across it; the
 *       surroundings of bends are squeezed or spread.
 *   <li><b>Stretched</b>: every row runs in one direction, and the surface that they make is unrolled: all lengths on the surface are true, the line is curved in the picture.
 * </ul>
 */
public final class CurvedGrid {

    /** Rows and columns that a picture may have. */
    private static final int MOST = 1 << 15;

    /** A direction nearer than this to that of the line, as the sine of the angle, says nothing about how to look at it. */
    private static final double ALONG = 1e-3;

    private final int width;
    private final double spacingMm;
    /** The places of each row's first pixel. */
    private final List<PatientPoint> origins;

    private final List<Vector3> across;
    private final List<Vector3> normals;
    private final double[] columns;

    private CurvedGrid(
            int width,
            double spacingMm,
            List<PatientPoint> origins,
            List<Vector3> across,
            List<Vector3> normals,
            double[] columns) {
        this.width = width;
        this.spacingMm = spacingMm;
        this.origins = List.copyOf(origins);
        this.across = List.copyOf(across);
        this.normals = List.copyOf(normals);
        this.columns = columns;
    }

    /**
     * A straightened surface.
     *
     * @param points of the line, two at least that differ
     * @param smooth whether the line runs smoothly through the points (Catmull-Rom) or straight from one to the next
     * @param across where the picture's right should point at the line's beginning; what of it runs along the line is left out. From there on it turns about the line as little as can be
     * @param turnDegrees how far the surface is turned about the line from there, clockwise as seen along the line
     * @param width pixels of a row
     * @throws IllegalArgumentException if the line is shorter than the spacing, or {@code across} runs along it
     */
    public static CurvedGrid straightened(
            List<PatientPoint> points,
            boolean smooth,
            Vector3 across,
            double turnDegrees,
            double spacingMm,
            int width) {
        check(spacingMm, width);
        List<PatientPoint> line = CurvePath.resample(line(points, smooth), spacingMm, new Vector3(0, 0, 0), MOST);
        List<Vector3> tangents = CurvePath.tangents(line);
        Vector3 along = tangents.getFirst();
        Vector3 start = CurvePath.perpendicular(across.normalized(), along);
        if (start.length() < ALONG) {
            throw new IllegalArgumentException("the picture's right runs along the curve");
        }
        start = start.normalized();
        double turn = Math.toRadians(turnDegrees);
        start = start.times(Math.cos(turn)).plus(along.cross(start).times(Math.sin(turn)));
        List<Vector3> rows = CurvePath.across(line, tangents, start);
        int height = line.size();
        PatientPoint[] origins = new PatientPoint[height];
        Vector3[] normals = new Vector3[height];
        double[] columns = new double[height];
        double middle = (width - 1) / 2.0;
        for (int y = 0; y < height; y++) {
            origins[y] = line.get(y).plus(rows.get(y).times(-middle * spacingMm));
            normals[y] = rows.get(y).cross(tangents.get(y)).normalized();
            columns[y] = middle;
        }
        return new CurvedGrid(width, spacingMm, List.of(origins), rows, List.of(normals), columns);
    }

    /**
     * A stretched surface.
     *
     * @param points of the line, two at least that differ
     * @param smooth whether the line runs smoothly through the points (Catmull-Rom) or straight from one to the next
     * @param across where each row runs; not along the whole line
     * @param width pixels of a row; the middle one is half-way between the line's outermost places
     * @throws IllegalArgumentException if the line, as far as it doesn't run along {@code across}, is shorter than the spacing
     */
    public static CurvedGrid stretched(
            List<PatientPoint> points, boolean smooth, Vector3 across, double spacingMm, int width) {
        check(spacingMm, width);
        Vector3 right = across.normalized();
        List<PatientPoint> line = CurvePath.resample(line(points, smooth), spacingMm, right, MOST);
        PatientPoint first = line.getFirst();
        double least = Double.MAX_VALUE;
        double most = -Double.MAX_VALUE;
        for (PatientPoint point : line) {
            double aside = point.minus(first).dot(right);
            least = Math.min(least, aside);
            most = Math.max(most, aside);
        }
        int height = line.size();
        double begin = (least + most) / 2 - (width - 1) / 2.0 * spacingMm;
        PatientPoint[] flat = new PatientPoint[height];
        PatientPoint[] origins = new PatientPoint[height];
        Vector3[] rows = new Vector3[height];
        double[] columns = new double[height];
        for (int y = 0; y < height; y++) {
            double aside = line.get(y).minus(first).dot(right);
            flat[y] = line.get(y).plus(right.times(-aside));
            origins[y] = flat[y].plus(right.times(begin));
            rows[y] = right;
            columns[y] = (aside - begin) / spacingMm;
        }
        List<Vector3> tangents = CurvePath.tangents(List.of(flat));
        Vector3[] normals = new Vector3[height];
        for (int y = 0; y < height; y++) {
            normals[y] = right.cross(tangents.get(y)).normalized();
        }
        return new CurvedGrid(width, spacingMm, List.of(origins), List.of(rows), List.of(normals), columns);
    }

    private static void check(double spacingMm, int width) {
        if (!(spacingMm > 0) || Double.isInfinite(spacingMm) || width < 1 || width > MOST) {
            throw new IllegalArgumentException("a curved plane of " + width + " pixels of " + spacingMm + " mm");
        }
    }

    private static List<PatientPoint> line(List<PatientPoint> points, boolean smooth) {
        List<PatientPoint> distinct = CurvePath.distinct(points);
        return smooth ? CurvePath.smooth(distinct) : distinct;
    }

    public int width() {
        return width;
    }

    /** As many rows as the line is long. */
    public int height() {
        return origins.size();
    }

    /** Of pixels on the surface, mm. */
    public double spacingMm() {
        return spacingMm;
    }

    /** Unit vector along which columns grow in a row. */
    public Vector3 across(int row) {
        return across.get(row);
    }

    /** Unit vector perpendicular to the surface: right × down. */
    public Vector3 normal(int row) {
        return normals.get(row);
    }

    /** Where the line crosses a row, as a place in the picture. */
    public PixelPoint line(int row) {
        return new PixelPoint(columns[row], row);
    }

    /** Where a place of a row is in the patient; (0, row) is the centre of its first pixel. */
    public PatientPoint toPatient(double column, int row) {
        return origins.get(row).plus(across.get(row).times(column * spacingMm));
    }
}
