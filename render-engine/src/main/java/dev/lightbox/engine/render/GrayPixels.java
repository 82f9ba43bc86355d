package dev.lightbox.engine.render;

import dev.lightbox.engine.codec.Samples;
import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.lut.GrayTransform;
import dev.lightbox.engine.tile.Resampler;
import java.util.Optional;

/** From stored values to 8-bit gray levels. */
final class GrayPixels {

    private GrayPixels() {}

    static byte[] of(StoredFrame frame, GrayTransform transform, Resampler resampler) {
        return resampler.isIdentity() ? exact(frame, transform, resampler) : scaled(frame, transform, resampler);
    }

    /** One to one: each level is exactly that of its stored value. */
    private static byte[] exact(StoredFrame frame, GrayTransform transform, Resampler resampler) {
        int width = resampler.outputWidth();
        int height = resampler.outputHeight();
        byte[] out = new byte[width * height];
        int bits = frame.samples() instanceof Samples.Bytes ? 8 : 16;
        // Stored values have no bits above Bits Stored but those of their sign, so the shorter range does.
        Optional<StoredLevels> levels = StoredLevels.fit(frame)
                ? Optional.of(
                        StoredLevels.of(transform, Math.min(bits, frame.bitsStored()), frame.signed(), width * height))
                : Optional.empty();
        // Whole lines follow each other without a gap: one run.
        int lines = width == frame.columns() ? 1 : height;
        int length = width * height / lines;
        for (int y = 0; y < lines; y++) {
            int from = (resampler.firstRow() + y) * frame.columns() + resampler.firstColumn();
            int to = y * length;
            switch (frame.samples()) {
                case Samples.Bytes(byte[] values) -> levels.orElseThrow().apply(values, from, length, out, to);
                case Samples.Shorts(short[] values) -> levels.orElseThrow().apply(values, from, length, out, to);
                case Samples.Ints(int[] values) -> {
                    for (int x = 0; x < length; x++) {
                        double stored = frame.signed() ? values[from + x] : Integer.toUnsignedLong(values[from + x]);
                        out[to + x] = (byte) transform.levelOfStored(stored);
                    }
                }
                case Samples.Floats(float[] values) -> {
                    for (int x = 0; x < length; x++) {
                        out[to + x] = (byte) transform.levelOfStored(values[from + x]);
                    }
                }
                case Samples.Doubles(double[] values) -> {
                    for (int x = 0; x < length; x++) {
                        out[to + x] = (byte) transform.levelOfStored(values[from + x]);
                    }
                }
            }
        }
        return out;
    }

    private static byte[] scaled(StoredFrame frame, GrayTransform transform, Resampler resampler) {
        int width = resampler.outputWidth();
        byte[] out = new byte[width * resampler.outputHeight()];
        GrayLines lines = new GrayLines(frame, transform.modality());
        GrayTransform ofLine = lines.areStored() ? transform : transform.afterModality();
        Optional<LinearLevels> linear = LinearLevels.of(ofLine);
        if (linear.isPresent()) {
            LinearLevels l = linear.get();
            resampler.run(lines, (row, values) -> l.apply(values, width, out, row * width));
        } else {
            resampler.run(lines, (row, values) -> {
                for (int x = 0; x < width; x++) {
                    out[row * width + x] = (byte) ofLine.levelOfStored(values[x]);
                }
            });
        }
        return out;
    }
}
