package dev.lightbox.engine.phantom;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.TransferSyntax;
import java.util.ArrayList;
import java.util.List;

/** MR series (PS3.3 A.4) of sampled volumes. Stateless and thread-safe. */
final class MrSeries {
    /**
     * A contrast.
     *
     * @param repetitionTimeMs and the echo time, the numbers that make the contrast
     */
    record Weighting(
            double repetitionTimeMs, double echoTimeMs, int echoTrain, double windowCenter, double windowWidth) {}

    static final Weighting T1 = new Weighting(550, 11, 1, 450, 900);
    static final Weighting T2 = new Weighting(4200, 96, 15, 520, 1040);

    private static final double GAP_FACTOR = 0.9;

    private MrSeries() {}

    static PhantomSeries of(
            SeriesKey key, String description, String bodyPart, SampledVolume volume, Weighting weighting) {
        List<PhantomInstance> instances = new ArrayList<>();
        String syntax = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid();
        VoxelGrid grid = volume.grid();
        for (int i = 0; i < grid.slices(); i++) {
            int slice = i;
            instances.add(new PhantomInstance(key.sopInstanceUid(slice), SopClass.MR, syntax, slice + 1, () -> {
                DataSet attributes = Pixels.grayModule(grid.rows(), grid.columns(), 12, false, "MONOCHROME2")
                        // A gap between the slices, as is usual: they are thinner than their distance.
                        .putAll(VolumeAttributes.plane(grid, slice, grid.sliceSpacing() * GAP_FACTOR))
                        .putAll(acquisition(grid, weighting))
                        .build();
                int[] stored = volume.storedSlice(slice);
                return new PhantomInstance.Content(
                        attributes, List.of(Pixels.encodeGray(stored, grid.rows(), grid.columns(), 12, syntax)));
            }));
        }
        return new PhantomSeries(
                key.seriesInstanceUid(),
                key.number(),
                "MR",
                description,
                bodyPart,
                VolumeAttributes.series(key).build(),
                instances);
    }

    /** MR Image and VOI LUT modules (PS3.3 C.8.3.1, C.11.2). */
    private static DataSet acquisition(VoxelGrid grid, Weighting weighting) {
        return DataSet.builder()
                .put(Tag.ImageType, "ORIGINAL", "PRIMARY", "OTHER")
                .putInts(Tag.AcquisitionNumber, 1)
                .put(Tag.ScanningSequence, "SE")
                .put(Tag.SequenceVariant, "SK")
                .put(Tag.ScanOptions)
                .put(Tag.MRAcquisitionType, "2D")
                .putNumbers(Tag.RepetitionTime, weighting.repetitionTimeMs())
                .putNumbers(Tag.EchoTime, weighting.echoTimeMs())
                .putInts(Tag.EchoTrainLength, weighting.echoTrain())
                .putNumbers(Tag.NumberOfAverages, 1)
                .putNumbers(Tag.MagneticFieldStrength, 1.5)
                .put(Tag.ImagedNucleus, "1H")
                .putNumbers(Tag.FlipAngle, 90)
                .putNumbers(Tag.SpacingBetweenSlices, Math.rint(grid.sliceSpacing() * 1000) / 1000)
                .putNumbers(Tag.WindowCenter, weighting.windowCenter())
                .putNumbers(Tag.WindowWidth, weighting.windowWidth())
                .build();
    }
}
