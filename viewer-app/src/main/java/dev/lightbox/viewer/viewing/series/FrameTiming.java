package dev.lightbox.viewer.viewing.series;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import java.util.OptionalDouble;

/** How fast an image's frames are to be played (PS3.3 C.7.6.5 and C.7.6.1.1.4). Stateless and thread-safe. */
final class FrameTiming {

    /** A hundred pictures a second are more than any screen shows; a picture that stands for a minute isn't played. */
    private static final double SHORTEST_MS = 10;

    private static final double LONGEST_MS = 60_000;
    private static final double MS_PER_SECOND = 1000;

    private FrameTiming() {}

    /**
     * The first of these that the file has, and that makes sense: Recommended Display Frame Rate, Frame Time Vector, Frame Time, Cine Rate.
     *
     * @param frame from 1
     * @param frames of the image
     * @return milliseconds, from 10 to 60 000; empty where the file doesn't say
     */
    static OptionalDouble durationMs(DataSet image, int frame, int frames) {
        OptionalDouble recommended = perSecond(image.number(Tag.RecommendedDisplayFrameRate));
        if (recommended.isPresent()) {
            return recommended;
        }
        OptionalDouble own = fromVector(image, frame, frames);
        if (own.isPresent()) {
            return own;
        }
        OptionalDouble time = sensible(image.number(Tag.FrameTime));
        return time.isPresent() ? time : perSecond(image.number(Tag.CineRate));
    }

    /** Each value is the time since the frame before, the first 0: so a frame stands until the next one's has passed, and the last one as long as that before it. */
    private static OptionalDouble fromVector(DataSet image, int frame, int frames) {
        if (frames < 2 || !image.contains(Tag.FrameTimeVector)) {
            return OptionalDouble.empty();
        }
        double[] times = image.numbers(Tag.FrameTimeVector);
        return times.length == frames
                ? sensible(OptionalDouble.of(times[Math.min(frame, frames - 1)]))
                : OptionalDouble.empty();
    }

    private static OptionalDouble perSecond(OptionalDouble rate) {
        return rate.isPresent() && rate.getAsDouble() > 0
                ? sensible(OptionalDouble.of(MS_PER_SECOND / rate.getAsDouble()))
                : OptionalDouble.empty();
    }

    private static OptionalDouble sensible(OptionalDouble ms) {
        return ms.isPresent() && ms.getAsDouble() >= SHORTEST_MS && ms.getAsDouble() <= LONGEST_MS
                ? ms
                : OptionalDouble.empty();
    }
}
