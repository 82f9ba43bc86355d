package dev.lightbox.engine.cli;

import dev.lightbox.engine.geometry.OrientationLetters;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PlaneName;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.message.Message;
import dev.lightbox.engine.volume.SpacingRun;
import dev.lightbox.engine.volume.VolumeGeometry;
import dev.lightbox.engine.volume.VolumePlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What there is to say about a volume before any pixel is decoded. Immutable.
 *
 * @param number among the series' volumes, from 1, the largest first
 * @param runs distances of neighbouring slices along the normal, in their order
 * @param counts how often each distance occurs, to the micrometre; the most frequent first
 * @param thicknesses Slice Thickness of neighbouring slices, in their order; without those whose files have none
 * @param wide intervals of more than 1.5 × the median of all
 * @param gaps intervals in which slices are missing
 */
record VolumeFacts(
        int number,
        VolumePlan<SeriesFrame> plan,
        List<SpacingRun> runs,
        List<SpacingRun> counts,
        List<Thickness> thicknesses,
        List<Interval> wide,
        List<Interval> gaps) {

    /** Neighbouring slices of the same thickness, mm. */
    record Thickness(double mm, int count) {}

    /**
     * Between a slice and the next.
     *
     * @param afterSlice counted from 1
     * @param mm along the normal
     * @param from centre of the slice's first voxel
     * @param to centre of the next slice's first voxel
     */
    record Interval(int afterSlice, double mm, PatientPoint from, PatientPoint to) {}

    static VolumeFacts of(int number, VolumePlan<SeriesFrame> plan) {
        VolumeGeometry geometry = plan.geometry();
        List<Interval> wide = new ArrayList<>();
        List<Interval> gaps = new ArrayList<>();
        for (int k = 0; k < geometry.slices() - 1; k++) {
            Interval interval = new Interval(k + 1, geometry.intervalMm(k), geometry.origin(k), geometry.origin(k + 1));
            if (geometry.isWide(k)) {
                wide.add(interval);
            }
            if (geometry.gapAfter(k)) {
                gaps.add(interval);
            }
        }
        List<SpacingRun> runs = SpacingRun.of(geometry);
        return new VolumeFacts(
                number, plan, runs, counts(runs), thicknesses(plan.sources()), List.copyOf(wide), List.copyOf(gaps));
    }

    private static List<SpacingRun> counts(List<SpacingRun> runs) {
        Map<Long, SpacingRun> byMicrometre = new TreeMap<>();
        for (SpacingRun run : runs) {
            byMicrometre.merge(
                    Math.round(run.intervalMm() * 1000),
                    run,
                    (before, more) -> new SpacingRun(before.intervalMm(), before.count() + more.count()));
        }
        return byMicrometre.values().stream()
                .sorted(Comparator.comparingInt(SpacingRun::count).reversed())
                .toList();
    }

    private static List<Thickness> thicknesses(List<SeriesFrame> slices) {
        List<Thickness> runs = new ArrayList<>();
        for (SeriesFrame slice : slices) {
            OptionalDouble thickness = slice.image().sliceThickness(slice.frameNumber());
            if (thickness.isEmpty()) {
                continue;
            }
            double mm = thickness.getAsDouble();
            boolean goesOn = !runs.isEmpty() && runs.getLast().mm() == mm;
            int before = goesOn ? runs.removeLast().count() : 0;
            runs.add(new Thickness(mm, before + 1));
        }
        return List.copyOf(runs);
    }

    /** What must be known of it, also that only half of its resolution fits into an array; whether the machine's memory is enough, it doesn't say. */
    List<Message> warnings() {
        return plan.isAddressable() ? plan.warnings() : plan.halved().warnings();
    }

    VolumeGeometry geometry() {
        return plan.geometry();
    }

    /** Such as "axial" or "oblique coronal", of the slices. */
    String orientation() {
        return PlaneName.of(geometry().normal());
    }

    /** Where a direction points to, such as "L" or "PF". */
    static String letters(Vector3 direction) {
        return OrientationLetters.letters(direction);
    }

    /** Unit vector from the first slice's first voxel to the last slice's: the normal, unless the stack is sheared. */
    Vector3 direction() {
        return geometry()
                .origin(geometry().slices() - 1)
                .minus(geometry().origin(0))
                .normalized();
    }

    boolean hasRescaleOfEachSlice() {
        return plan.scales().size() > 1;
    }
}
