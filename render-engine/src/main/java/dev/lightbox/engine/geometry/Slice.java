package dev.lightbox.engine.geometry;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * One frame of a series, as far as sorting needs to know it. Immutable.
 *
 * @param source whatever the caller wants to find again
 * @param plane where it lies; empty where the file doesn't say
 * @param frameOfReference Frame of Reference UID; empty where there is none. Positions in different ones can't be compared
 * @param localizer whether it is a scout (Image Type value 3 LOCALIZER), which is no slice of the stack
 * @param rows its height in pixels
 * @param columns its width in pixels
 * @param instanceNumber Instance Number
 * @param frameNumber within its instance, from 1
 * @param sopInstanceUid the last resort for an order that is always the same
 */
public record Slice<T>(
        T source,
        Optional<ImagePlane> plane,
        String frameOfReference,
        boolean localizer,
        int rows,
        int columns,
        OptionalInt instanceNumber,
        int frameNumber,
        String sopInstanceUid) {}
