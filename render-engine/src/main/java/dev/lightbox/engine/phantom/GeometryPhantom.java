package dev.lightbox.engine.phantom;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.TransferSyntax;
import dev.lightbox.engine.geometry.ImagePlane;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PixelSpacing;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.phantom.scene.Block;
import dev.lightbox.engine.phantom.scene.Capsule;
import dev.lightbox.engine.phantom.scene.Ellipsoid;
import dev.lightbox.engine.phantom.scene.Scene;
import dev.lightbox.engine.phantom.scene.Tissue;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A test object for geometry: spheres and rods of bone in a block of water, or a ramp that rises linearly in every direction, scanned with tilted gantry, turned, in
 * uneven slices, with slices missing or doubled, or with a rescale of each slice's own, as in PET. The value at any point is known without any grid
 * ({@link #valueAt}), so whatever is made of the series has a truth to compare with. Immutable and thread-safe.
 *
 * @param content what is scanned
 * @param columns of a slice
 * @param rows of a slice
 * @param columnSpacingMm distance of neighbouring columns
 * @param rowSpacingMm distance of neighbouring rows
 * @param tableMm for each instance where the table was: the z of the slice's centre, at x = y = 0
 * @param tiltDegrees of the gantry about the rows; the slices still follow each other along z, so the stack is sheared
 * @param turnDegrees of rows and columns about z
 * @param rescaledEach whether every slice has a Rescale Slope of its own, as PET has
 */
public record GeometryPhantom(
        Content content,
        int columns,
        int rows,
        double columnSpacingMm,
        double rowSpacingMm,
        List<Double> tableMm,
        double tiltDegrees,
        double turnDegrees,
        boolean rescaledEach) {

    /** What is scanned. */
    public enum Content {
        /** {@link #SPHERES} and {@link #RODS} of bone (1000 HU) in a block of water (0 HU) in air (−1000 HU); edges are 1 mm wide ({@link Scene}). */
        OBJECTS,
        /** {@link #RAMP}. */
        RAMP
    }

    /** A sphere of bone, mm. */
    public record Sphere(double x, double y, double z, double diameterMm) {}

    /**
     * A value that is linear in the place: {@code base + x·perX + y·perY + z·perZ}.
     *
     * @param base at the origin, HU
     * @param perX HU per mm towards the patient's left
     * @param perY HU per mm towards the back
     * @param perZ HU per mm towards the head
     */
    public record Ramp(double base, double perX, double perY, double perZ) {
        /** HU at a place. */
        public double at(double x, double y, double z) {
            return base + x * perX + y * perY + z * perZ;
        }
    }

    public static final List<Sphere> SPHERES = List.of(
            new Sphere(0, 0, 0, 20),
            new Sphere(40, -30, 20, 12),
            new Sphere(-45, 25, -30, 16),
            new Sphere(20, 50, -45, 9),
            new Sphere(-25, 45, 38.3, 14));

    /** Along x, along z, and oblique. */
    public static final List<Capsule> RODS = List.of(
            new Capsule(-40, -58, 10, 60, -58, 10, 4),
            new Capsule(58, 10, -50, 58, 10, 50, 4),
            new Capsule(-60, -10, -45, -20, -45, 45, 4));

    /** Half the edges of the block of water, mm: along x, y and z. */
    public static final Vector3 WATER_HALF = new Vector3(75, 72, 66);

    public static final Ramp RAMP = new Ramp(100, 2, -1.5, 3);

    private static final Scene SCENE = scene();

    private static final int SLICES = 60;
    private static final double SLICE_SPACING_MM = 2.5;
    private static final double RAMP_SLOPE = 1.0 / 16;
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    public GeometryPhantom {
        tableMm = List.copyOf(tableMm);
    }

    /** 60 even slices of 128 × 120 pixels of 1.5 × 1.4 mm, 2.5 mm apart; the middle of the object is in the middle of the volume. */
    public static GeometryPhantom of(Content content) {
        List<Double> table = new ArrayList<>();
        for (int k = 0; k < SLICES; k++) {
            table.add((k - (SLICES - 1) / 2.0) * SLICE_SPACING_MM);
        }
        return new GeometryPhantom(content, 128, 120, 1.5, 1.4, table, 0, 0, false);
    }

    public GeometryPhantom tilted(double degrees) {
        return new GeometryPhantom(
                content, columns, rows, columnSpacingMm, rowSpacingMm, tableMm, degrees, turnDegrees, rescaledEach);
    }

    public GeometryPhantom turned(double degrees) {
        return new GeometryPhantom(
                content, columns, rows, columnSpacingMm, rowSpacingMm, tableMm, tiltDegrees, degrees, rescaledEach);
    }

    public GeometryPhantom withRescaleOfEachSlice() {
        return new GeometryPhantom(
                content, columns, rows, columnSpacingMm, rowSpacingMm, tableMm, tiltDegrees, turnDegrees, true);
    }

    public GeometryPhantom withSize(int width, int height, double columnMm, double rowMm) {
        return new GeometryPhantom(
                content, width, height, columnMm, rowMm, tableMm, tiltDegrees, turnDegrees, rescaledEach);
    }

    /** With slices at other places of the table: in any order, any distance, the same more than once. */
    public GeometryPhantom at(List<Double> positionsMm) {
        return new GeometryPhantom(
                content,
                columns,
                rows,
                columnSpacingMm,
                rowSpacingMm,
                positionsMm,
                tiltDegrees,
                turnDegrees,
                rescaledEach);
    }

    /** The lower half's slices 2.5 mm apart, the upper half's 1.7 mm. */
    public GeometryPhantom uneven() {
        List<Double> uneven = new ArrayList<>();
        double z = tableMm.getFirst();
        for (int k = 0; k < tableMm.size(); k++) {
            uneven.add(z);
            z += k < tableMm.size() / 2 ? 2.5 : 1.7;
        }
        return at(uneven);
    }

    /** @param indices of slices to leave out, from 0 */
    public GeometryPhantom without(Set<Integer> indices) {
        List<Double> rest = new ArrayList<>();
        for (int k = 0; k < tableMm.size(); k++) {
            if (!indices.contains(k)) {
                rest.add(tableMm.get(k));
            }
        }
        return at(rest);
    }

    private static Scene scene() {
        Scene.Builder scene = Scene.builder();
        scene.add(Tissue.WATER, new Block(0, 0, 0, WATER_HALF.x(), WATER_HALF.y(), WATER_HALF.z()));
        RODS.forEach(rod -> scene.add(Tissue.BONE, rod));
        SPHERES.forEach(sphere ->
                scene.add(Tissue.BONE, Ellipsoid.sphere(sphere.x(), sphere.y(), sphere.z(), sphere.diameterMm() / 2)));
        return scene.build();
    }

    /** The true value at any place, HU (Bq/ml where {@link #rescaledEach}); what is stored differs by at most half a {@link #slope}. */
    public double valueAt(PatientPoint point) {
        return content == Content.RAMP
                ? RAMP.at(point.x(), point.y(), point.z())
                : SCENE.valueAt(point.x(), point.y(), point.z(), Tissue::hounsfield);
    }

    /** Where an instance's slice lies. */
    public ImagePlane plane(int index) {
        double turn = StrictMath.toRadians(turnDegrees);
        double tilt = StrictMath.toRadians(tiltDegrees);
        Vector3 row = new Vector3(StrictMath.cos(turn), StrictMath.sin(turn), 0);
        Vector3 column = new Vector3(-StrictMath.sin(turn), StrictMath.cos(turn), 0)
                .times(StrictMath.cos(tilt))
                .plus(new Vector3(0, 0, -StrictMath.sin(tilt)));
        PatientPoint origin = new PatientPoint(0, 0, tableMm.get(index))
                .plus(row.times(-(columns - 1) / 2.0 * columnSpacingMm))
                .plus(column.times(-(rows - 1) / 2.0 * rowSpacingMm));
        return new ImagePlane(
                origin, row, column, new PixelSpacing(rowSpacingMm, columnSpacingMm, PixelSpacing.Kind.PATIENT));
    }

    /** Rescale Slope of an instance; the intercept is 0. */
    public double slope(int index) {
        double slope = content == Content.RAMP ? RAMP_SLOPE : 1;
        return rescaledEach ? slope * (1 + index % 7 / 8.0) : slope;
    }

    /** Stored values of an instance, row by row. */
    public int[] stored(int index) {
        ImagePlane plane = plane(index);
        double slope = slope(index);
        double[] values = new double[columns];
        int[] stored = new int[columns * rows];
        for (int y = 0; y < rows; y++) {
            PatientPoint start = plane.origin().plus(plane.column().times(y * rowSpacingMm));
            Vector3 step = plane.row().times(columnSpacingMm);
            if (content == Content.RAMP) {
                for (int x = 0; x < columns; x++) {
                    PatientPoint point = start.plus(step.times(x));
                    values[x] = RAMP.at(point.x(), point.y(), point.z());
                }
            } else {
                SCENE.sample(
                        new Scene.Line(start.x(), start.y(), start.z(), step.x(), step.y(), step.z()),
                        0,
                        Tissue::hounsfield,
                        values);
            }
            for (int x = 0; x < columns; x++) {
                stored[y * columns + x] = Math.clamp(Math.round(values[x] / slope), Short.MIN_VALUE, Short.MAX_VALUE);
            }
        }
        return stored;
    }

    /** The Part 10 file of an instance. */
    public byte[] file(int index) {
        PhantomStudy study = study();
        PhantomSeries series = study.series().getFirst();
        return PhantomFile.bytes(study, series, series.instances().get(index), DAY);
    }

    /** A study of this one series; its UIDs follow from the options. */
    public PhantomStudy study() {
        String name = name();
        SeriesKey key = new SeriesKey(name, 1);
        String syntax = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid();
        List<PhantomInstance> instances = new ArrayList<>();
        for (int k = 0; k < tableMm.size(); k++) {
            int index = k;
            instances.add(new PhantomInstance(
                    key.sopInstanceUid(index),
                    rescaledEach ? SopClass.PET : SopClass.CT,
                    syntax,
                    index + 1,
                    () -> new PhantomInstance.Content(
                            attributes(index), List.of(Pixels.encodeGray(stored(index), rows, columns, 16, syntax)))));
        }
        PhantomSeries series = new PhantomSeries(
                key.seriesInstanceUid(),
                key.number(),
                rescaledEach ? "PT" : "CT",
                "Geometry " + content.name().toLowerCase(Locale.ROOT),
                "",
                VolumeAttributes.series(key).build(),
                instances);
        return new PhantomStudy(
                PhantomUids.of("study/" + name),
                new PhantomPatient("Phantom^Geometry", "LBX-GEOMETRY", LocalDate.of(2000, 1, 1), "O"),
                "",
                0,
                LocalTime.NOON,
                "",
                "Geometry phantom",
                List.of(series));
    }

    private String name() {
        return "geometry/" + this;
    }

    private DataSet attributes(int index) {
        ImagePlane plane = plane(index);
        Vector3 row = plane.row();
        Vector3 column = plane.column();
        DataSet.Builder builder = Pixels.grayModule(rows, columns, 16, true, "MONOCHROME2")
                .put(Tag.ImageType, "ORIGINAL", "PRIMARY", "AXIAL")
                .putNumbers(Tag.SliceThickness, SLICE_SPACING_MM)
                .putNumbers(
                        Tag.ImagePositionPatient,
                        plane.origin().x(),
                        plane.origin().y(),
                        plane.origin().z())
                .putNumbers(Tag.ImageOrientationPatient, row.x(), row.y(), row.z(), column.x(), column.y(), column.z())
                .putNumbers(Tag.PixelSpacing, rowSpacingMm, columnSpacingMm)
                .putNumbers(Tag.RescaleSlope, slope(index))
                .putNumbers(Tag.RescaleIntercept, 0)
                .putNumbers(Tag.WindowCenter, 0)
                .putNumbers(Tag.WindowWidth, 2000);
        if (rescaledEach) {
            builder.put(Tag.Units, "BQML");
        } else {
            builder.put(Tag.RescaleType, "HU").putNumbers(Tag.GantryDetectorTilt, tiltDegrees);
        }
        return builder.build();
    }
}
