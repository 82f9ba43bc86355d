package dev.lightbox.engine.volume;

import dev.lightbox.engine.geometry.Vector3;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the reader must know of a stack's geometry. Stateless. */
final class StackWarnings {

    /** Spacing that varies by less than this share of the median is even enough not to be mentioned. */
    private static final double EVEN = 0.01;

    /** Neighbours shifted sideways against the rest of the stack by more than this, for each mm between them: the tangent of one degree. */
    private static final double SHIFTED = 0.0175;

    private static final int MOST_GAPS = 3;

    private StackWarnings() {}

    static List<String> of(VolumeGeometry geometry) {
        List<String> warnings = new ArrayList<>();
        gaps(geometry, warnings);
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        int shifted = 0;
        Vector3 whole = geometry.sideways().times(-1);
        for (int k = 0; k < geometry.slices() - 1; k++) {
            if (!geometry.gapAfter(k)) {
                least = Math.min(least, geometry.intervalMm(k));
                most = Math.max(most, geometry.intervalMm(k));
                double sideways = geometry.sideways(k).plus(whole).length();
                shifted += sideways > SHIFTED && sideways * geometry.intervalMm(k) > SliceGroup.TOLERANCE_MM ? 1 : 0;
            }
        }
        if (most - least > EVEN * geometry.medianSpacingMm()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "The slices are unevenly spaced, %.3f to %.3f mm; each is shown at its own position.",
                    least,
                    most));
        }
        if (shifted > 0) {
            warnings.add((shifted == 1 ? "One slice is" : shifted + " slices are")
                    + " shifted sideways against the next, unlike the others; each is shown at its own position.");
        }
        return warnings;
    }

    private static void gaps(VolumeGeometry geometry, List<String> warnings) {
        int gaps = 0;
        for (int k = 0; k < geometry.slices() - 1; k++) {
            if (geometry.gapAfter(k)) {
                gaps++;
                if (gaps <= MOST_GAPS) {
                    warnings.add(String.format(
                            Locale.ROOT,
                            "Slices are missing between slice %d and slice %d of the volume: they are %.3f mm apart, %.3f mm is usual here.",
                            k + 1,
                            k + 2,
                            geometry.intervalMm(k),
                            geometry.usualMm(k)));
                }
            }
        }
        if (gaps > MOST_GAPS) {
            warnings.add("Slices are missing at " + (gaps - MOST_GAPS) + " more places.");
        }
    }
}
