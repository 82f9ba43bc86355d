package dev.lightbox.engine.render.presentation;

import java.util.OptionalDouble;

/**
 * The part of an image that a presentation state wants shown, and how large (PS3.3 C.10.4). May reach beyond the image. Immutable.
 *
 * @param left outer edge in image columns before turning, from 0
 * @param top outer edge in image rows before turning, from 0
 * @param right outer edge, above left
 * @param bottom outer edge, above top
 * @param aspect height of a pixel divided by its width, before turning; 1 where the state doesn't say
 * @param rowSpacingMm Presentation Pixel Spacing between rows; empty where it has none
 * @param columnSpacingMm between columns
 * @param magnification displayed pixels for a pixel of the image, for {@link SizeMode#MAGNIFY}
 */
public record DisplayedArea(
        double left,
        double top,
        double right,
        double bottom,
        SizeMode mode,
        double aspect,
        OptionalDouble rowSpacingMm,
        OptionalDouble columnSpacingMm,
        OptionalDouble magnification) {

    /** Presentation Size Mode. */
    public enum SizeMode {
        SCALE_TO_FIT,
        TRUE_SIZE,
        MAGNIFY
    }

    /** The whole image, as large as fits. */
    public static DisplayedArea whole(int columns, int rows, double aspect) {
        return new DisplayedArea(
                0,
                0,
                columns,
                rows,
                SizeMode.SCALE_TO_FIT,
                aspect,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }
}
