package dev.lightbox.engine.phantom;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import java.util.List;
import java.util.stream.IntStream;

/** Colour ultrasound cine series (PS3.3 A.7). Stateless and thread-safe. */
final class UltrasoundSeries {
    private static final int CENTIMETRES = 3;

    private UltrasoundSeries() {}

    static PhantomSeries of(SeriesKey key, String description, UltrasoundPhantom phantom, String transferSyntaxUid) {
        PhantomInstance cine = new PhantomInstance(
                key.sopInstanceUid(0), SopClass.ULTRASOUND_MULTI_FRAME, transferSyntaxUid, 1, () -> {
                    DataSet attributes = Pixels.rgbModule(phantom.rows(), phantom.columns())
                            .put(Tag.ImageType, "ORIGINAL", "PRIMARY", "TTE", "0011")
                            .put(Tag.PatientOrientation)
                            .put(Tag.LossyImageCompression, "00")
                            .putInts(Tag.NumberOfFrames, phantom.frames())
                            .putInts(Tag.FrameIncrementPointer, Tag.FrameTime)
                            .putNumbers(Tag.FrameTime, UltrasoundPhantom.FRAME_TIME_MS)
                            .putInts(Tag.RecommendedDisplayFrameRate, 25)
                            .putInts(Tag.CineRate, 25)
                            .putInts(Tag.StartTrim, 1)
                            .putInts(Tag.StopTrim, phantom.frames())
                            .putInts(Tag.UltrasoundColorDataPresent, 1)
                            .put(Tag.BurnedInAnnotation, "NO")
                            .putItems(Tag.SequenceOfUltrasoundRegions, region(phantom))
                            .build();
                    List<byte[]> frames = IntStream.range(0, phantom.frames())
                            .mapToObj(frame -> Pixels.encodeRgb(
                                    phantom.interleaved(frame), phantom.rows(), phantom.columns(), transferSyntaxUid))
                            .toList();
                    return new PhantomInstance.Content(attributes, frames);
                });
        return new PhantomSeries(
                key.seriesInstanceUid(), key.number(), "US", description, "HEART", DataSet.empty(), List.of(cine));
    }

    /** US Region Calibration (PS3.3 C.8.5.5): a two-dimensional picture of tissue, in centimetres. */
    private static DataSet region(UltrasoundPhantom phantom) {
        return DataSet.builder()
                .putInts(Tag.RegionSpatialFormat, 1)
                .putInts(Tag.RegionDataType, 1)
                .putInts(Tag.RegionFlags, 0)
                .putInts(Tag.RegionLocationMinX0, UltrasoundPhantom.REGION_MIN_X)
                .putInts(Tag.RegionLocationMinY0, UltrasoundPhantom.REGION_MIN_Y)
                .putInts(Tag.RegionLocationMaxX1, phantom.regionMaxX())
                .putInts(Tag.RegionLocationMaxY1, phantom.regionMaxY())
                .putInts(Tag.PhysicalUnitsXDirection, CENTIMETRES)
                .putInts(Tag.PhysicalUnitsYDirection, CENTIMETRES)
                .putNumbers(Tag.PhysicalDeltaX, UltrasoundPhantom.CENTIMETRES_PER_PIXEL)
                .putNumbers(Tag.PhysicalDeltaY, UltrasoundPhantom.CENTIMETRES_PER_PIXEL)
                .build();
    }
}
