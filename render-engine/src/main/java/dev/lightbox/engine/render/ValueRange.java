package dev.lightbox.engine.render;

import dev.lightbox.engine.codec.Samples;
import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.lut.ModalityTransform;

/** All values that a modality transform may give: of every number that Bits Stored can hold, not only of those that a frame has. */
record ValueRange(double min, double max) {

    static ValueRange of(ModalityTransform modality, StoredFrame frame) {
        return switch (modality) {
            case ModalityTransform.Lookup lookup ->
                new ValueRange(0, lookup.table().maxOutput());
            case ModalityTransform.Rescale rescale -> {
                ValueRange stored = stored(frame);
                double a = rescale.apply(stored.min);
                double b = rescale.apply(stored.max);
                yield new ValueRange(Math.min(a, b), Math.max(a, b));
            }
        };
    }

    private static ValueRange stored(StoredFrame frame) {
        if (frame.samples() instanceof Samples.Floats || frame.samples() instanceof Samples.Doubles) {
            return new ValueRange(0, 1);
        }
        double count = Math.scalb(1.0, frame.bitsStored());
        return frame.signed() ? new ValueRange(-count / 2, count / 2 - 1) : new ValueRange(0, count - 1);
    }

    /** By C.11.2.1.2.1 the smallest becomes 0 and the largest 255. */
    VoiWindow window() {
        return new VoiWindow((min + max + 1) / 2, max - min + 1);
    }
}
