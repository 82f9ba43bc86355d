package dev.lightbox.engine.phantom;

import dev.lightbox.engine.phantom.scene.Block;
import dev.lightbox.engine.phantom.scene.Capsule;
import dev.lightbox.engine.phantom.scene.Column;
import dev.lightbox.engine.phantom.scene.Ellipsoid;
import dev.lightbox.engine.phantom.scene.Scene;
import dev.lightbox.engine.phantom.scene.Tissue;
import java.util.List;
import java.util.OptionalInt;

/**
 * A person from head to upper abdomen on a CT table, supine, head first, with a calibration pad beneath and a few findings. Everything is known: what
 * tissue is at a point ({@link #scene()}), and the stored value of every voxel of each series. Immutable and thread-safe.
 */
public final class CtPhantom {
    /**
     * A rod along z through the whole pad, {@value #ROD_DIAMETER_MM} mm thick, at y = {@value #PAD_CENTRE_Y_MM} mm.
     *
     * @param x its axis in mm
     */
    public record Rod(Tissue tissue, double x) {}

    /** A sphere at (x, y, z) mm. */
    public record Sphere(String name, Tissue tissue, double x, double y, double z, double diameterMm) {}

    public static final double ROD_DIAMETER_MM = 24;
    public static final double PAD_CENTRE_Y_MM = 134;

    /** The calibration rods, from the patient's right to the left. */
    public static final List<Rod> RODS = List.of(
            new Rod(Tissue.AIR, -125),
            new Rod(Tissue.FAT, -75),
            new Rod(Tissue.WATER, -25),
            new Rod(Tissue.MUSCLE, 25),
            new Rod(Tissue.SPONGY_BONE, 75),
            new Rod(Tissue.BONE, 125));

    /** Findings in the patient, and bone spheres of falling size in the pad between the rods. */
    public static final List<Sphere> SPHERES = List.of(
            new Sphere("haemorrhage", Tissue.HAEMORRHAGE, -30, -22, 162, 20),
            new Sphere("large lung nodule", Tissue.MUSCLE, -92, 12, -150, 14),
            new Sphere("lung nodule", Tissue.MUSCLE, 92, -18, -122, 8),
            new Sphere("small lung nodule", Tissue.MUSCLE, -70, 48, -206, 5),
            new Sphere("liver cyst", Tissue.WATER, -62, -12, -232, 12),
            new Sphere("pad sphere 20 mm", Tissue.BONE, -100, PAD_CENTRE_Y_MM, -100, 20),
            new Sphere("pad sphere 16 mm", Tissue.BONE, -50, PAD_CENTRE_Y_MM, -100, 16),
            new Sphere("pad sphere 12 mm", Tissue.BONE, 0, PAD_CENTRE_Y_MM, -100, 12),
            new Sphere("pad sphere 8 mm", Tissue.BONE, 50, PAD_CENTRE_Y_MM, -100, 8),
            new Sphere("pad sphere 4 mm", Tissue.BONE, 100, PAD_CENTRE_Y_MM, -100, 4));

    /** A thin oblique rod of bone through the pad's upper half, {@code 6 mm} thick: from the first point to the second. */
    public static final Capsule OBLIQUE_ROD = new Capsule(-110, 124, 0, 110, 124, 160, 3);

    private static final Scene PATIENT = patient();
    private static final Scene SCENE = patientOnTable();

    private CtPhantom() {}

    /** Patient, pad and table. */
    public static Scene scene() {
        return SCENE;
    }

    /** The patient alone, as projection radiography sees a standing person. */
    static Scene patientScene() {
        return PATIENT;
    }

    /** The soft-tissue series of the head-to-thorax study: 240 slices of 2 mm, 512², unsigned, intercept −1024; slice 0 is the lowest. */
    public static SampledVolume headToThorax() {
        return axial(
                240,
                2,
                -240,
                512,
                0.9,
                new Noise(1, 9),
                new SampledVolume.Encoding(-1024, 0, 4095, OptionalInt.empty()));
    }

    /** The bone series of the head-to-thorax study: 96 slices of 5 mm, 512², signed, no rescaling. */
    public static SampledVolume headToThoraxBone() {
        return axial(
                96,
                5,
                -239,
                512,
                0.9,
                new Noise(2, 24),
                new SampledVolume.Encoding(0, -1024, 3071, OptionalInt.empty()));
    }

    /** The earlier chest: 52 slices of 5 mm, 512², signed, −2000 outside of the circle that the scanner reconstructs. */
    public static SampledVolume thorax() {
        return axial(
                52,
                5,
                -240,
                512,
                0.84,
                new Noise(3, 12),
                new SampledVolume.Encoding(0, -1024, 3071, OptionalInt.of(-2000)));
    }

    /** The chest of which some slices are small: 20 slices of 10 mm; {@code columns} is 512 or 256. */
    static SampledVolume thoraxOfSize(int columns) {
        return axial(
                20,
                10,
                -235,
                columns,
                430.08 / columns,
                new Noise(5, 12),
                new SampledVolume.Encoding(-1024, 0, 4095, OptionalInt.empty()));
    }

    /** Degrees by which the gantry was tilted for {@link #tiltedHead()}: the upper edge of the picture leans towards the feet. */
    public static final double HEAD_TILT_DEGREES = -12;

    /** A head with tilted gantry: 44 slices, 4 mm apart along the table, 512², unsigned, intercept −1024. */
    public static SampledVolume tiltedHead() {
        double tilt = StrictMath.toRadians(HEAD_TILT_DEGREES);
        int size = 512;
        double spacing = 0.48;
        VoxelGrid.Point row = new VoxelGrid.Point(1, 0, 0);
        VoxelGrid.Point column = new VoxelGrid.Point(0, StrictMath.cos(tilt), -StrictMath.sin(tilt));
        double half = (size - 1) / 2.0 * spacing;
        VoxelGrid.Point origin = new VoxelGrid.Point(0, 20, 58).plus(-half, row).plus(-half, column);
        VoxelGrid grid =
                new VoxelGrid(origin, row, column, new VoxelGrid.Point(0, 0, 4), spacing, spacing, 44, size, size);
        return new SampledVolume(
                SCENE,
                grid,
                Tissue::hounsfield,
                new Noise(4, 5),
                new SampledVolume.Encoding(-1024, 0, 4095, OptionalInt.empty()));
    }

    private static SampledVolume axial(
            int slices,
            double thickness,
            double lowestZ,
            int size,
            double spacing,
            Noise noise,
            SampledVolume.Encoding encoding) {
        double half = (size - 1) / 2.0 * spacing;
        VoxelGrid grid = new VoxelGrid(
                new VoxelGrid.Point(-half, 15 - half, lowestZ),
                new VoxelGrid.Point(1, 0, 0),
                new VoxelGrid.Point(0, 1, 0),
                new VoxelGrid.Point(0, 0, thickness),
                spacing,
                spacing,
                slices,
                size,
                size);
        return new SampledVolume(SCENE, grid, Tissue::hounsfield, noise, encoding);
    }

    private static Scene patient() {
        Scene.Builder scene = Scene.builder();
        addPatient(scene);
        return scene.build();
    }

    private static Scene patientOnTable() {
        Scene.Builder scene = Scene.builder();
        // Table: a carbon shell around foam; on it a cushion for the head, and the pad.
        scene.add(Tissue.CARBON, new Column(0, 172, 0, 205, 20, 600));
        scene.add(Tissue.FOAM, new Column(0, 172, 0, 202, 17, 600));
        scene.add(Tissue.FOAM, new Block(0, 110, 140, 90, 12, 100));
        addPatient(scene);
        scene.add(Tissue.PLASTIC, new Block(0, PAD_CENTRE_Y_MM, 0, 150, 16, 420));
        for (Rod rod : RODS) {
            scene.add(
                    rod.tissue(),
                    new Capsule(rod.x(), PAD_CENTRE_Y_MM, -500, rod.x(), PAD_CENTRE_Y_MM, 500, ROD_DIAMETER_MM / 2));
        }
        scene.add(Tissue.BONE, OBLIQUE_ROD);
        for (Sphere sphere : SPHERES) {
            scene.add(sphere.tissue(), Ellipsoid.sphere(sphere.x(), sphere.y(), sphere.z(), sphere.diameterMm() / 2));
        }
        return scene.build();
    }

    private static void addPatient(Scene.Builder scene) {
        ThoraxAnatomy.addHull(scene);
        HeadAnatomy.addHull(scene);
        ThoraxAnatomy.addOrgans(scene);
        HeadAnatomy.addOrgans(scene);
        SpineAnatomy.addTo(scene);
    }
}
