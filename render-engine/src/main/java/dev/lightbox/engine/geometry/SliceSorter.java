package dev.lightbox.engine.geometry;

import dev.lightbox.engine.message.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Brings the frames of a series into the order in which they are read. Thread-safe.
 *
 * <p>Frames of the same frame of reference, orientation and size make a group; within it they are sorted by position along the normal (row × column), that
 * is from the feet to the head for an axial stack, then by Instance Number and frame, so that frames at the same place stay in the order they were taken.
 * Groups follow each other by their lowest Instance Number; scouts come last. Frames that say nothing of their place make a group of their own, sorted by
 * Instance Number and frame.
 */
public final class SliceSorter {

    /** Slices nearer than this along the normal are at the same place: a tenth of the thinnest CT slice. */
    private static final double SAME_PLACE_MM = 0.01;

    /**
     * The sorted frames.
     *
     * @param slices all that were given, in order
     * @param groups the same, group by group
     * @param warnings what the reader should know of the order: several orientations, frames at the same place, missing positions
     */
    public record Sorted<T>(List<Slice<T>> slices, List<Group<T>> groups, List<Message> warnings) {}

    /**
     * Frames that form one stack.
     *
     * @param positioned whether they are sorted by position
     */
    public record Group<T>(List<Slice<T>> slices, boolean positioned, boolean localizer) {}

    private SliceSorter() {}

    public static <T> Sorted<T> sort(List<Slice<T>> slices) {
        Comparator<Slice<T>> byNumber = Comparator.<Slice<T>>comparingInt(
                        s -> s.instanceNumber().orElse(Integer.MAX_VALUE))
                .thenComparing(Slice::sopInstanceUid)
                .thenComparingInt(Slice::frameNumber);
        List<Group<T>> groups = new ArrayList<>();
        List<Slice<T>> inOrder = slices.stream().sorted(byNumber).toList();
        for (List<Slice<T>> members : grouped(inOrder)) {
            boolean positioned = members.getFirst().plane().isPresent();
            List<Slice<T>> sorted = positioned ? byPosition(members) : members;
            groups.add(new Group<>(
                    List.copyOf(sorted), positioned, members.getFirst().localizer()));
        }
        // Stable: groups are in the order of their lowest number already.
        groups.sort(Comparator.comparing(Group::localizer));
        List<Slice<T>> all =
                groups.stream().flatMap(group -> group.slices().stream()).toList();
        return new Sorted<>(all, List.copyOf(groups), warnings(groups));
    }

    private static <T> List<List<Slice<T>>> grouped(List<Slice<T>> slices) {
        List<List<Slice<T>>> groups = new ArrayList<>();
        for (Slice<T> slice : slices) {
            groups.stream()
                    .filter(group -> belongTogether(group.getFirst(), slice))
                    .findFirst()
                    .ifPresentOrElse(group -> group.add(slice), () -> groups.add(new ArrayList<>(List.of(slice))));
        }
        return groups;
    }

    private static <T> boolean belongTogether(Slice<T> a, Slice<T> b) {
        if (a.localizer() != b.localizer() || a.plane().isPresent() != b.plane().isPresent()) {
            return false;
        }
        if (a.plane().isEmpty()) {
            return true;
        }
        return a.frameOfReference().equals(b.frameOfReference())
                && a.rows() == b.rows()
                && a.columns() == b.columns()
                && a.plane().get().isParallelTo(b.plane().orElseThrow());
    }

    /** All along the first member's normal, so that rounded cosines of the others can't change the order. */
    private static <T> List<Slice<T>> byPosition(List<Slice<T>> members) {
        Vector3 normal = members.getFirst().plane().orElseThrow().normal();
        return members.stream()
                .sorted(Comparator.comparingDouble(slice -> position(slice, normal)))
                .toList();
    }

    private static <T> double position(Slice<T> slice, Vector3 normal) {
        double exact = normal.dot(slice.plane().orElseThrow().origin().minus(new PatientPoint(0, 0, 0)));
        // Rounded, so that the same place written with other decimals compares equal and the order of acquisition
        // counts.
        return Math.rint(exact / SAME_PLACE_MM);
    }

    private static <T> List<Message> warnings(List<Group<T>> groups) {
        List<Message> warnings = new ArrayList<>();
        long stacks = groups.stream().filter(g -> !g.localizer()).count();
        if (stacks > 1) {
            warnings.add(Message.of(
                    "series.stacks",
                    "This series holds %d stacks of different orientation or size, shown one after the other.",
                    stacks));
        }
        long samePlace = groups.stream()
                .filter(Group::positioned)
                .mapToLong(SliceSorter::samePlace)
                .sum();
        if (samePlace > 0) {
            warnings.add(Message.of(
                    "series.same-place",
                    "%d slices lie at the same place as another one; they are shown in order of acquisition.",
                    samePlace));
        }
        boolean severalUnpositioned =
                groups.stream().anyMatch(g -> !g.positioned() && g.slices().size() > 1);
        boolean anyPositioned = groups.stream().anyMatch(g -> g.positioned() && !g.localizer());
        if (severalUnpositioned && anyPositioned) {
            warnings.add(
                    Message.of(
                            "series.some-unplaced",
                            "Some slices say nothing of their position; they are shown by their number, after or before the others."));
        }
        return List.copyOf(warnings);
    }

    private static <T> long samePlace(Group<T> group) {
        Vector3 normal = group.slices().getFirst().plane().orElseThrow().normal();
        long count = 0;
        for (int i = 1; i < group.slices().size(); i++) {
            if (position(group.slices().get(i), normal)
                    == position(group.slices().get(i - 1), normal)) {
                count++;
            }
        }
        return count;
    }
}
