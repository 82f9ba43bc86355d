package dev.lightbox.engine.render;

import dev.lightbox.engine.codec.Samples;
import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.kernel.Statistics;
import dev.lightbox.engine.lut.LutTable;
import dev.lightbox.engine.lut.ModalityTransform;
import dev.lightbox.engine.volume.SliceScale;
import dev.lightbox.engine.volume.Volume;

/** The window of a picture that nobody has chosen another for; documented at {@link SourceImage#defaultWindow}. */
final class DefaultWindow {

    private DefaultWindow() {}

    static VoiWindow of(SourceImage image, FrameDisplay display, StoredFrame frame) {
        if (!display.windows().isEmpty()) {
            return display.windows().getFirst();
        }
        if (!display.voiLuts().isEmpty()) {
            return ofLut(display.voiLuts().getFirst().table());
        }
        if (frame.bitsStored() == 1) {
            // A mask: 0 is black and 1 is white even where a frame holds only one of them.
            return ofRange(0, 1, display.modality());
        }
        Statistics.Range range = range(frame, image.dataSet());
        return range.isEmpty() ? new VoiWindow(0, 1) : ofRange(range.min(), range.max(), display.modality());
    }

    /** As {@link #of} for a whole volume: smallest to largest value of the slices that have come. */
    static VoiWindow ofVolume(SourceImage image, FrameDisplay display, Volume volume) {
        if (!display.windows().isEmpty()) {
            return display.windows().getFirst();
        }
        if (!display.voiLuts().isEmpty()) {
            return ofLut(display.voiLuts().getFirst().table());
        }
        boolean ofEach = volume.hasScaleOfEachSlice();
        ModalityTransform modality = ofEach ? ModalityTransform.IDENTITY : display.modality();
        if (image.descriptor().bitsStored() == 1) {
            return ofRange(0, 1, modality);
        }
        PixelPadding padding =
                PixelPadding.of(image.dataSet(), image.descriptor().signed());
        Statistics.Range range = range(volume, padding);
        if (range.isEmpty()) {
            range = range(volume, PixelPadding.NONE);
        }
        return range.isEmpty() ? new VoiWindow(0, 1) : ofRange(range.min(), range.max(), modality);
    }

    /** In modality units where each slice has its own, else of stored values. */
    private static Statistics.Range range(Volume volume, PixelPadding padding) {
        Volume.Filling filling = volume.filling();
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < volume.geometry().slices(); k++) {
            if (filling.shown(k) != k) {
                continue;
            }
            Statistics.Range stored = volume.storedRange(k, (int) padding.from(), (int) padding.to());
            if (!stored.isEmpty()) {
                SliceScale scale = volume.hasScaleOfEachSlice() ? volume.scale(k) : SliceScale.IDENTITY;
                double a = stored.min() * scale.slope() + scale.intercept();
                double b = stored.max() * scale.slope() + scale.intercept();
                min = Math.min(min, Math.min(a, b));
                max = Math.max(max, Math.max(a, b));
            }
        }
        return new Statistics.Range(min, max);
    }

    /** The range of inputs that a VOI LUT has entries for. */
    static VoiWindow ofLut(LutTable lut) {
        int count = lut.entries().length;
        return new VoiWindow(lut.firstMapped() + count / 2.0, count);
    }

    /** By C.11.2.1.2.1 the smallest value becomes 0 and the largest 255. */
    private static VoiWindow ofRange(double min, double max, ModalityTransform modality) {
        double a = modality.apply(min);
        double b = modality.apply(max);
        double low = Math.min(a, b);
        double high = Math.max(a, b);
        return new VoiWindow((low + high + 1) / 2, high - low + 1);
    }

    private static Statistics.Range range(StoredFrame frame, DataSet dataSet) {
        PixelPadding padding = PixelPadding.of(dataSet, frame);
        Statistics.Range range = range(frame, padding.from(), padding.to());
        // A frame of nothing but padding still has values.
        return range.isEmpty() ? range(frame, 1, 0) : range;
    }

    private static Statistics.Range range(StoredFrame frame, double from, double to) {
        boolean signed = frame.signed();
        return switch (frame.samples()) {
            case Samples.Bytes(byte[] values) -> Statistics.range(values, signed, (long) from, (long) to);
            case Samples.Shorts(short[] values) -> Statistics.range(values, signed, (long) from, (long) to);
            case Samples.Ints(int[] values) -> Statistics.range(values, signed, (long) from, (long) to);
            case Samples.Floats(float[] values) -> Statistics.range(values, from, to);
            case Samples.Doubles(double[] values) -> Statistics.range(values, from, to);
        };
    }
}
