package dev.lightbox.engine.render;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import java.util.Locale;

/** The unit of modality values, for people. */
public final class ModalityUnit {

    /** Rescale Type of values that are in no certain unit (PS3.3 C.11.1.1.2). */
    private static final String UNSPECIFIED = "US";

    private ModalityUnit() {}

    /**
     * Rescale Type where the file has one, else HU for CT, else what PET says of its Units (0054,1001), such as {@code BQML}; empty where there is none. Of a dose its Dose
     * Units: Gy, or relative.
     *
     * @param frameNumber from 1
     */
    public static String of(SourceImage image, int frameNumber) {
        return of(image.dataSet(), new FunctionalGroups(image.dataSet()), frameNumber);
    }

    static String of(DataSet dataSet, FunctionalGroups groups, int frameNumber) {
        String dose = dataSet.string(Tag.DoseUnits).orElse("");
        if (!dose.isEmpty()) {
            return dose.equals("GY") ? "Gy" : dose.toLowerCase(Locale.ROOT);
        }
        DataSet transformation =
                groups.macro(frameNumber, Tag.PixelValueTransformationSequence).orElse(dataSet);
        String type = transformation.string(Tag.RescaleType).orElse("");
        if (!type.isEmpty() && !type.equals(UNSPECIFIED)) {
            return type;
        }
        if (type.isEmpty() && dataSet.string(Tag.Modality).filter("CT"::equals).isPresent()) {
            return "HU";
        }
        return dataSet.string(Tag.Units).orElse("");
    }
}
