package dev.lightbox.engine.volume;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the one or two places that lie so far from all other slices of a group that they are none of their stack: a picture taken elsewhere beside it, a position
 * mistyped. Left in, they would draw the volume out over nothing, or across the patient, or have the whole refused. Only where there is no doubt which of them
 * are the stack: it has ten times as many places and no such distance within itself, or, for what lies to the side, five times as many slices on one straight line. Immutable.
 *
 * @param rest in their order
 * @param strays those that lie far from the rest; nearly always none
 */
record Strays<T>(List<Placed<T>> rest, List<Placed<T>> strays) {

    /** Along the stack nothing nearer than this is far, mm: a hole of that length is told as one. */
    private static final double FAR_ALONG_MM = 100;

    /** Nor is what lies nearer than so many usual distances. */
    private static final double FAR_INTERVALS = 20;

    /** To the side, off the straight line of the others, mm: no table moves so far between two slices of a stack. */
    private static final double FAR_ASIDE_MM = 20;

    /** The others must lie on their line as near as this, mm. */
    private static final double NEAR_MM = 2;

    private static final int MOST = 2;

    /** So many times as many places must the stack have. */
    private static final int TIMES = 10;

    /** To the side, where all others lie on one line, fewer will do. */
    private static final int TIMES_ASIDE = 5;

    /** @param frames sorted along the normal */
    static <T> Strays<T> of(List<Placed<T>> frames) {
        Strays<T> along = along(frames);
        Strays<T> aside = aside(along.rest);
        List<Placed<T>> both = new ArrayList<>(along.strays);
        both.addAll(aside.strays);
        return new Strays<>(aside.rest, both);
    }

    private static <T> Strays<T> none(List<Placed<T>> frames) {
        return new Strays<>(frames, List.of());
    }

    private static <T> Strays<T> along(List<Placed<T>> frames) {
        Places places = Places.of(frames);
        if (places.count() <= TIMES) {
            return none(frames);
        }
        double[] locations = new double[places.count()];
        for (int i = frames.size() - 1; i >= 0; i--) {
            locations[places.ofFrame()[i]] = frames.get(i).along();
        }
        double[] intervals = new double[locations.length - 1];
        Arrays.setAll(intervals, k -> locations[k + 1] - locations[k]);
        double far = Math.max(FAR_ALONG_MM, FAR_INTERVALS * GapRule.median(intervals));
        // The longest run of places without such a distance in it.
        int from = 0;
        int to = 0;
        int begin = 0;
        for (int k = 0; k < locations.length; k++) {
            if (k > 0 && intervals[k - 1] >= far) {
                begin = k;
            }
            if (k + 1 - begin > to - from) {
                from = begin;
                to = k + 1;
            }
        }
        int outside = locations.length - (to - from);
        if (outside == 0 || outside > MOST || to - from < TIMES * outside) {
            return none(frames);
        }
        boolean[] isStray = new boolean[frames.size()];
        int strays = 0;
        for (int i = 0; i < isStray.length; i++) {
            int place = places.ofFrame()[i];
            isStray[i] = place < from || place >= to;
            strays += isStray[i] ? 1 : 0;
        }
        return strays > frames.size() / TIMES ? none(frames) : parted(frames, isStray);
    }

    private static <T> Strays<T> aside(List<Placed<T>> frames) {
        if (frames.size() <= TIMES_ASIDE) {
            return none(frames);
        }
        double[] across =
                distances(frames, frames.stream().mapToDouble(Placed::across).toArray());
        double[] down =
                distances(frames, frames.stream().mapToDouble(Placed::down).toArray());
        boolean[] isStray = new boolean[frames.size()];
        int strays = 0;
        for (int i = 0; i < isStray.length; i++) {
            double distance = Math.max(across[i], down[i]);
            isStray[i] = distance > FAR_ASIDE_MM;
            strays += isStray[i] ? 1 : 0;
            if (!isStray[i] && !(distance <= NEAR_MM)) {
                return none(frames);
            }
        }
        return strays == 0 || strays > MOST || frames.size() - strays < TIMES_ASIDE * strays
                ? none(frames)
                : parted(frames, isStray);
    }

    /** How far each lies from the straight line that most lie on: by medians, so that a few have no say, over half of the stack, so that rounding has none. */
    private static <T> double[] distances(List<Placed<T>> frames, double[] offsets) {
        int half = frames.size() / 2;
        double[] slopes = new double[frames.size() - half];
        for (int i = 0; i < slopes.length; i++) {
            double length = frames.get(i + half).along() - frames.get(i).along();
            slopes[i] = length > 0 ? (offsets[i + half] - offsets[i]) / length : 0;
        }
        double slope = GapRule.median(slopes);
        double[] beside = new double[offsets.length];
        Arrays.setAll(beside, i -> offsets[i] - slope * frames.get(i).along());
        double line = GapRule.median(beside);
        return Arrays.stream(beside).map(offset -> Math.abs(offset - line)).toArray();
    }

    private static <T> Strays<T> parted(List<Placed<T>> frames, boolean[] isStray) {
        List<Placed<T>> rest = new ArrayList<>();
        List<Placed<T>> strays = new ArrayList<>();
        for (int i = 0; i < isStray.length; i++) {
            (isStray[i] ? strays : rest).add(frames.get(i));
        }
        return new Strays<>(rest, strays);
    }
}
