package dev.lightbox.engine.render;

import dev.lightbox.engine.codec.Samples;
import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.kernel.Levels;
import dev.lightbox.engine.kernel.StraightLine;
import dev.lightbox.engine.lut.GrayTransform;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * From stored integers of up to 16 bits to levels: exactly those of {@link GrayTransform#levelOfStored}, for all of them. Immutable.
 *
 * <p>Rescale and linear window together rise or fall in at most 255 steps. A straight line in single precision takes a seventh of the time that a table takes, and is used
 * where it has been shown to have the same steps: both functions are monotone, so it is enough to compare them on both sides of each step (some 500 values, a few
 * microseconds). Everything else goes through a table.
 */
final class StoredLevels {

    /** Shifts of the line, in levels, that may bring ties to the side where the exact formula has them. */
    private static final float[] NUDGES = {0, 2e-5f, -2e-5f, 1e-4f};

    /** Pictures of fewer pixels than this aren't worth the search for a line. */
    private static final int FEW = 4096;

    /** One slice after another has the same window. */
    private static final AtomicReference<@Nullable Found> lastFound = new AtomicReference<>();

    private final @Nullable StraightLine line;
    private final byte[] table;

    private StoredLevels(@Nullable StraightLine line, byte[] table) {
        this.line = line;
        this.table = table;
    }

    /**
     * @param bits of a stored value, 1–16
     * @param pixels how many levels will be asked for, about
     */
    static StoredLevels of(GrayTransform transform, int bits, boolean signed, int pixels) {
        Optional<StraightLine> line =
                pixels < FEW || !Levels.areLinesFast() ? Optional.empty() : line(transform, bits, signed);
        return of(line, transform, bits, signed);
    }

    /** With a line that equals the transform, or the table. */
    static StoredLevels of(Optional<StraightLine> line, GrayTransform transform, int bits, boolean signed) {
        return line.isPresent()
                ? new StoredLevels(line.get(), new byte[0])
                : new StoredLevels(null, transform.table(bits, signed));
    }

    /** Whether frames of these samples have levels of this kind. */
    static boolean fit(StoredFrame frame) {
        return frame.samples() instanceof Samples.Bytes || frame.samples() instanceof Samples.Shorts;
    }

    boolean isLine() {
        return line != null;
    }

    void apply(byte[] in, int from, int count, byte[] out, int outAt) {
        if (line != null) {
            Levels.straight(in, from, count, line, out, outAt);
        } else {
            Levels.lookUp(in, from, count, table, out, outAt);
        }
    }

    void apply(short[] in, int from, int count, byte[] out, int outAt) {
        if (line != null) {
            Levels.straight(in, from, count, line, out, outAt);
        } else {
            Levels.lookUp(in, from, count, table, out, outAt);
        }
    }

    /** A line that equals the transform for every stored value; empty where none was found. */
    static Optional<StraightLine> line(GrayTransform transform, int bits, boolean signed) {
        Found last = lastFound.get();
        if (last == null || last.bits != bits || last.signed != signed || !last.transform.equals(transform)) {
            last = new Found(transform, bits, signed, find(transform, bits, signed));
            lastFound.set(last);
        }
        return last.line;
    }

    private static Optional<StraightLine> find(GrayTransform transform, int bits, boolean signed) {
        Optional<LinearLevels> linear = LinearLevels.of(transform);
        if (linear.isEmpty()) {
            return Optional.empty();
        }
        int min = signed ? -1 << (bits - 1) : 0;
        int max = signed ? ~min : (1 << bits) - 1;
        double factor = linear.get().factor();
        double summand = linear.get().summand();
        if (linear.get().flip() != 0) {
            factor = -factor;
            summand = 255 - summand;
        }
        double middle = (127.5 - summand) / factor;
        if (!(Math.abs(factor) <= StraightLine.STEEPEST) || Double.isNaN(middle)) {
            return Optional.empty();
        }
        int anchor = (int) Math.rint(Math.clamp(middle, min, max));
        double atAnchor = summand + anchor * factor;
        if (!(Math.abs(atAnchor) < 65_000)) {
            return Optional.empty();
        }
        Probes probes = new Probes(transform, min, max);
        if (!probes.find(factor, summand)) {
            return Optional.empty();
        }
        for (float nudge : NUDGES) {
            StraightLine line = new StraightLine(signed, anchor, (float) factor, (float) (atAnchor + nudge));
            if (probes.agree(line)) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    private record Found(GrayTransform transform, int bits, boolean signed, Optional<StraightLine> line) {}

    /**
     * Values, ascending from the smallest to the largest stored value, with their levels. Of two that follow each other either nothing lies between them, or their levels are
     * the same, and then so are all levels between them. A monotone function that agrees at all of them therefore agrees everywhere.
     */
    private static final class Probes {

        /** Three at each of 255 steps, both ends, and room for some that had to be sought. */
        private static final int MOST = 1024;

        private final GrayTransform transform;
        private final int min;
        private final int max;
        private final int[] values = new int[MOST];
        private final int[] levels = new int[MOST];
        private int count;

        Probes(GrayTransform transform, int min, int max) {
            this.transform = transform;
            this.min = min;
            this.max = max;
        }

        /** False where there would be too many. The line, in double precision, tells where the steps are likely to be. */
        boolean find(double factor, double summand) {
            add(min);
            for (int step = 1; step <= 255; step++) {
                int level = factor > 0 ? step : 256 - step;
                double at = (level - 0.5 - summand) / factor;
                if (at < min || at > max) {
                    continue;
                }
                int next = (int) Math.ceil(at);
                if (!reach(next - 1) || !reach(next) || !reach((int) Math.floor(at) + 1)) {
                    return false;
                }
            }
            return reach(max);
        }

        /** Adds a value, and before it what lies between it and the last one, where their levels differ. */
        private boolean reach(int value) {
            while (value > values[count - 1] && value <= max) {
                if (count == MOST) {
                    return false;
                }
                int last = values[count - 1];
                int level = transform.levelOfStored(value);
                if (value - last > 1 && level != levels[count - 1]) {
                    if (!reach(last + (value - last) / 2)) {
                        return false;
                    }
                    continue;
                }
                values[count] = value;
                levels[count++] = level;
            }
            return true;
        }

        private void add(int value) {
            values[count] = value;
            levels[count++] = transform.levelOfStored(value);
        }

        boolean agree(StraightLine line) {
            for (int i = 0; i < count; i++) {
                if (line.level(values[i]) != levels[i]) {
                    return false;
                }
            }
            return true;
        }
    }
}
