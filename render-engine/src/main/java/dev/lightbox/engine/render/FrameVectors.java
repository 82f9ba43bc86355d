package dev.lightbox.engine.render;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** By what nuclear medicine counts the frames of a file (PS3.3 C.8.4.8), but for slices. Immutable, thread-safe. */
final class FrameVectors {

    /** Each holds a number for each frame. */
    private static final List<String> KEYWORDS = List.of("EnergyWindowVector", "RRIntervalVector", "TimeSlotVector");

    /** Read once: asked frame by frame, they would cost the square of their length. */
    private final Map<String, int[]> vectors = new HashMap<>();

    /** A vector of another length than the file's number of frames says nothing of any. */
    FrameVectors(DataSet dataSet, int numberOfFrames) {
        for (String keyword : KEYWORDS) {
            int[] values =
                    dataSet.integers(Dictionary.entry(keyword).orElseThrow().tag());
            if (values.length == numberOfFrames) {
                vectors.put(keyword, values);
            }
        }
    }

    /**
     * The numbers of a frame by keyword.
     *
     * @param frameNumber from 1 to the number of frames
     */
    Map<String, String> of(int frameNumber) {
        Map<String, String> numbers = new HashMap<>();
        vectors.forEach((keyword, values) -> numbers.put(keyword, Integer.toString(values[frameNumber - 1])));
        return numbers;
    }
}
