package dev.lightbox.engine.volume;

import dev.lightbox.engine.geometry.ImagePlane;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PixelSpacing;
import dev.lightbox.engine.geometry.PlaneGrid;
import dev.lightbox.engine.geometry.Vector3;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Volumes and planes of all kinds from a seed. */
final class RandomVolumes {

    private final Random random;

    RandomVolumes(long seed) {
        random = new Random(seed);
    }

    private double between(double least, double most) {
        return least + (most - least) * random.nextDouble();
    }

    private int size(int most) {
        return random.nextInt(4) == 0 ? 1 + random.nextInt(2) : 1 + random.nextInt(most);
    }

    /** Two perpendicular unit vectors. */
    private Vector3[] directions() {
        Vector3 a = new Vector3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian()).normalized();
        Vector3 b = new Vector3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
        b = b.plus(a.times(-a.dot(b))).normalized();
        return new Vector3[] {a, b};
    }

    VolumeGeometry geometry(boolean aligned) {
        int slices = Math.max(2, size(24));
        Vector3[] axes = aligned ? new Vector3[] {new Vector3(1, 0, 0), new Vector3(0, 1, 0)} : directions();
        PixelSpacing spacing = new PixelSpacing(between(0.3, 2), between(0.3, 2), PixelSpacing.Kind.PATIENT);
        PatientPoint origin = new PatientPoint(between(-100, 100), between(-100, 100), between(-100, 100));
        ImagePlane first = new ImagePlane(origin, axes[0], axes[1], spacing);
        boolean even = random.nextBoolean();
        double step = between(0.5, 3);
        double tilt = random.nextBoolean() ? 0 : between(-0.5, 0.5);
        double sideways = random.nextInt(4) == 0 ? between(-0.3, 0.3) : 0;
        List<PatientPoint> origins = new ArrayList<>();
        double location = 0;
        boolean[] gaps = new boolean[slices - 1];
        for (int k = 0; k < slices; k++) {
            origins.add(origin.plus(first.normal().times(location))
                    .plus(first.column().times(location * tilt))
                    .plus(first.row().times(location * sideways)));
            double distance = step;
            if (!even) {
                distance *= between(0.7, 1.3);
                // Often in the first or the last interval: there the end slice must not reach out by half the gap.
                boolean end = k == 0 || k == slices - 2;
                if (random.nextInt(end ? 3 : 8) == 0 && k < slices - 1) {
                    distance *= 3;
                    gaps[k] = true;
                }
            }
            location += distance;
        }
        double[] usual = new double[random.nextInt(3) == 0 ? slices : 0];
        for (int k = 0; k < usual.length; k++) {
            usual[k] = between(0.1, 3) * step;
        }
        return new VolumeGeometry(size(40), size(40), first, origins, gaps, usual);
    }

    Volume volume(VolumeGeometry geometry) {
        boolean unsigned = random.nextInt(4) == 0;
        List<SliceScale> scales = new ArrayList<>();
        switch (random.nextInt(6)) {
            case 0 -> scales.add(new SliceScale(between(-3, 3), between(-10, 10)));
            case 1 -> {
                for (int k = 0; k < geometry.slices(); k++) {
                    scales.add(new SliceScale(between(-1, 3), between(-10, 10)));
                }
            }
            default -> {
                // Values of a table: they are mixed as they are stored.
            }
        }
        Volume volume = new Volume(geometry, unsigned ? 32_768 : 0, scales);
        int filled = random.nextInt(6);
        for (int k = 0; k < geometry.slices(); k++) {
            if (filled == 0 && random.nextBoolean()) {
                continue;
            }
            if (filled == 1 && random.nextInt(6) == 0) {
                volume.fail(k, "made up");
                continue;
            }
            volume.put(k, values(geometry.columns() * geometry.rows()));
        }
        return volume;
    }

    private short[] values(int count) {
        short[] values = new short[count];
        int range = random.nextInt(8) == 0 ? 65_536 : 4096;
        for (int i = 0; i < count; i++) {
            values[i] = (short) (random.nextInt(range) - range / 2);
        }
        return values;
    }

    /** @param aligned along the volume's rows, columns and normal, in any order */
    ResliceRequest request(VolumeGeometry geometry, boolean aligned) {
        double extent = Math.max(
                geometry.columns() * geometry.spacing().columnMm(),
                geometry.rows() * geometry.spacing().rowMm());
        extent = Math.max(extent, geometry.locationMm(geometry.slices() - 1));
        VoxelPoint middle = new VoxelPoint(
                between(-0.2, 1.2) * geometry.columns(),
                between(-0.2, 1.2) * geometry.rows(),
                between(-0.1, 1.1) * geometry.slices());
        int width = 1 + random.nextInt(70);
        int height = 1 + random.nextInt(70);
        double spacing = extent / Math.max(width, height) * between(0.2, 1.8);
        Vector3[] axes = directions();
        if (aligned) {
            Vector3[] all = {geometry.row(), geometry.column(), geometry.normal()};
            int a = random.nextInt(3);
            int b = (a + 1 + random.nextInt(2)) % 3;
            axes[0] = all[a].times(random.nextBoolean() ? 1 : -1);
            axes[1] = all[b].times(random.nextBoolean() ? 1 : -1);
            if (random.nextInt(3) == 0) {
                // A pixel a voxel.
                spacing = a == 0
                        ? geometry.spacing().columnMm()
                        : geometry.spacing().rowMm();
            }
        }
        PlaneGrid grid = new PlaneGrid(geometry.toPatient(middle), axes[0], axes[1], spacing, width, height);
        VolumeInterpolation[] all = VolumeInterpolation.values();
        Slab slab = random.nextInt(3) == 0
                ? Slab.NONE
                : new Slab(extent * between(0, 0.4), Slab.Mode.values()[random.nextInt(3)]);
        return new ResliceRequest(
                grid, all[random.nextInt(all.length)], slab, random.nextBoolean() ? 0 : between(0.3, 2));
    }
}
