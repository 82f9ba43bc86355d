package dev.lightbox.engine.render;

import dev.lightbox.engine.codec.PhotometricInterpretation;
import dev.lightbox.engine.codec.Samples;
import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.kernel.Colors;
import dev.lightbox.engine.kernel.Lines;
import dev.lightbox.engine.lut.Palette;
import dev.lightbox.engine.tile.LineSource;
import java.util.Optional;

/** Lines of one colour frame as 8-bit RGB: palette, RGB of any depth, YBR (PS3.3 C.7.6.3.1.2). Not thread-safe: it keeps a line. */
final class ColorLines implements LineSource {

    private final StoredFrame frame;
    private final Optional<Palette> palette;
    private final byte[] buffer;

    /**
     * @param palette required for PALETTE COLOR
     */
    ColorLines(StoredFrame frame, Optional<Palette> palette) {
        this.frame = frame;
        this.palette = palette;
        this.buffer = new byte[3 * frame.columns()];
    }

    @Override
    public int channels() {
        return 3;
    }

    @Override
    public void line(int row, int from, int count, float[] out) {
        rgb(row, from, count);
        Lines.levels(buffer, 3 * count, out);
    }

    /** Copies a line's colours, three bytes a pixel. */
    void copy(int row, int from, int count, byte[] out, int outAt) {
        rgb(row, from, count);
        System.arraycopy(buffer, 0, out, outAt, 3 * count);
    }

    private void rgb(int row, int from, int count) {
        if (frame.photometric() == PhotometricInterpretation.PALETTE_COLOR) {
            paletteColors(row, from, count, palette.orElseThrow());
            return;
        }
        if (frame.isSubsampled()) {
            expand(row, from, count);
        } else {
            toBytes((row * frame.columns() + from) * 3, 3 * count);
        }
        switch (frame.photometric()) {
            case YBR_FULL, YBR_FULL_422 -> Colors.ybrFullToRgb(buffer, count);
            case YBR_PARTIAL_422, YBR_PARTIAL_420 -> Colors.ybrPartialToRgb(buffer, count);
            default -> {
                // RGB already; decoders of YBR_ICT and YBR_RCT give RGB.
            }
        }
    }

    private void paletteColors(int row, int from, int count, Palette colors) {
        for (int i = 0, at = 0; i < count; i++, at += 3) {
            int index = frame.value(from + i, row, 0);
            buffer[at] = colors.red().level(index);
            buffer[at + 1] = colors.green().level(index);
            buffer[at + 2] = colors.blue().level(index);
        }
    }

    /** Two luminances, then their common chrominances. */
    private void expand(int row, int from, int count) {
        for (int i = 0, at = 0; i < count; i++, at += 3) {
            for (int sample = 0; sample < 3; sample++) {
                buffer[at + sample] = (byte) frame.value(from + i, row, sample);
            }
        }
    }

    /** The highest eight of the stored bits; fewer are spread over 0–255. */
    private void toBytes(int from, int count) {
        int bits = frame.bitsStored();
        if (bits == 8 && frame.samples() instanceof Samples.Bytes(byte[] values)) {
            System.arraycopy(values, from, buffer, 0, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            int value = switch (frame.samples()) {
                case Samples.Bytes(byte[] values) -> values[from + i] & 0xFF;
                case Samples.Shorts(short[] values) -> values[from + i] & 0xFFFF;
                case Samples.Ints(int[] values) -> values[from + i];
                case Samples.Floats floats -> throw new IllegalStateException("colours in floating point");
                case Samples.Doubles doubles -> throw new IllegalStateException("colours in floating point");
            };
            buffer[i] = (byte) (bits >= 8 ? value >>> (bits - 8) : value * 255 / ((1 << bits) - 1));
        }
    }
}
