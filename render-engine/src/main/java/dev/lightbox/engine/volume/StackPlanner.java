package dev.lightbox.engine.volume;

import dev.lightbox.engine.codec.ImageDescriptor;
import dev.lightbox.engine.geometry.ImagePlane;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.message.Message;
import dev.lightbox.engine.volume.SeriesVolumes.LeftOut;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Makes a plan of one stack, or says why it can't be. For one stack, one thread. */
final class StackPlanner<T> {

    /** Where more frames than this share of the stack lie at others' places, leaving them out would be guessing. */
    private static final double FEW = 0.25;

    /** So many of its smallest voxel edges a volume's diagonal may measure, unless it has as many voxels in a row; the largest real ones have some thousands. */
    private static final double MOST_EDGES = 1 << 15;

    /** Header and positions may differ by this much in what they say of the gantry. */
    private static final double TILT_DEGREES = 0.5;

    private final SliceGroup<T> group;
    private final ImagePlane common;
    private final StackSplitter.Stack<T> stack;
    private final int strays;
    private final List<Message> warnings = new ArrayList<>();
    private final List<LeftOut<T>> leftOut = new ArrayList<>();

    /** @param strays frames of the group that were left out as they lie far from all others */
    StackPlanner(SliceGroup<T> group, ImagePlane common, StackSplitter.Stack<T> stack, int strays) {
        this.group = group;
        this.common = common;
        this.stack = stack;
        this.strays = strays;
    }

    /** Either a plan, or why there is none (a sentence without a full stop), and the frames that aren't in it. */
    record Outcome<T>(Optional<VolumePlan<T>> plan, Message refusal, List<LeftOut<T>> leftOut) {}

    Outcome<T> plan() {
        Places places = Places.of(stack.frames());
        if (places.count() < StackSplitter.FEWEST) {
            return refused(tooFew(places));
        }
        int duplicates = places.duplicates();
        if (duplicates > Math.max(1, FEW * stack.frames().size())) {
            return refused(Message.of(
                    "volume.duplicates",
                    "%d of %d slices lie at the places of others, and nothing in the files tells them apart",
                    duplicates,
                    stack.frames().size()));
        }
        List<Placed<T>> slices = firstOfEach(places);
        for (int i = 1; i < stack.frames().size(); i++) {
            if (places.ofFrame()[i] == places.ofFrame()[i - 1]
                    && stack.frames().get(i).isBeside(stack.frames().get(i - 1))) {
                return refused(Message.of(
                        "volume.beside",
                        "Slices lie beside each other at the same distance along the stack, and nothing in the files"
                                + " tells them apart"));
            }
        }
        List<Placed<T>> bare = withoutRescale(slices);
        if (bare.size() > FEW * slices.size()) {
            return refused(
                    Message.of("volume.rescale", "Some slices have a Rescale Slope and Intercept and others none"));
        }
        if (!bare.isEmpty()) {
            slices.removeIf(StackPlanner::isBare);
        }
        String usual = usualUnit(slices);
        List<Placed<T>> odd =
                slices.stream().filter(slice -> !unit(slice).equals(usual)).toList();
        if (odd.size() > FEW * slices.size()) {
            return refused(Message.of("volume.units", "The slices' values are in different units"));
        }
        slices.removeIf(slice -> !unit(slice).equals(usual));
        if (slices.size() < StackSplitter.FEWEST) {
            return refused(tooFew(Places.of(slices)));
        }
        Optional<Integer> offset = offset(slices);
        if (offset.isEmpty()) {
            return refused(Message.of("volume.signs", "Some slices have signed and others unsigned pixels of 16 bits"));
        }
        Optional<List<SliceScale>> scales = scales(slices);
        if (scales.isEmpty()) {
            return refused(Message.of(
                    "volume.curved-rescale", "Only some of the slices have a rescale that is a straight line"));
        }
        if (scales.get().isEmpty() && values(slices, "ModalityLUT").size() > 1) {
            return refused(Message.of(
                    "volume.tables", "The slices have different tables from stored values to modality units"));
        }
        strayWarning();
        duplicateWarning(duplicates);
        leaveOutBare(bare);
        leaveOutOdd(odd);
        VolumeGeometry geometry = geometry(slices);
        if (isDrawnOut(geometry)) {
            return refused(Message.of(
                    "volume.drawn-out",
                    "Its voxels are far too thin for its extent: the spacing in the files can't be right"));
        }
        if (stack.guessed()) {
            warnings.add(Message.of(
                    "volume.by-number", "Several slices lie at each place, and only their numbers tell them apart."));
        }
        if (group.frameOfReference().isEmpty()) {
            warnings.add(Message.of(
                    "volume.no-frame-of-reference",
                    "The files name no frame of reference: that their positions fit together is assumed."));
        }
        warnings.addAll(StackWarnings.of(geometry));
        tiltWarning(geometry, slices);
        VolumePlan<T> plan = new VolumePlan<>(
                stack.label(),
                geometry,
                group.frameOfReference(),
                slices.stream().map(slice -> slice.frame().slice().source()).toList(),
                group.columns(),
                group.rows(),
                false,
                offset.get(),
                scales.get(),
                slices.getFirst().frame().order(),
                warnings);
        if (!plan.isAddressable() && !plan.halved().isAddressable()) {
            return refused(Message.of(
                    "volume.endless",
                    "It would have %d x %d x %d voxels, more than a volume can hold, even at half the resolution",
                    geometry.columns(),
                    geometry.rows(),
                    geometry.slices()));
        }
        return new Outcome<>(Optional.of(plan), Message.plain(""), leftOut);
    }

    private Outcome<T> refused(Message why) {
        return new Outcome<>(
                Optional.empty(),
                why,
                stack.frames().stream()
                        .map(frame -> new LeftOut<>(frame.frame().slice().source(), why))
                        .toList());
    }

    private static Message tooFew(Places places) {
        if (places.count() == 1) {
            return places.ofFrame().length == 1
                    ? Message.of("volume.single", "A single slice makes no volume")
                    : Message.of("volume.same-place", "All slices lie at the same place");
        }
        return Message.of(
                "volume.too-few",
                "A volume needs %d slices at different places, there are %d",
                StackSplitter.FEWEST,
                places.count());
    }

    private List<Placed<T>> firstOfEach(Places places) {
        List<Placed<T>> slices = new ArrayList<>();
        for (int i = 0; i < stack.frames().size(); i++) {
            Placed<T> frame = stack.frames().get(i);
            int place = places.ofFrame()[i];
            if (place == slices.size()) {
                slices.add(frame);
            } else {
                Placed<T> kept = slices.getLast();
                boolean earlier = frame.order() < kept.order();
                if (earlier) {
                    slices.set(place, frame);
                }
                leftOut.add(new LeftOut<>(
                        (earlier ? kept : frame).frame().slice().source(),
                        Message.of("volume.taken", "Another slice lies at the same place")));
            }
        }
        return slices;
    }

    private void strayWarning() {
        if (strays > 0) {
            warnings.add(Message.counted(
                    "volume.stray-slices",
                    strays,
                    "One slice lies far away from all others: it is left out.",
                    "%d slices lie far away from all others: they are left out."));
        }
    }

    private void duplicateWarning(int duplicates) {
        if (duplicates > 0) {
            warnings.add(Message.counted(
                    "volume.duplicate",
                    duplicates,
                    "One slice lies at the same place as another; the one taken first is used.",
                    "%d slices lie at the same places as others; those taken first are used."));
        }
    }

    /**
     * Slices without a Rescale Slope and Intercept among others whose values are changed by theirs: whether they are in the same units, nobody can know, and a CT's would
     * lie a thousand units off.
     */
    private List<Placed<T>> withoutRescale(List<Placed<T>> slices) {
        List<Placed<T>> bare = new ArrayList<>();
        boolean others = false;
        for (Placed<T> slice : slices) {
            if (isBare(slice)) {
                bare.add(slice);
            } else {
                others |= slice.frame()
                        .scale()
                        .filter(scale -> !scale.equals(SliceScale.IDENTITY))
                        .isPresent();
            }
        }
        return others ? bare : List.of();
    }

    /** The unit of most. */
    private static <T> String usualUnit(List<Placed<T>> slices) {
        Map<String, Integer> counts = new HashMap<>();
        slices.forEach(slice -> counts.merge(unit(slice), 1, Integer::sum));
        return Collections.max(counts.entrySet(), Map.Entry.comparingByValue()).getKey();
    }

    private static String unit(Placed<?> slice) {
        return slice.frame().dimensions().getOrDefault("Unit", "");
    }

    private void leaveOutOdd(List<Placed<T>> odd) {
        odd.forEach(slice -> leftOut.add(new LeftOut<>(
                slice.frame().slice().source(),
                Message.of("volume.unit", "Its values are in another unit than those of the other slices"))));
        if (!odd.isEmpty()) {
            warnings.add(Message.counted(
                    "volume.unit-slices",
                    odd.size(),
                    "The values of one slice are in another unit: it is left out.",
                    "The values of %d slices are in another unit: they are left out."));
        }
    }

    private static boolean isBare(Placed<?> slice) {
        return slice.frame().dimensions().containsKey("Rescale");
    }

    private void leaveOutBare(List<Placed<T>> bare) {
        bare.forEach(slice -> leftOut.add(new LeftOut<>(
                slice.frame().slice().source(),
                Message.of("volume.bare", "It has no Rescale Slope and Intercept, the other slices have"))));
        if (!bare.isEmpty()) {
            warnings.add(Message.counted(
                    "volume.bare-slices",
                    bare.size(),
                    "One slice has no Rescale Slope and Intercept, the others have: it is left out.",
                    "%d slices have no Rescale Slope and Intercept, the others have: they are left out."));
        }
    }

    /** What the header says of the gantry must be what the positions say; of derived pictures it is what was said of others. */
    private void tiltWarning(VolumeGeometry geometry, List<Placed<T>> slices) {
        Set<String> tilts = values(slices, "GantryDetectorTilt");
        boolean original = values(slices, "ImageType").stream().allMatch(type -> type.startsWith("ORIGINAL"));
        if (tilts.size() == 1 && original) {
            double said = Math.abs(Dimension.number(tilts.iterator().next()));
            if (said < 90 && Math.abs(said - geometry.shearDegrees()) > TILT_DEGREES) {
                warnings.add(Message.of(
                        "volume.tilt",
                        "The files say that the gantry was tilted by %.1f degrees, their positions %.1f degrees: what lies across the slices may have"
                                + " another shape.",
                        Message.rounded(said, 1),
                        Message.rounded(geometry.shearDegrees(), 1)));
            }
        }
    }

    private static <T> Set<String> values(List<Placed<T>> slices, String keyword) {
        Set<String> values = new HashSet<>();
        slices.forEach(slice -> values.add(slice.frame().dimensions().getOrDefault(keyword, "")));
        return values;
    }

    /** Whether following its voxels through it would take for ever: no device makes such slices. */
    private static boolean isDrawnOut(VolumeGeometry geometry) {
        List<PatientPoint> corners = geometry.corners();
        double diagonal = 0;
        for (int i = 0; i < corners.size() / 2; i++) {
            diagonal = Math.max(
                    diagonal,
                    corners.get(i).minus(corners.get(corners.size() - 1 - i)).length());
        }
        double edges = Math.max(MOST_EDGES, 4.0 * (geometry.columns() + geometry.rows() + geometry.slices()));
        return !(diagonal <= edges * geometry.smallestEdgeMm());
    }

    /** What is to be added to 16-bit values; empty where no single number will do. */
    private static <T> Optional<Integer> offset(List<Placed<T>> slices) {
        boolean negative = false;
        boolean large = false;
        for (Placed<T> slice : slices) {
            ImageDescriptor pixels = slice.frame().descriptor();
            negative |= pixels.signed();
            large |= !pixels.signed() && pixels.bitsStored() == 16;
        }
        return negative && large ? Optional.empty() : Optional.of(large ? 1 << 15 : 0);
    }

    /** None where all have a table, one where all are equal; empty where they don't go together. */
    private static <T> Optional<List<SliceScale>> scales(List<Placed<T>> slices) {
        List<SliceScale> scales = new ArrayList<>();
        Set<SliceScale> different = new HashSet<>();
        for (Placed<T> slice : slices) {
            slice.frame().scale().ifPresent(scale -> {
                scales.add(scale);
                different.add(scale);
            });
        }
        if (!scales.isEmpty() && scales.size() < slices.size()) {
            return Optional.empty();
        }
        return Optional.of(different.size() == 1 ? List.copyOf(different) : scales);
    }

    private VolumeGeometry geometry(List<Placed<T>> slices) {
        List<PatientPoint> origins = new ArrayList<>(slices.size());
        List<OptionalDouble> thicknesses = new ArrayList<>(slices.size());
        double[] intervals = new double[slices.size() - 1];
        for (int k = 0; k < slices.size(); k++) {
            origins.add(slices.get(k).origin());
            thicknesses.add(slices.get(k).frame().thicknessMm());
            if (k > 0) {
                intervals[k - 1] = slices.get(k).along() - slices.get(k - 1).along();
            }
        }
        ImagePlane first = new ImagePlane(origins.getFirst(), common.row(), common.column(), common.spacing());
        double[] usual = GapRule.usual(intervals, thicknesses);
        return new VolumeGeometry(group.columns(), group.rows(), first, origins, GapRule.gaps(intervals, usual), usual);
    }
}
