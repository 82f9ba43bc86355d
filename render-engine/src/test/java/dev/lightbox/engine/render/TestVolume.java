package dev.lightbox.engine.render;

import dev.lightbox.engine.geometry.ImagePlane;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PixelSpacing;
import dev.lightbox.engine.geometry.PlaneGrid;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.volume.SliceScale;
import dev.lightbox.engine.volume.Volume;
import dev.lightbox.engine.volume.VolumeGeometry;
import java.util.ArrayList;
import java.util.List;

/** A small volume of 1 mm voxels whose first voxel's centre is the patient's origin, along the patient's axes. */
record TestVolume(int columns, int rows, int slices) {

    /** Value of a voxel. */
    interface Values {
        int at(int column, int row, int slice);
    }

    Volume empty(int offset, List<SliceScale> scales, int... gapsAfter) {
        List<PatientPoint> origins = new ArrayList<>();
        double z = 0;
        boolean[] gapAfter = new boolean[slices - 1];
        for (int gap : gapsAfter) {
            gapAfter[gap] = true;
        }
        for (int k = 0; k < slices; k++) {
            origins.add(new PatientPoint(0, 0, z));
            z += k < slices - 1 && gapAfter[k] ? 4 : 1;
        }
        ImagePlane first = new ImagePlane(
                origins.getFirst(),
                new Vector3(1, 0, 0),
                new Vector3(0, 1, 0),
                new PixelSpacing(1, 1, PixelSpacing.Kind.PATIENT));
        return new Volume(new VolumeGeometry(columns, rows, first, origins, gapAfter), offset, scales);
    }

    Volume of(int offset, Values values) {
        Volume volume = empty(offset, List.of(SliceScale.IDENTITY));
        for (int k = 0; k < slices; k++) {
            volume.put(k, slice(k, offset, values));
        }
        return volume;
    }

    short[] slice(int k, int offset, Values values) {
        short[] slice = new short[columns * rows];
        for (int j = 0, at = 0; j < rows; j++) {
            for (int i = 0; i < columns; i++) {
                slice[at++] = (short) (values.at(i, j, k) - offset);
            }
        }
        return slice;
    }

    /** A slice's own pixels. */
    PlaneGrid onSlice(double slice) {
        return new PlaneGrid(
                new PatientPoint((columns - 1) / 2.0, (rows - 1) / 2.0, slice),
                new Vector3(1, 0, 0),
                new Vector3(0, 1, 0),
                1,
                columns,
                rows);
    }
}
