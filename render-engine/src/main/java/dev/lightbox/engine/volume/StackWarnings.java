package dev.lightbox.engine.volume;

import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.message.Message;
import java.util.ArrayList;
import java.util.List;

/** What the reader must know of a stack's geometry. Stateless. */
final class StackWarnings {

    /** Spacing that varies by less than this share of the median is even enough not to be mentioned. */
    private static final double EVEN = 0.01;

    /** Neighbours shifted sideways against the rest of the stack by more than this, for each mm between them: the tangent of one degree. */
    private static final double SHIFTED = 0.0175;

    private static final int MOST_GAPS = 3;

    private StackWarnings() {}

    static List<Message> of(VolumeGeometry geometry) {
        List<Message> warnings = new ArrayList<>();
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
            warnings.add(Message.of(
                    "volume.uneven",
                    "The slices are unevenly spaced, %.3f to %.3f mm; each is shown at its own position.",
                    Message.rounded(least, 3),
                    Message.rounded(most, 3)));
        }
        if (shifted > 0) {
            warnings.add(
                    Message.counted(
                            "volume.shifted",
                            shifted,
                            "One slice is shifted sideways against the next, unlike the others; each is shown at its own position.",
                            "%d slices are shifted sideways against the next, unlike the others; each is shown at its own position."));
        }
        return warnings;
    }

    private static void gaps(VolumeGeometry geometry, List<Message> warnings) {
        int gaps = 0;
        for (int k = 0; k < geometry.slices() - 1; k++) {
            if (geometry.gapAfter(k)) {
                gaps++;
                if (gaps <= MOST_GAPS) {
                    warnings.add(Message.of(
                            "volume.gap",
                            "Slices are missing between slice %d and slice %d of the volume: they are %.3f mm apart, %.3f mm is usual here.",
                            k + 1,
                            k + 2,
                            Message.rounded(geometry.intervalMm(k), 3),
                            Message.rounded(geometry.usualMm(k), 3)));
                }
            }
        }
        if (gaps > MOST_GAPS) {
            warnings.add(Message.of("volume.gaps", "Slices are missing at %d more places.", gaps - MOST_GAPS));
        }
    }
}
