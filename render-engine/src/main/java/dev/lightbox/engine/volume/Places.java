package dev.lightbox.engine.volume;

import java.util.List;

/**
 * Which frames of a stack lie at the same place. Immutable.
 *
 * @param ofFrame for each frame the number of its place, from 0, rising
 * @param count of places
 */
@SuppressWarnings("ArrayRecordComponent")
record Places(int[] ofFrame, int count) {

    /** Frames nearer than this along the normal are at the same place: a tenth of the finest distance that a CT of patients knows. */
    private static final double SAME_PLACE_MM = 0.01;

    /** Where frames follow each other more closely (specimens: some µm), those nearer than this part of their mean distance. */
    private static final double SAME_PLACE = 0.25;

    /** @param frames sorted along the normal */
    static <T> Places of(List<Placed<T>> frames) {
        int[] ofFrame = new int[frames.size()];
        double extent = frames.isEmpty()
                ? 0
                : frames.getLast().along() - frames.getFirst().along();
        double same = Math.min(SAME_PLACE_MM, SAME_PLACE * extent / Math.max(1, frames.size() - 1));
        int place = -1;
        // From the first of a place, so that a chain of tiny steps isn't one place.
        double first = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < ofFrame.length; i++) {
            double along = frames.get(i).along();
            if (along - first > same) {
                place++;
                first = along;
            }
            ofFrame[i] = place;
        }
        return new Places(ofFrame, place + 1);
    }

    /** Frames that lie where another one does. */
    int duplicates() {
        return ofFrame.length - count;
    }

    /** How many frames each place has. */
    int[] sizes() {
        int[] sizes = new int[count];
        for (int place : ofFrame) {
            sizes[place]++;
        }
        return sizes;
    }
}
