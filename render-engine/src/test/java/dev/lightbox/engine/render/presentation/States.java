package dev.lightbox.engine.render.presentation;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;

/** Small presentation states for tests. */
public final class States {

    public static final String IMAGE_CLASS = "1.2.840.10008.5.1.4.1.1.7";
    public static final String IMAGE = "1.2.3.4";

    private States() {}

    /** One that refers to image {@value #IMAGE} and asks for nothing. */
    public static DataSet.Builder plain() {
        return DataSet.builder()
                .put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.11.1")
                .put(Tag.SOPInstanceUID, "1.2.3.99")
                .put(Tag.ContentLabel, "TEST")
                .putItems(
                        Tag.ReferencedSeriesSequence,
                        DataSet.builder()
                                .putItems(Tag.ReferencedImageSequence, reference(IMAGE))
                                .build());
    }

    public static DataSet reference(String sopInstanceUid, int... frames) {
        DataSet.Builder builder = DataSet.builder()
                .put(Tag.ReferencedSOPClassUID, IMAGE_CLASS)
                .put(Tag.ReferencedSOPInstanceUID, sopInstanceUid);
        return frames.length == 0
                ? builder.build()
                : builder.putInts(Tag.ReferencedFrameNumber, frames).build();
    }

    /** Corners in pixels from 1, column and row. */
    public static DataSet.Builder area(int left, int top, int right, int bottom, String mode) {
        return DataSet.builder()
                .putInts(Tag.DisplayedAreaTopLeftHandCorner, left, top)
                .putInts(Tag.DisplayedAreaBottomRightHandCorner, right, bottom)
                .put(Tag.PresentationSizeMode, mode);
    }

    public static DataSet window(double center, double width) {
        return DataSet.builder()
                .putNumbers(Tag.WindowCenter, center)
                .putNumbers(Tag.WindowWidth, width)
                .build();
    }

    public static PresentationState of(DataSet.Builder builder) throws PresentationStateException {
        return PresentationState.of(builder.build());
    }
}
