package dev.lightbox.engine.bench;

import dev.lightbox.engine.geometry.ImagePlane;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PixelSpacing;
import dev.lightbox.engine.geometry.PlaneGrid;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.volume.ResliceRequest;
import dev.lightbox.engine.volume.ReslicedPlane;
import dev.lightbox.engine.volume.Reslicer;
import dev.lightbox.engine.volume.Slab;
import dev.lightbox.engine.volume.Volume;
import dev.lightbox.engine.volume.VolumeGeometry;
import dev.lightbox.engine.volume.VolumeInterpolation;
import java.util.ArrayList;
import java.util.List;

/** The volume and planes that {@code vtk_reslice.py} has, too: 512 × 512 × 500 voxels of fixed noise, 0.7 × 0.7 × 0.8 mm, planes off the grid. */
final class VolumeWork {

    static final int EDGE = 512;
    private static final int SLICES = 500;
    private static final double SPACING = 0.7;
    private static final double SLICE_SPACING = 0.8;

    private VolumeWork() {}

    /** Every fifth slice thinner where they are to be uneven. */
    static Volume volume(boolean uneven) {
        List<PatientPoint> origins = new ArrayList<>();
        double location = 0;
        for (int k = 0; k < SLICES; k++) {
            origins.add(new PatientPoint(0, 0, location));
            location += uneven && k % 5 == 0 ? 0.9 * SLICE_SPACING : SLICE_SPACING;
        }
        ImagePlane first = new ImagePlane(
                origins.getFirst(),
                new Vector3(1, 0, 0),
                new Vector3(0, 1, 0),
                new PixelSpacing(SPACING, SPACING, PixelSpacing.Kind.PATIENT));
        Volume volume =
                new Volume(new VolumeGeometry(EDGE, EDGE, first, origins, new boolean[SLICES - 1]), 0, List.of());
        short[] slice = new short[EDGE * EDGE];
        for (int k = 0; k < SLICES; k++) {
            fill(k, slice);
            volume.put(k, slice);
        }
        return volume;
    }

    static void fill(int k, short[] slice) {
        for (int i = 0; i < slice.length; i++) {
            slice[i] = noise(k * slice.length + i);
        }
    }

    private static short noise(int voxel) {
        int h = voxel * 0x9E3779B1;
        h ^= h >>> 15;
        h *= 0x85EBCA77;
        h ^= h >>> 13;
        return (short) (Integer.remainderUnsigned(h, 3000) - 1000);
    }

    static PlaneGrid grid(String direction) {
        double half = Math.sqrt(0.5);
        Vector3 right = switch (direction) {
            case "axial", "coronal" -> new Vector3(1, 0, 0);
            case "sagittal" -> new Vector3(0, 1, 0);
            default -> new Vector3(half, 0, half);
        };
        Vector3 down = switch (direction) {
            case "axial" -> new Vector3(0, 1, 0);
            case "coronal", "sagittal" -> new Vector3(0, 0, 1);
            default -> new Vector3(0.5, half, -0.5);
        };
        double middle = (EDGE - 1) / 2.0 * SPACING - 179;
        PatientPoint center =
                new PatientPoint(179.3, 179.2, 200.3).plus(right.times(middle)).plus(down.times(middle));
        return new PlaneGrid(center, right, down, SPACING, EDGE, EDGE);
    }

    /**
     * A plane, or a slab of samples 0.7 mm apart.
     *
     * @param samples an odd number, as the plane itself is among them
     */
    static ResliceRequest request(String direction, int samples) {
        Slab slab = samples == 1 ? Slab.NONE : new Slab((samples - 1) * SPACING, Slab.Mode.MIP);
        return new ResliceRequest(grid(direction), VolumeInterpolation.TRILINEAR, slab, SPACING);
    }

    static ReslicedPlane reslice(Volume volume, String direction, int samples, int threads) {
        return Reslicer.reslice(volume, request(direction, samples), threads);
    }

    /**
     * What VTK 9.1 should have. Along the volume's own directions, though not in oblique ones, it takes each of a slab's samples half a step before its place, whatever their number: found by
     * computing some of its pixels one by one.
     */
    static ReslicedPlane asVtk(Volume volume, String direction, int samples) {
        ResliceRequest request = request(direction, samples);
        if (samples > 1 && !direction.equals("oblique")) {
            request = new ResliceRequest(
                    request.grid().shifted(-SPACING / 2), request.interpolation(), request.slab(), request.stepMm());
        }
        return Reslicer.reslice(volume, request);
    }
}
