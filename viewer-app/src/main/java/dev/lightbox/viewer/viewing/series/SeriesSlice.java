package dev.lightbox.viewer.viewing.series;

import dev.lightbox.engine.geometry.ImagePlane;
import dev.lightbox.engine.geometry.OrientationLetters;
import dev.lightbox.engine.geometry.PixelSpacing;
import dev.lightbox.engine.render.VoiWindow;
import dev.lightbox.viewer.viewing.frames.FrameKey;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One picture of a series. Immutable.
 *
 * @param number its place in the series, from 1
 * @param key which picture it is
 * @param rows height in source pixels; 0 only where {@code verdict} says why it is unknown
 * @param columns width likewise
 * @param pixelAspect height of a pixel divided by its width
 * @param plane where it lies in the patient; empty for projections, and where the file doesn't say
 * @param thicknessMm Slice Thickness (0018,0050)
 * @param durationMs how long it stands when the series is played, above 0
 * @param window the picture's own; empty for colour, and where it follows from the pixel data
 * @param laterality of the body part, {@code R}, {@code L} or {@code B}; empty where there is none
 * @param view View Position (0018,5101), such as {@code MLO}; empty where there is none
 * @param verdict why it can't be shown, known before decoding it
 */
public record SeriesSlice(
        int number,
        FrameKey key,
        OptionalInt instanceNumber,
        int rows,
        int columns,
        double pixelAspect,
        Optional<PixelSpacing> spacing,
        Optional<OrientationLetters> orientation,
        Optional<ImagePlane> plane,
        OptionalDouble thicknessMm,
        OptionalDouble durationMs,
        Optional<VoiWindow> window,
        String laterality,
        String view,
        Optional<String> verdict) {

    SeriesSlice withNumber(int place) {
        return new SeriesSlice(
                place,
                key,
                instanceNumber,
                rows,
                columns,
                pixelAspect,
                spacing,
                orientation,
                plane,
                thicknessMm,
                durationMs,
                window,
                laterality,
                view,
                verdict);
    }

    /** The same picture with other texts. */
    public SeriesSlice withTexts(String otherLaterality, String otherView, Optional<String> otherVerdict) {
        return new SeriesSlice(
                number,
                key,
                instanceNumber,
                rows,
                columns,
                pixelAspect,
                spacing,
                orientation,
                plane,
                thicknessMm,
                durationMs,
                window,
                otherLaterality,
                otherView,
                otherVerdict);
    }
}
