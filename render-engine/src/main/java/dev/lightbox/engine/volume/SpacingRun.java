package dev.lightbox.engine.volume;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Neighbouring intervals of a stack that are equal to the micrometre. Immutable.
 *
 * @param intervalMm of the first of them, mm
 * @param count how many follow each other
 */
public record SpacingRun(double intervalMm, int count) {

    /** Intervals that differ by less are equal here: what files' decimals leave. */
    private static final double EQUAL_MM = 0.001;

    /** From the first slice to the last. */
    public static List<SpacingRun> of(VolumeGeometry geometry) {
        List<SpacingRun> runs = new ArrayList<>();
        for (int k = 0; k < geometry.slices() - 1; k++) {
            double interval = geometry.intervalMm(k);
            if (!runs.isEmpty() && Math.abs(runs.getLast().intervalMm - interval) < EQUAL_MM) {
                SpacingRun last = runs.removeLast();
                runs.add(new SpacingRun(last.intervalMm, last.count + 1));
            } else {
                runs.add(new SpacingRun(interval, 1));
            }
        }
        return List.copyOf(runs);
    }

    /** For example "4.002 mm x13; 6.999 mm x13; 1.081 mm x1". */
    public static String text(List<SpacingRun> runs) {
        return runs.stream()
                .map(run -> String.format(Locale.ROOT, "%.3f mm x%d", run.intervalMm, run.count))
                .collect(Collectors.joining("; "));
    }
}
