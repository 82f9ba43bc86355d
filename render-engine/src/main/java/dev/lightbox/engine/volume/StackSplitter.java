package dev.lightbox.engine.volume;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Takes apart parallel frames that are several stacks in one: echoes, b-values, points of time, kinds of picture. An attribute splits only where it tells apart
 * frames at the same place, or pictures of different kinds that lie among each other, and where what comes out are stacks. What simply changes from slice to slice,
 * as numbers and times of acquisition do, splits nothing.
 *
 * @param <T> see {@link VolumeSlice}
 */
final class StackSplitter<T> {

    /** The largest part must have this share of all places to be a stack. */
    private static final double STACK_SHARE = 0.25;

    /** The mean part by a time must have this share of all places: several slices are taken at once, but not nearly all. */
    private static final double SIMULTANEOUS_SHARE = 0.5;

    /** Of the places of all stacks but the largest, this share must be others' places too: else they lie beside each other, and are one stack. */
    private static final double SHARED = 0.5;

    /** Fewest slices of a volume. */
    static final int FEWEST = 3;

    /**
     * Frames that belong into one volume, still with frames at the same place where nothing tells them apart.
     *
     * @param label what tells it from the others, such as "echo 2, b 1000"; empty where there are none
     * @param guessed whether only the order of the frames told them apart
     */
    record Stack<T>(List<Placed<T>> frames, String label, boolean guessed) {}

    private final List<Dimension> dimensions;
    private final List<Stack<T>> stacks = new ArrayList<>();

    private StackSplitter(List<Dimension> dimensions) {
        this.dimensions = dimensions;
    }

    /** @param frames sorted along the normal */
    static <T> List<Stack<T>> split(List<Placed<T>> frames) {
        StackSplitter<T> splitter = new StackSplitter<>(Dimension.of(frames));
        splitter.split(frames, "", 0);
        return splitter.stacks;
    }

    /** @param next the first of the dimensions that haven't been tried on these frames */
    private void split(List<Placed<T>> frames, String label, int next) {
        Places places = Places.of(frames);
        if (places.count() >= FEWEST) {
            for (int i = next; i < dimensions.size(); i++) {
                Dimension dimension = dimensions.get(i);
                if (!differs(frames, dimension)
                        || places.duplicates() == 0 && dimension.kind() == Dimension.Kind.TIME) {
                    continue;
                }
                TreeMap<String, List<Placed<T>>> parts = parts(frames, dimension);
                if (tellsApart(frames, places, dimension, parts)) {
                    splitInto(parts, dimension, label, i + 1);
                    return;
                }
            }
            if (places.duplicates() > 0 && splitBeside(frames, places, label)) {
                return;
            }
            if (places.duplicates() > 0 && splitByOrder(frames, places, label)) {
                return;
            }
        }
        stacks.add(new Stack<>(frames, label, false));
    }

    private boolean differs(List<Placed<T>> frames, Dimension dimension) {
        String first = dimension.value(frames.getFirst());
        for (Placed<T> frame : frames) {
            if (!dimension.value(frame).equals(first)) {
                return true;
            }
        }
        return false;
    }

    private void splitInto(Map<String, List<Placed<T>>> parts, Dimension dimension, String label, int next) {
        int number = 0;
        for (Map.Entry<String, List<Placed<T>>> part : parts.entrySet()) {
            number++;
            split(part.getValue(), joined(label, dimension.label(part.getKey(), number)), next);
        }
    }

    private TreeMap<String, List<Placed<T>>> parts(List<Placed<T>> frames, Dimension dimension) {
        TreeMap<String, List<Placed<T>>> parts = new TreeMap<>(Dimension.order());
        for (Placed<T> frame : frames) {
            parts.computeIfAbsent(dimension.value(frame), value -> new ArrayList<>())
                    .add(frame);
        }
        return parts;
    }

    /** Stacks beside each other, as of both knees. */
    private boolean splitBeside(List<Placed<T>> frames, Places places, String label) {
        TreeMap<String, List<Placed<T>>> parts = new TreeMap<>(Dimension.order());
        Beside.of(frames)
                .forEach((frame, number) -> parts.computeIfAbsent(Integer.toString(number), any -> new ArrayList<>())
                        .add(frame));
        parts.values()
                .forEach(part ->
                        part.sort(Comparator.comparingDouble(Placed<T>::along).thenComparingInt(Placed::order)));
        if (parts.size() < 2 || !resolves(places, frames, Dimension.PLACE, parts)) {
            return false;
        }
        splitInto(parts, Dimension.PLACE, label, dimensions.size());
        return true;
    }

    private boolean tellsApart(
            List<Placed<T>> frames, Places places, Dimension dimension, Map<String, List<Placed<T>>> parts) {
        return places.duplicates() > 0
                ? resolves(places, frames, dimension, parts)
                : interleaves(frames, dimension, parts);
    }

    /** Whether the values make stacks of frames that lay at the same places. */
    private boolean resolves(
            Places places, List<Placed<T>> frames, Dimension dimension, Map<String, List<Placed<T>>> parts) {
        Map<Placed<T>, Integer> placeOf = new IdentityHashMap<>();
        for (int i = 0; i < frames.size(); i++) {
            placeOf.put(frames.get(i), places.ofFrame()[i]);
        }
        List<BitSet> held = new ArrayList<>();
        for (List<Placed<T>> part : parts.values()) {
            BitSet own = new BitSet();
            part.forEach(frame -> own.set(placeOf.getOrDefault(frame, 0)));
            held.add(own);
        }
        int[] holders = new int[places.count()];
        int all = 0;
        int largest = 0;
        for (BitSet part : held) {
            part.stream().forEach(place -> holders[place]++);
            all += part.cardinality();
            largest = Math.max(largest, part.cardinality());
        }
        boolean fewer = frames.size() - all < places.duplicates();
        if (!fewer
                || largest < Math.max(2, places.count() * STACK_SHARE)
                || dimension.kind() == Dimension.Kind.TIME && all < SIMULTANEOUS_SHARE * places.count() * held.size()) {
            return false;
        }
        int beyond = 0;
        int shared = 0;
        boolean largestSeen = false;
        for (BitSet part : held) {
            int size = part.cardinality();
            if (size == largest && !largestSeen) {
                largestSeen = true;
            } else {
                beyond += size;
                shared +=
                        (int) part.stream().filter(place -> holders[place] > 1).count();
            }
        }
        return shared >= SHARED * beyond;
    }

    /**
     * Whether the values make stacks that lie within each other, at places of their own: each by itself more even than all together. Where all together are even,
     * as in a stack whose every second slice was taken in a second pass, they are one; unless no pass differs by what they do, as echoes do.
     */
    private boolean interleaves(List<Placed<T>> frames, Dimension dimension, Map<String, List<Placed<T>>> parts) {
        double ranges = 0;
        double evenness = evenness(frames);
        boolean contrast = dimension.makesAnotherContrast(parts.keySet());
        for (List<Placed<T>> part : parts.values()) {
            if (part.size() < FEWEST || (contrast ? evenness(part) < evenness : evenness(part) <= evenness)) {
                return false;
            }
            ranges += part.getLast().along() - part.getFirst().along();
        }
        double whole = frames.getLast().along() - frames.getFirst().along();
        int runs = 1;
        for (int i = 1; i < frames.size(); i++) {
            runs += dimension.value(frames.get(i)).equals(dimension.value(frames.get(i - 1))) ? 0 : 1;
        }
        return ranges >= 1.5 * whole && runs > 2 * parts.size();
    }

    /** The share of intervals that are the median, to a twentieth. */
    private double evenness(List<Placed<T>> frames) {
        double[] intervals = new double[frames.size() - 1];
        for (int i = 0; i < intervals.length; i++) {
            intervals[i] = frames.get(i + 1).along() - frames.get(i).along();
        }
        double median = GapRule.median(intervals);
        double even = Arrays.stream(intervals)
                .filter(interval -> Math.abs(interval - median) <= 0.05 * median)
                .count();
        return even / intervals.length;
    }

    /**
     * The n-th frame of each place is the n-th stack's: by times, which may differ from slice to slice (a heart's phases), at last by the numbers of the frames. Only
     * where all places have equally many; by times also where each stack was over before the next began, as when an examination was broken off. Numbers must run through one stack after another,
     * or through one place after another: where they do neither, they say nothing of stacks.
     */
    private boolean splitByOrder(List<Placed<T>> frames, Places places, String label) {
        int[] sizes = places.sizes();
        int most = Arrays.stream(sizes).max().orElse(0);
        boolean even = Arrays.stream(sizes).allMatch(size -> size == most);
        for (Dimension dimension : dimensions) {
            if (dimension.kind() == Dimension.Kind.TIME) {
                Optional<List<List<Placed<T>>>> ranked =
                        ranked(frames, places, most, frame -> Dimension.number(dimension.value(frame)));
                if (ranked.isPresent() && (even || follow(ranked.get(), dimension))) {
                    List<List<Placed<T>>> whole = withoutScraps(ranked.get(), frames);
                    if (whole.size() < 2) {
                        return false;
                    }
                    String name = dimension.countsPhases() ? "phase " : "time ";
                    add(whole, label, name, false);
                    return true;
                }
            }
        }
        if (!even || isBesides(frames, places)) {
            return false;
        }
        Optional<List<List<Placed<T>>>> ranked = ranked(frames, places, most, Placed::order);
        if (ranked.isEmpty() || !followEachOther(ranked.get()) && !followEachOther(byPlace(ranked.get()))) {
            return false;
        }
        add(ranked.get(), label, "set ", true);
        return true;
    }

    /** Whether the frames of one part were all numbered before the next part's. */
    private static <T> boolean followEachOther(List<List<Placed<T>>> parts) {
        List<IntSummaryStatistics> ranges = parts.stream()
                .map(part -> part.stream().mapToInt(Placed::order).summaryStatistics())
                .sorted(Comparator.comparingInt(IntSummaryStatistics::getMin))
                .toList();
        for (int i = 1; i < ranges.size(); i++) {
            if (ranges.get(i).getMin() < ranges.get(i - 1).getMax()) {
                return false;
            }
        }
        return true;
    }

    /** The frames of each place, of stacks that have one at each. */
    private static <T> List<List<Placed<T>>> byPlace(List<List<Placed<T>>> stacks) {
        List<List<Placed<T>>> places = new ArrayList<>();
        for (int place = 0; place < stacks.getFirst().size(); place++) {
            List<Placed<T>> here = new ArrayList<>();
            for (List<Placed<T>> stack : stacks) {
                here.add(stack.get(place));
            }
            places.add(here);
        }
        return places;
    }

    private void add(List<List<Placed<T>>> ranked, String label, String name, boolean guessed) {
        for (int rank = 0; rank < ranked.size(); rank++) {
            stacks.add(new Stack<>(ranked.get(rank), joined(label, name + (rank + 1)), guessed));
        }
    }

    private interface Rank<T> {
        double of(Placed<T> frame);
    }

    /** Empty where frames at one place have the same time, or none. */
    private Optional<List<List<Placed<T>>>> ranked(List<Placed<T>> frames, Places places, int most, Rank<T> rank) {
        List<List<Placed<T>>> stacks = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            stacks.add(new ArrayList<>());
        }
        int from = 0;
        for (int place = 0; place < places.count(); place++) {
            int to = from;
            while (to < frames.size() && places.ofFrame()[to] == place) {
                to++;
            }
            List<Placed<T>> here = new ArrayList<>(frames.subList(from, to));
            here.sort((a, b) -> Double.compare(rank.of(a), rank.of(b)));
            for (int i = 0; i < here.size(); i++) {
                double value = rank.of(here.get(i));
                if (!Double.isFinite(value) || i > 0 && value <= rank.of(here.get(i - 1))) {
                    return Optional.empty();
                }
                stacks.get(i).add(here.get(i));
            }
            from = to;
        }
        return Optional.of(stacks);
    }

    /** What is too small to be a stack goes back to the first, as slices taken twice. */
    private List<List<Placed<T>>> withoutScraps(List<List<Placed<T>>> ranked, List<Placed<T>> frames) {
        List<List<Placed<T>>> whole = new ArrayList<>(ranked);
        whole.removeIf(stack -> stack.size() < FEWEST);
        if (whole.size() < ranked.size() && !whole.isEmpty()) {
            Set<Placed<T>> others = Collections.newSetFromMap(new IdentityHashMap<>());
            whole.subList(1, whole.size()).forEach(others::addAll);
            whole.set(
                    0, frames.stream().filter(frame -> !others.contains(frame)).toList());
        }
        return whole;
    }

    /** Whether each stack was over before the next began. */
    private boolean follow(List<List<Placed<T>>> ranked, Dimension dimension) {
        double before = Double.NEGATIVE_INFINITY;
        for (List<Placed<T>> stack : ranked) {
            double last = before;
            for (Placed<T> frame : stack) {
                double time = Dimension.number(dimension.value(frame));
                if (time <= before) {
                    return false;
                }
                last = Math.max(last, time);
            }
            before = last;
        }
        return true;
    }

    /** Whether frames at the same place lie to the side of each other. */
    private boolean isBesides(List<Placed<T>> frames, Places places) {
        for (int i = 1; i < frames.size(); i++) {
            if (places.ofFrame()[i] == places.ofFrame()[i - 1] && frames.get(i).isBeside(frames.get(i - 1))) {
                return true;
            }
        }
        return false;
    }

    private static String joined(String label, String more) {
        return label.isEmpty() ? more : label + ", " + more;
    }
}
