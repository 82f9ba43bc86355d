package dev.lightbox.engine.phantom;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.TransferSyntax;
import java.util.List;
import java.util.function.Supplier;

/** Series of one radiograph: computed radiography (PS3.3 A.2) and digital X-ray (A.26). Stateless and thread-safe. */
final class RadiographSeries {
    private static final String SYNTAX = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid();
    // Not yet in Tag's list.
    private static final int POSITIONER_TYPE = 0x00181508;

    private static final int DETECTOR_ID = 0x0018700A;
    private static final int VIEW_CODE_SEQUENCE = 0x00540220;

    private RadiographSeries() {}

    static PhantomSeries chest(SeriesKey key, boolean monochrome1) {
        Supplier<PhantomInstance.Content> content = () -> {
            Radiograph radiograph = Radiograph.chest();
            DataSet attributes = module(radiograph, monochrome1)
                    .put(Tag.ImageType, "ORIGINAL", "PRIMARY")
                    .putNumbers(Tag.KVP, 117)
                    .put(Tag.PatientOrientation, "L", "F")
                    .putNumbers(Tag.ImagerPixelSpacing, radiograph.spacingMm(), radiograph.spacingMm())
                    .putNumbers(Tag.WindowCenter, window(radiograph, monochrome1, 2048, 1100))
                    .putNumbers(Tag.WindowWidth, 4096, 1800)
                    .put(Tag.WindowCenterWidthExplanation, "NORMAL", "LUNG")
                    .build();
            return new PhantomInstance.Content(attributes, List.of(frame(radiograph, monochrome1)));
        };
        DataSet series = DataSet.builder().put(Tag.ViewPosition, "PA").build();
        return new PhantomSeries(
                key.seriesInstanceUid(),
                key.number(),
                "CR",
                monochrome1 ? "Thorax p.a. (MONOCHROME1)" : "Thorax p.a. (MONOCHROME2)",
                "CHEST",
                series,
                List.of(new PhantomInstance(key.sopInstanceUid(0), SopClass.COMPUTED_RADIOGRAPHY, SYNTAX, 1, content)));
    }

    static PhantomSeries hand(SeriesKey key) {
        Supplier<PhantomInstance.Content> content = () -> {
            Radiograph radiograph = Radiograph.hand();
            DataSet attributes = module(radiograph, false)
                    .put(Tag.ImageType, "ORIGINAL", "PRIMARY", "")
                    .put(Tag.PresentationIntentType, "FOR PRESENTATION")
                    .put(Tag.ImageLaterality, "L")
                    .putItems(Tag.AnatomicRegionSequence, code("85562004", "SCT", "Hand"))
                    .put(Tag.PatientOrientation, "L", "F")
                    .put(Tag.PixelIntensityRelationship, "LOG")
                    .putInts(Tag.PixelIntensityRelationshipSign, -1)
                    .putNumbers(Tag.RescaleIntercept, 0)
                    .putNumbers(Tag.RescaleSlope, 1)
                    .put(Tag.RescaleType, "US")
                    .put(Tag.PresentationLUTShape, "IDENTITY")
                    .put(Tag.LossyImageCompression, "00")
                    .put(Tag.BurnedInAnnotation, "NO")
                    .put(Tag.DetectorType, "SCINTILLATOR")
                    .put(DETECTOR_ID, "PHANTOM")
                    .putNumbers(Tag.ImagerPixelSpacing, radiograph.spacingMm(), radiograph.spacingMm())
                    .put(Tag.AcquisitionContextSequence)
                    .put(POSITIONER_TYPE)
                    .put(Tag.ViewPosition, "PA")
                    .putItems(VIEW_CODE_SEQUENCE, code("399348003", "SCT", "Postero-anterior"))
                    .putNumbers(Tag.KVP, 50)
                    .putNumbers(Tag.WindowCenter, 7000, 10000)
                    .putNumbers(Tag.WindowWidth, 14000, 9000)
                    .put(Tag.WindowCenterWidthExplanation, "NORMAL", "BONE")
                    .build();
            return new PhantomInstance.Content(attributes, List.of(frame(radiograph, false)));
        };
        return new PhantomSeries(
                key.seriesInstanceUid(),
                key.number(),
                "DX",
                "Hand links d.p.",
                "HAND",
                DataSet.empty(),
                List.of(new PhantomInstance(
                        key.sopInstanceUid(0), SopClass.DIGITAL_XRAY_FOR_PRESENTATION, SYNTAX, 1, content)));
    }

    static DataSet code(String value, String scheme, String meaning) {
        return DataSet.builder()
                .put(Tag.CodeValue, value)
                .put(Tag.CodingSchemeDesignator, scheme)
                .put(Tag.CodeMeaning, meaning)
                .build();
    }

    private static DataSet.Builder module(Radiograph radiograph, boolean monochrome1) {
        return Pixels.grayModule(
                radiograph.rows(),
                radiograph.columns(),
                radiograph.bitsStored(),
                false,
                monochrome1 ? "MONOCHROME1" : "MONOCHROME2");
    }

    private static byte[] frame(Radiograph radiograph, boolean monochrome1) {
        int[] stored = radiograph.storedValues(monochrome1);
        return Pixels.encodeGray(stored, radiograph.rows(), radiograph.columns(), radiograph.bitsStored(), SYNTAX);
    }

    /** A window on stored values: the twin's is mirrored with its values, so that both look the same. */
    private static double[] window(Radiograph radiograph, boolean monochrome1, double... centers) {
        double[] result = centers.clone();
        for (int i = 0; monochrome1 && i < result.length; i++) {
            // PS3.3 C.11.2.1.2.1: the function is symmetric about center − 0.5.
            result[i] = radiograph.largest() + 1 - centers[i];
        }
        return result;
    }
}
