package dev.lightbox.engine.phantom;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;

/** Image Plane and Frame of Reference modules of slices (PS3.3 C.7.6.2, C.7.4.1). Stateless and thread-safe. */
final class VolumeAttributes {
    private VolumeAttributes() {}

    static DataSet.Builder series(SeriesKey key) {
        return DataSet.builder()
                .put(Tag.PatientPosition, "HFS")
                .put(Tag.FrameOfReferenceUID, key.frameOfReferenceUid())
                .put(Tag.PositionReferenceIndicator);
    }

    /** @param slice from 0, as the grid counts */
    static DataSet plane(VoxelGrid grid, int slice, double thicknessMm) {
        VoxelGrid.Point position = grid.centre(slice, 0, 0);
        VoxelGrid.Point row = grid.rowDirection();
        VoxelGrid.Point column = grid.columnDirection();
        return DataSet.builder()
                .putNumbers(Tag.SliceThickness, thicknessMm)
                .putNumbers(Tag.ImagePositionPatient, position.x(), position.y(), position.z())
                .putNumbers(Tag.ImageOrientationPatient, row.x(), row.y(), row.z(), column.x(), column.y(), column.z())
                .putNumbers(Tag.PixelSpacing, grid.rowSpacing(), grid.columnSpacing())
                .putNumbers(Tag.SliceLocation, round(grid.normal().dot(position)))
                .build();
    }

    private static double round(double mm) {
        return Math.rint(mm * 1000) / 1000;
    }
}
