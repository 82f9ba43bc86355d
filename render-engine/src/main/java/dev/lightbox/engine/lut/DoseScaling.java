package dev.lightbox.engine.lut;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;

/** From the stored values of an RT Dose to doses: Dose Grid Scaling times the value, in Dose Units (PS3.3 C.8.8.3). Stateless. */
final class DoseScaling {

    private static final String RT_DOSE_STORAGE = "1.2.840.10008.5.1.4.1.1.481.2";

    private DoseScaling() {}

    static boolean isDose(DataSet dataSet) {
        return dataSet.string(Tag.SOPClassUID).filter(RT_DOSE_STORAGE::equals).isPresent()
                || dataSet.string(Tag.Modality).filter("RTDOSE"::equals).isPresent();
    }

    /** @throws LutException if no dose can be told, or the file says two things of it */
    static ModalityTransform of(DataSet dataSet) throws LutException {
        double scaling = dataSet.number(Tag.DoseGridScaling).orElse(Double.NaN);
        if (!(scaling > 0 && scaling <= ModalityTransform.LARGEST)) {
            throw new LutException("Dose Grid Scaling (3004,000E) must be a number above 0, or no dose can be told");
        }
        boolean rescaled = dataSet.number(Tag.RescaleSlope).orElse(1) != 1
                || dataSet.number(Tag.RescaleIntercept).orElse(0) != 0
                || !dataSet.items(Tag.ModalityLUTSequence).isEmpty();
        if (rescaled) {
            throw new LutException(
                    "A dose has Dose Grid Scaling (3004,000E), and a rescale or Modality LUT that says otherwise");
        }
        return new ModalityTransform.Rescale(scaling, 0);
    }
}
