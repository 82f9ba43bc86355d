package dev.lightbox.engine.render;

import dev.lightbox.engine.codec.Samples;
import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.kernel.Lines;
import dev.lightbox.engine.lut.ModalityTransform;
import dev.lightbox.engine.tile.LineSource;
import org.jspecify.annotations.Nullable;

/**
 * Lines of one gray frame, for scaling: stored values where the modality transform is linear (averaging commutes with it), else modality values. Immutable.
 */
final class GrayLines implements LineSource {

    private final StoredFrame frame;
    private final ModalityTransform modality;
    /** Modality values by the stored value's bits; null where the modality is linear or values are too wide for a table. */
    private final float @Nullable [] table;

    GrayLines(StoredFrame frame, ModalityTransform modality) {
        this.frame = frame;
        this.modality = modality;
        boolean narrow = frame.samples() instanceof Samples.Bytes || frame.samples() instanceof Samples.Shorts;
        this.table = !modality.isLinear() && narrow ? table() : null;
    }

    private float[] table() {
        int size = 1 << (frame.samples() instanceof Samples.Bytes ? 8 : 16);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) modality.apply(frame.signed() && i >= size / 2 ? i - size : i);
        }
        return values;
    }

    /** Whether the lines hold stored values, which the modality transform is still to be applied to. */
    boolean areStored() {
        return modality.isLinear();
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public void line(int row, int from, int count, float[] out) {
        int at = row * frame.columns() + from;
        switch (frame.samples()) {
            case Samples.Bytes(byte[] values) -> {
                if (table == null) {
                    Lines.toFloat(values, at, count, frame.signed(), out);
                } else {
                    Lines.lookUp(values, at, count, table, out);
                }
            }
            case Samples.Shorts(short[] values) -> {
                if (table == null) {
                    Lines.toFloat(values, at, count, frame.signed(), out);
                } else {
                    Lines.lookUp(values, at, count, table, out);
                }
            }
            case Samples.Ints(int[] values) -> {
                Lines.toFloat(values, at, count, frame.signed(), out);
                applyTable(out, count);
            }
            case Samples.Floats(float[] values) -> {
                System.arraycopy(values, at, out, 0, count);
                applyTable(out, count);
            }
            case Samples.Doubles(double[] values) -> {
                Lines.toFloat(values, at, count, out);
                applyTable(out, count);
            }
        }
    }

    private void applyTable(float[] line, int count) {
        if (!modality.isLinear()) {
            for (int i = 0; i < count; i++) {
                line[i] = (float) modality.apply(line[i]);
            }
        }
    }
}
