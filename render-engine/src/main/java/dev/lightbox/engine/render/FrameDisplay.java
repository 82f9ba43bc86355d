package dev.lightbox.engine.render;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.lut.LutException;
import dev.lightbox.engine.lut.LutTable;
import dev.lightbox.engine.lut.ModalityTransform;
import dev.lightbox.engine.lut.VoiFunction;
import java.util.ArrayList;
import java.util.List;

/**
 * How one frame's gray values are meant to be shown. Immutable.
 *
 * @param modality stored values to modality units
 * @param windows the file's windows, in its order; those without a width above 0 left out
 * @param function what its windows mean
 * @param voiLuts its VOI LUT Sequence
 */
record FrameDisplay(ModalityTransform modality, List<VoiWindow> windows, VoiFunction function, List<VoiLut> voiLuts) {

    /** An item of a VOI LUT Sequence. */
    record VoiLut(LutTable table, String explanation) {}

    /**
     * @param frameNumber from 1
     * @param signed Pixel Representation
     */
    static FrameDisplay of(DataSet dataSet, FunctionalGroups groups, int frameNumber, boolean signed)
            throws LutException {
        DataSet transformation =
                groups.macro(frameNumber, Tag.PixelValueTransformationSequence).orElse(dataSet);
        ModalityTransform modality = ModalityTransform.of(transformation, signed);
        DataSet voi = groups.macro(frameNumber, Tag.FrameVOILUTSequence).orElse(dataSet);
        List<DataSet> luts = voi.items(Tag.VOILUTSequence);
        // C.11.2.1.1: the LUT's input is the modality's output.
        boolean signedInput = modality instanceof ModalityTransform.Rescale rescale
                && (signed || rescale.intercept() < 0 || rescale.slope() < 0);
        return new FrameDisplay(
                modality,
                windows(voi),
                VoiFunction.of(voi.string(Tag.VOILUTFunction).orElse("LINEAR")),
                voiLuts(luts, signedInput));
    }

    private static List<VoiLut> voiLuts(List<DataSet> items, boolean signedInput) throws LutException {
        List<VoiLut> luts = new ArrayList<>();
        for (DataSet item : items) {
            luts.add(new VoiLut(
                    LutTable.of(item, signedInput),
                    item.string(Tag.LUTExplanation).orElse("")));
        }
        return List.copyOf(luts);
    }

    private static List<VoiWindow> windows(DataSet voi) {
        double[] centers = voi.numbers(Tag.WindowCenter);
        double[] widths = voi.numbers(Tag.WindowWidth);
        List<String> explanations = voi.strings(Tag.WindowCenterWidthExplanation);
        List<VoiWindow> windows = new ArrayList<>();
        for (int i = 0; i < Math.min(centers.length, widths.length); i++) {
            if (Double.isFinite(centers[i]) && widths[i] > 0 && Double.isFinite(widths[i])) {
                windows.add(new VoiWindow(centers[i], widths[i], i < explanations.size() ? explanations.get(i) : ""));
            }
        }
        return List.copyOf(windows);
    }
}
