package dev.lightbox.viewer.viewing.presentation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Some slices of a series, as runs of neighbours. Immutable. */
public record SliceRuns(List<Run> runs) {

    /** Slices that follow each other, from 1, both ends included. */
    public record Run(int first, int last) {}

    public SliceRuns {
        runs = List.copyOf(runs);
    }

    /** @param count slices of the series; each from 1 is asked for */
    static SliceRuns of(int count, IntPredicate belongs) {
        List<Run> runs = new ArrayList<>();
        int first = 0;
        for (int slice = 1; slice <= count + 1; slice++) {
            boolean inside = slice <= count && belongs.test(slice);
            if (inside && first == 0) {
                first = slice;
            } else if (!inside && first > 0) {
                runs.add(new Run(first, slice - 1));
                first = 0;
            }
        }
        return new SliceRuns(runs);
    }

    boolean isEmpty() {
        return runs.isEmpty();
    }
}
