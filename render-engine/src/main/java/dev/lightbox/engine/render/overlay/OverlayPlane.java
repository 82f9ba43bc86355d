package dev.lightbox.engine.render.overlay;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One overlay plane of a data set (PS3.3 C.9.2). Immutable, thread-safe.
 *
 * @param group 0x6000 to 0x601E
 * @param rows Overlay Rows
 * @param columns Overlay Columns
 * @param left image column of its first column, from 0 (Overlay Origin is from 1); may be negative or outside the image
 * @param top image row of its first row, from 0
 * @param frames Number of Frames in Overlay; 1 where it has none
 * @param firstFrame image frame of the first of its frames, from 1 (Image Frame Origin)
 * @param everyFrame whether its only frame lies over every frame of the image
 * @param regionOfInterest Overlay Type R; else graphics
 * @param label Overlay Label; empty where it has none
 * @param description Overlay Description, likewise
 * @param area ROI Area in pixels, as the file says
 * @param mean ROI Mean, likewise
 * @param standardDeviation ROI Standard Deviation, likewise
 * @param embeddedBit bit of the pixel cells that holds it (retired); empty where it has Overlay Data of its own
 * @param data Overlay Data; empty where it is embedded
 */
public record OverlayPlane(
        int group,
        int rows,
        int columns,
        int left,
        int top,
        int frames,
        int firstFrame,
        boolean everyFrame,
        boolean regionOfInterest,
        String label,
        String description,
        OptionalDouble area,
        OptionalDouble mean,
        OptionalDouble standardDeviation,
        OptionalInt embeddedBit,
        byte[] data) {

    private static final int FIRST = 0x6000;
    private static final int LAST = 0x601E;

    /** Planes that can be used, and what is to be said of those that can't. */
    public record Found(List<OverlayPlane> planes, List<String> warnings) {}

    /**
     * @param imageRows rows of the image that they lie over; of embedded ones the only right size
     * @param bitsStored of the image
     * @param highBit of the image
     * @param bitsAllocated of the image; 0 where it can't have embedded ones
     */
    public static Found of(
            DataSet dataSet, int imageRows, int imageColumns, int bitsStored, int highBit, int bitsAllocated) {
        List<OverlayPlane> planes = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (int group = FIRST; group <= LAST; group += 2) {
            boolean embeddable = bitsAllocated >= 0 && dataSet.contains(tag(Tag.OverlayRows, group));
            if (!embeddable && !dataSet.contains(tag(Tag.OverlayData, group))) {
                continue;
            }
            String name = String.format("Its overlay in group %04X isn't shown: ", group);
            try {
                plane(dataSet, group, imageRows, imageColumns, bitsStored, highBit, bitsAllocated)
                        .ifPresent(planes::add);
            } catch (UnusableOverlayException e) {
                warnings.add(name + e.getMessage() + ".");
            }
        }
        return new Found(List.copyOf(planes), List.copyOf(warnings));
    }

    /** A presentation state's own. Groups without Overlay Data only activate an overlay of the image. */
    public static Found ofPresentationState(DataSet dataSet) {
        return of(dataSet, 0, 0, 0, 0, -1);
    }

    private static Optional<OverlayPlane> plane(
            DataSet dataSet, int group, int imageRows, int imageColumns, int bitsStored, int highBit, int bitsAllocated)
            throws UnusableOverlayException {
        int rows = dataSet.integer(tag(Tag.OverlayRows, group)).orElse(0);
        int columns = dataSet.integer(tag(Tag.OverlayColumns, group)).orElse(0);
        if (rows < 1 || columns < 1 || rows > 65_535 || columns > 65_535) {
            throw new UnusableOverlayException("it has " + columns + " x " + rows + " pixels");
        }
        // C.9.2.1.1: row, column; 1\1 is the image's first pixel.
        int[] origin = dataSet.integers(tag(Tag.OverlayOrigin, group));
        int top = origin.length == 2 ? origin[0] - 1 : 0;
        int left = origin.length == 2 ? origin[1] - 1 : 0;
        byte[] data = dataSet.bytes(tag(Tag.OverlayData, group));
        OptionalInt embedded = OptionalInt.empty();
        int frames = Math.max(
                1, dataSet.integer(tag(Tag.NumberOfFramesInOverlay, group)).orElse(1));
        int firstFrame =
                Math.max(1, dataSet.integer(tag(Tag.ImageFrameOrigin, group)).orElse(1));
        if (data.length == 0) {
            int bit = dataSet.integer(tag(Tag.OverlayBitPosition, group)).orElse(0);
            boolean withinCell = bit >= 0 && bit < bitsAllocated;
            boolean withinValue = bit <= highBit && bit > highBit - bitsStored;
            if (!withinCell || withinValue || rows != imageRows || columns != imageColumns) {
                throw new UnusableOverlayException(
                        "it has no Overlay Data, and bit " + bit + " of the pixels can't hold it");
            }
            embedded = OptionalInt.of(bit);
        } else if (8L * data.length < (long) frames * rows * columns) {
            throw new UnusableOverlayException("expected " + ((long) frames * rows * columns + 7) / 8
                    + " bytes of Overlay Data, found " + data.length);
        }
        return Optional.of(new OverlayPlane(
                group,
                rows,
                columns,
                left,
                top,
                frames,
                firstFrame,
                frames == 1 && !dataSet.contains(tag(Tag.ImageFrameOrigin, group)),
                dataSet.string(tag(Tag.OverlayType, group)).filter("R"::equals).isPresent(),
                dataSet.string(tag(Tag.OverlayLabel, group)).orElse(""),
                dataSet.string(tag(Tag.OverlayDescription, group)).orElse(""),
                dataSet.number(tag(Tag.ROIArea, group)),
                dataSet.number(tag(Tag.ROIMean, group)),
                dataSet.number(tag(Tag.ROIStandardDeviation, group)),
                embedded,
                data));
    }

    /** An element's tag in a group, from its tag in group 6000. */
    public static int tag(int tagIn6000, int group) {
        return tagIn6000 & 0xFFFF | group << 16;
    }

    /**
     * The bits over a frame of the image.
     *
     * @param frameNumber of the image, from 1
     * @return empty where the overlay has none for that frame, and for embedded overlays
     */
    public Optional<BitMask> mask(int frameNumber) {
        if (embeddedBit.isPresent()) {
            return Optional.empty();
        }
        // C.9.2.1.4: its frames belong to consecutive frames of the image.
        int own = everyFrame ? 0 : frameNumber - firstFrame;
        return own < 0 || own >= frames
                ? Optional.empty()
                : Optional.of(new BitMask(left, top, columns, rows, data, (long) own * rows * columns));
    }
}
