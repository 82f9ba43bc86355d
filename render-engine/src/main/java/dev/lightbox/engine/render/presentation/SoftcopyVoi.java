package dev.lightbox.engine.render.presentation;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.lut.LutException;
import dev.lightbox.engine.lut.LutTable;
import dev.lightbox.engine.lut.VoiFunction;
import dev.lightbox.engine.lut.VoiTransform;
import java.util.List;
import java.util.Optional;

/** An item of the Softcopy VOI LUT Sequence (PS3.3 C.11.8): a window or a LUT for some of the images. Immutable. */
record SoftcopyVoi(Optional<ImageReferences> images, DataSet item) {

    /**
     * @throws LutException if it has neither a window nor a LUT that can be right
     */
    static SoftcopyVoi of(DataSet item) throws LutException {
        SoftcopyVoi voi = new SoftcopyVoi(ImageReferences.ofItem(item), item);
        voi.transform(false);
        return voi;
    }

    boolean appliesTo(String sopInstanceUid, int frameNumber) {
        return images.isEmpty() || images.get().contains(sopInstanceUid, frameNumber);
    }

    /**
     * @param signedInput whether the modality transform's results may be negative, which decides how a LUT's first input is read
     */
    VoiTransform transform(boolean signedInput) throws LutException {
        List<DataSet> luts = item.items(Tag.VOILUTSequence);
        if (!luts.isEmpty()) {
            return new VoiTransform.Lookup(LutTable.of(luts.getFirst(), signedInput));
        }
        double[] centers = item.numbers(Tag.WindowCenter);
        double[] widths = item.numbers(Tag.WindowWidth);
        if (centers.length == 0
                || widths.length == 0
                || !Double.isFinite(centers[0])
                || !(widths[0] > 0)
                || Double.isInfinite(widths[0])) {
            throw new LutException("Softcopy VOI LUT Sequence: expected a VOI LUT or a window with a width above 0");
        }
        return new VoiTransform.Window(
                centers[0],
                widths[0],
                VoiFunction.of(item.string(Tag.VOILUTFunction).orElse("LINEAR")));
    }
}
