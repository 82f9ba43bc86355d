package dev.lightbox.engine.volume;

import dev.lightbox.engine.geometry.ImagePlane;
import dev.lightbox.engine.geometry.Slice;
import dev.lightbox.engine.message.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What volumes a series can be made into. Immutable.
 *
 * <p>Frames of one frame of reference, size, pixel spacing and orientation (corners within 0.1 mm of where the common map puts them) make a group. Within it, frames
 * at the same place are taken apart by what their files say of them ({@link VolumeSlice#dimensions}); then each stack is sorted along its normal. What is in no volume
 * is listed with the reason; nothing is left out in silence.
 *
 * @param volumes largest first
 * @param leftOut frames that are in none, and why
 * @param refusals why (parts of) the series can't make a volume, one sentence each, fit for the user; not empty where there is no volume
 */
public record SeriesVolumes<T>(List<VolumePlan<T>> volumes, List<LeftOut<T>> leftOut, List<Message> refusals) {

    /**
     * A frame that is in no volume.
     *
     * @param why without a full stop
     */
    public record LeftOut<T>(T source, Message why) {}

    /** Beyond that many orientations and sizes, a series isn't looked through any further. */
    private static final int MOST_GROUPS = 256;

    /** A group of which a larger share lies askew has no common orientation. */
    private static final double FEW = 0.1;

    public SeriesVolumes {
        volumes = List.copyOf(volumes);
        leftOut = List.copyOf(leftOut);
        refusals = List.copyOf(refusals);
    }

    /** Never throws, whatever the frames say; time and memory grow with their number alone. */
    public static <T> SeriesVolumes<T> of(List<VolumeSlice<T>> slices) {
        Gathering<T> gathering = new Gathering<>();
        for (SliceGroup<T> group : gathering.groups(slices)) {
            gathering.plan(group);
        }
        return gathering.result(slices.isEmpty());
    }

    /** What has been found so far. */
    private static final class Gathering<T> {
        private final List<VolumePlan<T>> plans = new ArrayList<>();
        private final List<LeftOut<T>> leftOut = new ArrayList<>();
        /** How many frames each is about. */
        private final Map<Message, Integer> refusals = new LinkedHashMap<>();

        private void leaveOut(VolumeSlice<T> frame, Message why) {
            leftOut.add(new LeftOut<>(frame.slice().source(), why));
            refusals.merge(why, 1, Integer::sum);
        }

        private List<SliceGroup<T>> groups(List<VolumeSlice<T>> slices) {
            List<SliceGroup<T>> groups = new ArrayList<>();
            Map<String, VolumeSlice<T>> seen = new HashMap<>();
            for (VolumeSlice<T> frame :
                    slices.stream().sorted(Placed.byAcquisition()).toList()) {
                Slice<T> slice = frame.slice();
                Optional<Message> objection = Fitness.objection(frame);
                if (objection.isPresent()) {
                    leaveOut(frame, objection.get());
                    continue;
                }
                VolumeSlice<T> earlier = slice.sopInstanceUid().isEmpty()
                        ? null
                        : seen.putIfAbsent(slice.sopInstanceUid() + "/" + slice.frameNumber(), frame);
                if (earlier != null) {
                    leaveOut(
                            frame,
                            earlier.slice().plane().equals(slice.plane())
                                    ? Message.of("volume.twice", "The same picture is there twice")
                                    : Message.of(
                                            "volume.same-uid",
                                            "Another picture has the same SOP Instance UID and lies elsewhere"));
                } else if (groups.stream().noneMatch(group -> group.offer(frame))) {
                    if (groups.size() < MOST_GROUPS) {
                        groups.add(new SliceGroup<>(frame));
                    } else {
                        leaveOut(
                                frame,
                                Message.of(
                                        "volume.too-many-groups",
                                        "The series has more than %d orientations and sizes of pictures",
                                        MOST_GROUPS));
                    }
                }
            }
            return merged(groups);
        }

        /** Takes out what turns from picture to picture, and the odd picture beside a stack. */
        private List<SliceGroup<T>> merged(List<SliceGroup<T>> groups) {
            long small = groups.stream()
                    .filter(group -> group.frames().size() < StackSplitter.FEWEST)
                    .count();
            boolean turning = small >= StackSplitter.FEWEST;
            if (!turning && small == groups.size()) {
                return groups;
            }
            Message why = turning
                    ? turningOrUnrelated(groups)
                    : Message.of(
                            "volume.different",
                            "Its size, pixel spacing, orientation or frame of reference isn't that of the other slices");
            List<SliceGroup<T>> rest = new ArrayList<>();
            for (SliceGroup<T> group : groups) {
                if (group.frames().size() < StackSplitter.FEWEST) {
                    group.frames().forEach(frame -> leaveOut(frame, why));
                } else {
                    rest.add(group);
                }
            }
            return rest;
        }

        /** Pictures that lie alike but name a frame of reference each aren't turned. */
        private Message turningOrUnrelated(List<SliceGroup<T>> groups) {
            SliceGroup<T> first = groups.getFirst();
            boolean alike = groups.stream().allMatch(group -> group.liesLike(first));
            return alike
                    ? Message.of(
                            "volume.unrelated",
                            "Each picture has a frame of reference of its own: how they lie to each other, nobody can know")
                    : Message.of(
                            "volume.turning",
                            "The pictures are turned against each other or differ in size; only parallel slices make a volume");
        }

        private void plan(SliceGroup<T> group) {
            ImagePlane common = group.plane();
            List<VolumeSlice<T>> straight = new ArrayList<>();
            List<VolumeSlice<T>> askew = new ArrayList<>();
            double worst = 0;
            for (VolumeSlice<T> frame : group.frames()) {
                double deviation = group.deviationMm(frame.slice().plane().orElseThrow(), common);
                worst = Math.max(worst, deviation);
                (deviation <= SliceGroup.TOLERANCE_MM ? straight : askew).add(frame);
            }
            boolean turning = askew.size() > FEW * group.frames().size();
            Message why = Message.of(
                    "volume.askew",
                    "The slices aren't parallel: their corners lie up to %.1f mm from a common orientation",
                    Message.rounded(worst, 1));
            askew.forEach(frame -> leaveOut(frame, why));
            if (turning) {
                straight.forEach(frame -> leaveOut(frame, why));
                return;
            }
            Strays<T> strays = Strays.of(SliceGroup.placed(straight, common));
            strays.strays()
                    .forEach(stray -> leaveOut(
                            stray.frame(), Message.of("volume.stray", "It lies far away from all other slices")));
            for (StackSplitter.Stack<T> stack : StackSplitter.split(strays.rest())) {
                StackPlanner.Outcome<T> outcome =
                        new StackPlanner<>(group, common, stack, strays.strays().size()).plan();
                leftOut.addAll(outcome.leftOut());
                outcome.plan().ifPresent(plans::add);
                if (outcome.plan().isEmpty()) {
                    refusals.merge(outcome.refusal(), stack.frames().size(), Integer::sum);
                }
            }
        }

        private SeriesVolumes<T> result(boolean empty) {
            List<Message> sentences = new ArrayList<>();
            refusals.forEach((why, frames) -> sentences.add(
                    Message.counted("volume.refusal", frames, "%2$s (1 picture).", "%2$s (%1$d pictures).", why)));
            if (empty) {
                sentences.add(Message.of("volume.no-pictures", "The series has no pictures."));
            }
            List<VolumePlan<T>> sorted = VolumeLabels.labelled(plans).stream()
                    .sorted(Comparator.<VolumePlan<T>>comparingLong(plan -> -size(plan.geometry())))
                    .toList();
            return new SeriesVolumes<>(sorted, leftOut, sentences);
        }

        private static long size(VolumeGeometry geometry) {
            return (long) geometry.columns() * geometry.rows() * geometry.slices();
        }
    }
}
