package dev.lightbox.engine.render;

import dev.lightbox.engine.lut.GrayTransform;
import dev.lightbox.engine.lut.ModalityTransform;
import dev.lightbox.engine.lut.VoiFunction;
import dev.lightbox.engine.lut.VoiTransform;

/** A window over 16-bit values as the renderer applies it, for the benchmark: the search for a line or the making of a table, then the loop. */
public final class WindowWork {

    private final short[] values;
    private final byte[] levels;
    private final boolean signed;
    private int turn;

    public WindowWork(short[] values, boolean signed) {
        this.values = values;
        this.signed = signed;
        this.levels = new byte[values.length];
    }

    /** Another window each time, as while the reader drags the mouse. */
    private GrayTransform transform() {
        int width = 400 + turn % 64;
        return new GrayTransform(
                new ModalityTransform.Rescale(1, -1024), new VoiTransform.Window(40, width, VoiFunction.LINEAR), false);
    }

    /** Levels of all values; the array is written anew each time. */
    public byte[] run() {
        turn++;
        StoredLevels.of(transform(), 16, signed, values.length).apply(values, 0, values.length, levels, 0);
        return levels;
    }

    /** Whether the levels of the last run are those of the exact formula. */
    public boolean isExact() {
        GrayTransform transform = transform();
        for (int i = 0; i < values.length; i++) {
            int level = transform.levelOfStored(signed ? values[i] : values[i] & 0xFFFF);
            if ((levels[i] & 0xFF) != level) {
                return false;
            }
        }
        return true;
    }
}
