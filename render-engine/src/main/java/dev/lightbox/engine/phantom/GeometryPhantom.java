package dev.lightbox.engine.phantom;

import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.phantom.scene.Block;
import dev.lightbox.engine.phantom.scene.Capsule;
import dev.lightbox.engine.phantom.scene.Ellipsoid;
import dev.lightbox.engine.phantom.scene.Scene;
import dev.lightbox.engine.phantom.scene.Tissue;
import java.util.List;

/**
 * A test object for geometry: spheres and rods of bone in a block of water, or a ramp that rises linearly in every direction. The value at any point is known without any
 * grid, so whatever is made of a scanned series ({@link GeometryStack}) has a truth to compare with. Coordinates are the patient's (LPS), mm. Stateless, thread-safe.
 */
public final class GeometryPhantom {

    /** What is scanned. */
    public enum Content {
        /** {@link #SPHERES} and {@link #RODS} of bone (1000 HU) in a block of water (0 HU) in air (−1000 HU); edges are 1 mm wide ({@link Scene}). */
        OBJECTS,
        /** {@link #RAMP}. */
        RAMP;

        /** The true value at any place, HU. */
        public double valueAt(PatientPoint point) {
            return this == RAMP
                    ? GeometryPhantom.RAMP.at(point.x(), point.y(), point.z())
                    : SCENE.valueAt(point.x(), point.y(), point.z(), Tissue::hounsfield);
        }

        /** The values at the centres of a row of voxels of the grid's first slice, into an array of that length. */
        void sampleRow(VoxelGrid grid, int row, double[] out) {
            VoxelGrid.Point start = grid.centre(0, row, 0);
            VoxelGrid.Point step = new VoxelGrid.Point(0, 0, 0).plus(grid.columnSpacing(), grid.rowDirection());
            if (this == OBJECTS) {
                Scene.Line line = new Scene.Line(start.x(), start.y(), start.z(), step.x(), step.y(), step.z());
                SCENE.sample(line, 0, Tissue::hounsfield, out);
                return;
            }
            for (int i = 0; i < out.length; i++) {
                out[i] = GeometryPhantom.RAMP.at(
                        start.x() + i * step.x(), start.y() + i * step.y(), start.z() + i * step.z());
            }
        }
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

    /** At no two places alike, so that a mirrored or exchanged axis shows. */
    public static final List<Sphere> SPHERES = List.of(
            new Sphere(0, 0, 0, 20),
            new Sphere(40, -30, 20, 12),
            new Sphere(-45, 25, -30, 16),
            new Sphere(20, 50, -45, 9),
            new Sphere(-25, 45, 38.3, 14));

    /** Along x, along z, and oblique; none touches another or a sphere. */
    public static final List<Capsule> RODS = List.of(
            new Capsule(-40, -58, 10, 60, -58, 10, 4),
            new Capsule(58, 10, -50, 58, 10, 50, 4),
            new Capsule(-60, -10, -45, -20, -45, 45, 4));

    /** Half the edges of the block of water, mm: along x, y and z. */
    public static final Vector3 WATER_HALF = new Vector3(75, 72, 66);

    public static final Ramp RAMP = new Ramp(100, 2, -1.5, 3);

    private static final Scene SCENE = scene();

    private GeometryPhantom() {}

    private static Scene scene() {
        Scene.Builder scene = Scene.builder();
        scene.add(Tissue.WATER, new Block(0, 0, 0, WATER_HALF.x(), WATER_HALF.y(), WATER_HALF.z()));
        RODS.forEach(rod -> scene.add(Tissue.BONE, rod));
        SPHERES.forEach(sphere ->
                scene.add(Tissue.BONE, Ellipsoid.sphere(sphere.x(), sphere.y(), sphere.z(), sphere.diameterMm() / 2)));
        return scene.build();
    }
}
