package dev.lightbox.engine.render;

import dev.lightbox.engine.codec.Samples;
import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.kernel.Statistics;
import dev.lightbox.engine.lut.LutTable;
import dev.lightbox.engine.lut.ModalityTransform;
import java.util.OptionalDouble;

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
        OptionalDouble padding = padding(frame, dataSet, Tag.PixelPaddingValue, Tag.FloatPixelPaddingValue);
        // An empty range where there is no padding: nothing lies between 1 and 0.
        double first = padding.orElse(1);
        double last = padding.isEmpty()
                ? 0
                : padding(frame, dataSet, Tag.PixelPaddingRangeLimit, Tag.FloatPixelPaddingRangeLimit)
                        .orElse(first);
        double from = padding.isEmpty() ? first : Math.min(first, last);
        double to = padding.isEmpty() ? last : Math.max(first, last);
        Statistics.Range range = range(frame, from, to);
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

    /** In implicit VR the sign of "US or SS" is lost: the value is read as the pixels are. */
    private static OptionalDouble padding(StoredFrame frame, DataSet dataSet, int integerTag, int floatTag) {
        if (frame.samples() instanceof Samples.Floats || frame.samples() instanceof Samples.Doubles) {
            return dataSet.number(floatTag);
        }
        var value = dataSet.integer(integerTag);
        if (value.isEmpty()) {
            return OptionalDouble.empty();
        }
        int raw = value.getAsInt();
        return OptionalDouble.of(frame.signed() ? (short) raw : raw & 0xFFFF);
    }
}
