package dev.lightbox.engine.phantom;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.TransferSyntax;
import dev.lightbox.engine.dicom.Vr;
import java.util.ArrayList;
import java.util.List;

/** CT series (PS3.3 A.3) of sampled volumes. Stateless and thread-safe. */
final class CtSeries {
    /** In which direction Instance Number rises. */
    enum Order {
        FEET_TO_HEAD,
        HEAD_TO_FEET
    }

    /**
     * What tells apart reconstructions.
     *
     * @param kernel Convolution Kernel
     * @param windows centre and width, in HU
     */
    record Reconstruction(
            String kernel, String transferSyntaxUid, Order order, List<Window> windows, double tiltDegrees) {}

    record Window(double center, double width, String explanation) {}

    static final Window SOFT_TISSUE = new Window(40, 400, "SOFT TISSUE");
    static final Window LUNG = new Window(-500, 1500, "LUNG");
    static final Window BONE = new Window(400, 2000, "BONE");
    static final Window BRAIN = new Window(40, 80, "BRAIN");

    private CtSeries() {}

    static PhantomSeries of(
            SeriesKey key, String description, String bodyPart, SampledVolume volume, Reconstruction reconstruction) {
        List<PhantomInstance> instances = new ArrayList<>();
        int slices = volume.grid().slices();
        for (int slice = 0; slice < slices; slice++) {
            int number = reconstruction.order() == Order.FEET_TO_HEAD ? slice + 1 : slices - slice;
            instances.add(instance(key, slice, number, volume, slice, reconstruction));
        }
        return series(key, description, bodyPart, instances);
    }

    static PhantomSeries series(SeriesKey key, String description, String bodyPart, List<PhantomInstance> instances) {
        return new PhantomSeries(
                key.seriesInstanceUid(),
                key.number(),
                "CT",
                description,
                bodyPart,
                VolumeAttributes.series(key).build(),
                instances);
    }

    /** @param index of the instance in the series, from 0 */
    static PhantomInstance instance(
            SeriesKey key,
            int index,
            int instanceNumber,
            SampledVolume volume,
            int slice,
            Reconstruction reconstruction) {
        String syntax = reconstruction.transferSyntaxUid();
        return new PhantomInstance(key.sopInstanceUid(index), SopClass.CT, syntax, instanceNumber, () -> {
            VoxelGrid grid = volume.grid();
            boolean signed = volume.encoding().smallest() < 0;
            int bitsStored = signed ? 16 : 12;
            int[] stored = volume.storedSlice(slice);
            DataSet attributes = Pixels.grayModule(grid.rows(), grid.columns(), bitsStored, signed, "MONOCHROME2")
                    .putAll(VolumeAttributes.plane(grid, slice, grid.sliceSpacing()))
                    .putAll(acquisition(volume, reconstruction))
                    .build();
            return new PhantomInstance.Content(
                    attributes, List.of(Pixels.encodeGray(stored, grid.rows(), grid.columns(), bitsStored, syntax)));
        });
    }

    /** CT Image and VOI LUT modules (PS3.3 C.8.2.1, C.11.2). */
    private static DataSet acquisition(SampledVolume volume, Reconstruction reconstruction) {
        List<Window> windows = reconstruction.windows();
        DataSet.Builder builder = DataSet.builder()
                .put(Tag.ImageType, "ORIGINAL", "PRIMARY", "AXIAL")
                .putInts(Tag.AcquisitionNumber, 1)
                .putNumbers(Tag.KVP, 120)
                .putNumbers(Tag.DataCollectionDiameter, 500)
                .putNumbers(
                        Tag.ReconstructionDiameter,
                        Math.rint(volume.grid().columns() * volume.grid().columnSpacing()))
                .putNumbers(Tag.GantryDetectorTilt, reconstruction.tiltDegrees())
                .put(Tag.RotationDirection, "CW")
                .putInts(Tag.ExposureTime, 500)
                .putInts(Tag.XRayTubeCurrent, 240)
                .putInts(Tag.Exposure, 120)
                .put(Tag.ConvolutionKernel, reconstruction.kernel())
                .putNumbers(Tag.RescaleIntercept, volume.encoding().intercept())
                .putNumbers(Tag.RescaleSlope, 1)
                .put(Tag.RescaleType, "HU")
                .putNumbers(
                        Tag.WindowCenter,
                        windows.stream().mapToDouble(Window::center).toArray())
                .putNumbers(
                        Tag.WindowWidth,
                        windows.stream().mapToDouble(Window::width).toArray())
                .put(
                        Tag.WindowCenterWidthExplanation,
                        windows.stream().map(Window::explanation).toArray(String[]::new));
        volume.encoding().paddingOutside().ifPresent(padding -> builder.putInts(Tag.PixelPaddingValue, Vr.SS, padding));
        return builder.build();
    }

    /** The scout: a frontal projection of patient and table, 400 rows × 384 columns of 1.2 mm. */
    static PhantomSeries localizer(SeriesKey key) {
        int rows = 400;
        int columns = 384;
        double spacing = 1.2;
        double left = -(columns - 1) / 2.0 * spacing;
        double top = 238;
        String syntax = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid();
        PhantomInstance image = new PhantomInstance(key.sopInstanceUid(0), SopClass.CT, syntax, 1, () -> {
            Projection projection = Projection.of(CtPhantom.scene(), left, top, spacing, rows, columns);
            int[] stored = new int[rows * columns];
            for (int i = 0; i < stored.length; i++) {
                stored[i] = Math.clamp(Math.round(projection.millimetres()[i] * 8.0), 0, 4095);
            }
            DataSet attributes = Pixels.grayModule(rows, columns, 12, false, "MONOCHROME2")
                    .put(Tag.ImageType, "ORIGINAL", "PRIMARY", "LOCALIZER")
                    .putInts(Tag.AcquisitionNumber, 1)
                    .putNumbers(Tag.KVP, 120)
                    .put(Tag.SliceThickness)
                    .putNumbers(Tag.ImagePositionPatient, left, 0, top)
                    .putNumbers(Tag.ImageOrientationPatient, 1, 0, 0, 0, 0, -1)
                    .putNumbers(Tag.PixelSpacing, spacing, spacing)
                    .putNumbers(Tag.RescaleIntercept, -1024)
                    .putNumbers(Tag.RescaleSlope, 1)
                    .put(Tag.RescaleType, "US")
                    .putNumbers(Tag.WindowCenter, 300)
                    .putNumbers(Tag.WindowWidth, 2400)
                    .build();
            return new PhantomInstance.Content(
                    attributes, List.of(Pixels.encodeGray(stored, rows, columns, 12, syntax)));
        });
        return series(key, "Topogram", "CHEST", List.of(image));
    }
}
