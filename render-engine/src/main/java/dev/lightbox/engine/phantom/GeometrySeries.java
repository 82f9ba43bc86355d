package dev.lightbox.engine.phantom;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.TransferSyntax;
import java.util.ArrayList;
import java.util.List;

/** CT and PET series (PS3.3 A.3, A.21) of stacks through the geometry phantom. Stateless and thread-safe. */
final class GeometrySeries {

    /** What the phantom weighs, kg. */
    static final double WEIGHT_KG = 7.5;

    /** Activity at the time of injection, Bq, and the half-life of fluorine 18, s. */
    static final double DOSE_BQ = 3e6;

    static final double HALF_LIFE_S = 6586.2;
    static final String INJECTED = "090000";

    private static final int FRAME_MS = 180_000;
    private static final String SYNTAX = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid();

    private GeometrySeries() {}

    static PhantomSeries of(SeriesKey key, String description, GeometryStack stack) {
        boolean ct = stack.modality() == GeometryStack.Modality.CT;
        List<PhantomInstance> instances = new ArrayList<>();
        int[] order = stack.order();
        for (int slice = 0; slice < stack.slices(); slice++) {
            instances.add(instance(key, instances.size(), order[slice] + 1, stack, slice));
            if (stack.isTwice(slice)) {
                // Numbered after all others, as a slice is that was sent once more.
                instances.add(instance(key, instances.size(), stack.slices() + slice + 1, stack, slice));
            }
        }
        DataSet.Builder attributes = VolumeAttributes.series(key).putNumbers(Tag.PatientWeight, WEIGHT_KG);
        return new PhantomSeries(
                key.seriesInstanceUid(),
                key.number(),
                stack.modality().name(),
                description,
                "HEAD",
                (ct ? attributes : pet(attributes, stack)).build(),
                instances);
    }

    private static PhantomInstance instance(SeriesKey key, int index, int number, GeometryStack stack, int slice) {
        boolean ct = stack.modality() == GeometryStack.Modality.CT;
        return new PhantomInstance(key.sopInstanceUid(index), ct ? SopClass.CT : SopClass.PET, SYNTAX, number, () -> {
            GeometryStack.Rescale rescale = stack.rescale(slice);
            DataSet attributes = Pixels.grayModule(
                            stack.rows(), stack.columns(), stack.bitsStored(), false, "MONOCHROME2")
                    .putAll(VolumeAttributes.plane(stack.grid(slice), 0, stack.thicknessMm(slice)))
                    .putNumbers(Tag.RescaleIntercept, rescale.intercept())
                    .putNumbers(Tag.RescaleSlope, rescale.slope())
                    .putNumbers(Tag.WindowCenter, 500)
                    .putNumbers(Tag.WindowWidth, 1000)
                    .putAll(ct ? ctImage(stack) : petImage(slice))
                    .build();
            byte[] pixels = Pixels.encodeGray(
                    stack.storedSlice(slice), stack.rows(), stack.columns(), stack.bitsStored(), SYNTAX);
            return new PhantomInstance.Content(attributes, List.of(pixels));
        });
    }

    /** CT Image module (PS3.3 C.8.2.1). */
    private static DataSet ctImage(GeometryStack stack) {
        return DataSet.builder()
                .put(Tag.ImageType, "ORIGINAL", "PRIMARY", "AXIAL")
                .putInts(Tag.AcquisitionNumber, 1)
                .putNumbers(Tag.KVP, 120)
                .putNumbers(Tag.GantryDetectorTilt, stack.tiltDegrees())
                .put(Tag.RescaleType, "HU")
                .build();
    }

    /** PET Series and PET Isotope modules (PS3.3 C.8.9.1, C.8.9.2): what an uptake value needs. */
    private static DataSet.Builder pet(DataSet.Builder series, GeometryStack stack) {
        DataSet nuclide = DataSet.builder()
                .put(Tag.CodeValue, "77004003")
                .put(Tag.CodingSchemeDesignator, "SCT")
                .put(Tag.CodeMeaning, "^18^Fluorine")
                .build();
        DataSet injection = DataSet.builder()
                .putItems(Tag.RadionuclideCodeSequence, nuclide)
                .put(Tag.RadiopharmaceuticalStartTime, INJECTED)
                .putNumbers(Tag.RadionuclideTotalDose, DOSE_BQ)
                .putNumbers(Tag.RadionuclideHalfLife, HALF_LIFE_S)
                .build();
        // Only one of Patient Position and Patient Orientation Code Sequence may be there (PS3.3 C.7.3.1, C.8.4.6).
        return series.remove(Tag.PatientPosition)
                .put(Tag.Units, "BQML")
                .put(Tag.CountsSource, "EMISSION")
                .put(Tag.SeriesType, "STATIC", "IMAGE")
                .putInts(Tag.NumberOfSlices, stack.slices())
                .put(Tag.CorrectedImage, "ATTN", "DECY")
                .put(Tag.DecayCorrection, "START")
                .put(Tag.CollimatorType, "NONE")
                .putItems(Tag.PatientOrientationCodeSequence, List.of())
                .putItems(Tag.PatientGantryRelationshipCodeSequence, List.of())
                .putItems(Tag.RadiopharmaceuticalInformationSequence, injection);
    }

    /** PET Image module (PS3.3 C.8.9.4). */
    private static DataSet petImage(int slice) {
        return DataSet.builder()
                .put(Tag.ImageType, "ORIGINAL", "PRIMARY")
                .putNumbers(Tag.FrameReferenceTime, FRAME_MS / 2.0)
                .putInts(Tag.ActualFrameDuration, FRAME_MS)
                .putNumbers(Tag.DecayFactor, 1.01)
                .putInts(Tag.ImageIndex, slice + 1)
                .build();
    }
}
