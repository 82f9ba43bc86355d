package dev.lightbox.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.Vr;
import dev.lightbox.engine.render.overlay.OverlayPlane;
import dev.lightbox.engine.tile.GrayOrRgb8;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Overlay planes over pictures: literal pixels. */
class OverlaysTest {

    private final Renderer renderer = new Renderer();

    /** An image of 4 x 3 pixels whose levels are ten times their number. */
    private static DataSet.Builder header() {
        return Instances.gray(4, 3).putNumbers(Tag.WindowCenter, 128).putNumbers(Tag.WindowWidth, 256);
    }

    private static SourceImage image(DataSet.Builder header) throws UnsupportedImageException {
        return Instances.image(header, 0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110);
    }

    private static DataSet.Builder overlay(DataSet.Builder header, int group, int columns, int rows, int... bytes) {
        byte[] data = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            data[i] = (byte) bytes[i];
        }
        return header.putInts(OverlayPlane.tag(Tag.OverlayRows, group), rows)
                .putInts(OverlayPlane.tag(Tag.OverlayColumns, group), columns)
                .put(OverlayPlane.tag(Tag.OverlayType, group), "G")
                .putInts(OverlayPlane.tag(Tag.OverlayOrigin, group), 1, 1)
                .putInts(OverlayPlane.tag(Tag.OverlayBitsAllocated, group), 1)
                .putInts(OverlayPlane.tag(Tag.OverlayBitPosition, group), 0)
                .putBytes(OverlayPlane.tag(Tag.OverlayData, group), Vr.OW, data);
    }

    @Test
    void setBitsAreWhiteTheFirstPixelInTheLowestBit() throws Exception {
        // Rows follow each other without padding: bits 0, 5 and 10.
        SourceImage image = image(overlay(header(), 0x6000, 4, 3, 0b0010_0001, 0b0000_0100));
        assertThat(levels(image, RenderRequest.whole(image)))
                .containsExactly(255, 10, 20, 30, 40, 255, 60, 70, 80, 90, 255, 110);
        assertThat(levels(image, RenderRequest.whole(image).withOverlays(false)))
                .containsExactly(0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110);
    }

    @Test
    void inversionLeavesOverlaysWhite() throws Exception {
        SourceImage image =
                image(overlay(header(), 0x6000, 4, 3, 1, 0).put(Tag.PhotometricInterpretation, "MONOCHROME1"));
        assertThat(levels(image, RenderRequest.whole(image))).startsWith(255, 245, 235);
        assertThat(levels(image, RenderRequest.whole(image).withInvert(true))).startsWith(255, 10, 20);
    }

    @Test
    void anOriginOutsideTheImageClipsTheOverlay() throws Exception {
        // Its first row and column lie above and left of the image (Overlay Origin 0\0), its last ones below and right.
        DataSet.Builder header =
                overlay(header(), 0x601E, 2, 2, 0b1000).putInts(OverlayPlane.tag(Tag.OverlayOrigin, 0x601E), 0, 0);
        SourceImage image = image(header);
        assertThat(levels(image, RenderRequest.whole(image))).startsWith(255, 10, 20, 30, 40);
        DataSet.Builder beyond =
                overlay(header(), 0x601E, 2, 2, 0b1111).putInts(OverlayPlane.tag(Tag.OverlayOrigin, 0x601E), 3, 4);
        SourceImage other = image(beyond);
        assertThat(levels(other, RenderRequest.whole(other)))
                .endsWith(90, 100, 255)
                .startsWith(0, 10, 20, 30);
    }

    @Test
    void framesOfAnOverlayBelongToTheirFramesOfTheImage() throws Exception {
        DataSet.Builder header = overlay(Instances.gray(2, 1), 0x6000, 2, 1, 0b10_01)
                .putInts(Tag.NumberOfFrames, 4)
                .putInts(OverlayPlane.tag(Tag.NumberOfFramesInOverlay, 0x6000), 2)
                .putInts(OverlayPlane.tag(Tag.ImageFrameOrigin, 0x6000), 2)
                .putNumbers(Tag.WindowCenter, 128)
                .putNumbers(Tag.WindowWidth, 256);
        SourceImage image = Instances.image(header, 1, 2, 1, 2, 1, 2, 1, 2);
        RenderRequest whole = RenderRequest.whole(image);
        assertThat(levels(image, 1, whole)).containsExactly(1, 2);
        assertThat(levels(image, 2, whole)).containsExactly(255, 2);
        assertThat(levels(image, 3, whole)).containsExactly(1, 255);
        assertThat(levels(image, 4, whole)).containsExactly(1, 2);
    }

    @Test
    void bitsAboveTheStoredOnesHoldOverlaysAndAreNoPartOfTheValues() throws Exception {
        DataSet.Builder header = Instances.gray(2, 1)
                .putInts(Tag.BitsStored, 12)
                .putInts(Tag.HighBit, 11)
                .putNumbers(Tag.WindowCenter, 0)
                .putNumbers(Tag.WindowWidth, 256)
                .putInts(OverlayPlane.tag(Tag.OverlayRows, 0x6002), 1)
                .putInts(OverlayPlane.tag(Tag.OverlayColumns, 0x6002), 2)
                .putInts(OverlayPlane.tag(Tag.OverlayBitsAllocated, 0x6002), 16)
                .putInts(OverlayPlane.tag(Tag.OverlayBitPosition, 0x6002), 15);
        // -28 in twelve bits, without and with bit 15.
        SourceImage image = Instances.image(header, 0x0FE4, 0x8FE4);
        StoredFrame frame = image.decode(1);
        assertThat(frame.value(0, 0, 0)).isEqualTo(-28);
        assertThat(frame.value(1, 0, 0)).isEqualTo(-28);
        assertThat(frame.sizeInBytes()).isEqualTo(5);
        assertThat(levels(image, RenderRequest.whole(image))).containsExactly(100, 255);
        assertThat(image.warnings()).isEmpty();
    }

    @Test
    void anOverlayWithinTheStoredBitsIsRefused() throws Exception {
        DataSet.Builder header = header().putInts(OverlayPlane.tag(Tag.OverlayRows, 0x6000), 3)
                .putInts(OverlayPlane.tag(Tag.OverlayColumns, 0x6000), 4)
                .putInts(OverlayPlane.tag(Tag.OverlayBitPosition, 0x6000), 3);
        assertThat(image(header).warnings())
                .containsExactly(
                        "Its overlay in group 6000 isn't shown: it has no Overlay Data, and bit 3 of the pixels can't hold it.");
    }

    @Test
    void anOverlayThatIsCutOffIsRefused() throws Exception {
        SourceImage image = image(overlay(header(), 0x6000, 100, 3, 1, 1));
        assertThat(image.warnings())
                .containsExactly("Its overlay in group 6000 isn't shown: expected 38 bytes of Overlay Data, found 2.");
        assertThat(levels(image, RenderRequest.whole(image))).startsWith(0, 10, 20);
    }

    @Test
    void aRegionOfInterestDimsTheRestOrShowsItsBorder() throws Exception {
        DataSet.Builder header = overlay(Instances.gray(5, 5), 0x6000, 5, 5, 0b1100_0000, 0b0011_1001, 0b0000_0111, 0)
                .put(OverlayPlane.tag(Tag.OverlayType, 0x6000), "R")
                .putInts(OverlayPlane.tag(Tag.ROIArea, 0x6000), 9)
                .putNumbers(OverlayPlane.tag(Tag.ROIMean, 0x6000), 160.5)
                .putNumbers(Tag.WindowCenter, 128)
                .putNumbers(Tag.WindowWidth, 256);
        int[] values = new int[25];
        Arrays.fill(values, 160);
        SourceImage image = Instances.image(header, values);
        // Three rows of three from the second row and column.
        assertThat(levels(image, RenderRequest.whole(image)))
                .containsExactly(
                        10, 10, 10, 10, 10, 10, 160, 160, 160, 10, 10, 160, 160, 160, 10, 10, 160, 160, 160, 10, 10, 10,
                        10, 10, 10);
        Layers border = new Layers(true, Layers.Shutters.ALL, false, Layers.Regions.BORDER);
        assertThat(levels(image, RenderRequest.whole(image).withLayers(border)))
                .containsExactly(
                        160, 160, 160, 160, 160, 160, 255, 255, 255, 160, 160, 255, 160, 255, 160, 160, 255, 255, 255,
                        160, 160, 160, 160, 160, 160);
        OverlayPlane plane = image.overlays().getFirst();
        assertThat(plane.regionOfInterest()).isTrue();
        assertThat(plane.area()).hasValue(9);
        assertThat(plane.mean()).hasValue(160.5);
    }

    @Test
    void aLineOnePixelWideStaysVisibleInASmallPicture() throws Exception {
        byte[] data = new byte[64 * 64 / 8];
        for (int y = 0; y < 64; y++) {
            data[y * 8] = 1;
        }
        DataSet.Builder header = overlay(Instances.gray(64, 64), 0x6000, 64, 64)
                .putBytes(OverlayPlane.tag(Tag.OverlayData, 0x6000), Vr.OW, data)
                .putNumbers(Tag.WindowCenter, 128)
                .putNumbers(Tag.WindowWidth, 256);
        SourceImage image = Instances.image(header, new int[64 * 64]);
        int[] levels = levels(image, RenderRequest.of(new Region(0, 0, 64, 64), 8, 8));
        assertThat(levels[0]).isEqualTo(255);
        assertThat(levels[1]).isZero();
    }

    @Test
    void coloursHaveOverlaysToo() throws Exception {
        DataSet.Builder header = overlay(Instances.color(2, 1, "RGB"), 0x6000, 2, 1, 0b10);
        SourceImage image = Instances.ofBytes(header, new byte[] {1, 2, 3, 4, 5, 6});
        assertThat(levels(image, RenderRequest.whole(image))).containsExactly(1, 2, 3, 255, 255, 255);
    }

    @Test
    void aShutterHidesWhatLiesOutsideOfAllItsShapes() throws Exception {
        DataSet.Builder header = header().put(Tag.ShutterShape, "RECTANGULAR", "POLYGONAL")
                .putInts(Tag.ShutterLeftVerticalEdge, 2)
                .putInts(Tag.ShutterRightVerticalEdge, 3)
                .putInts(Tag.ShutterUpperHorizontalEdge, 1)
                .putInts(Tag.ShutterLowerHorizontalEdge, 3)
                .putInts(Tag.VerticesOfThePolygonalShutter, 1, 1, 1, 4, 2, 4, 2, 1)
                .putInts(Tag.ShutterPresentationValue, 0x8080);
        SourceImage image = image(header);
        assertThat(levels(image, RenderRequest.whole(image)))
                .containsExactly(128, 10, 20, 128, 128, 50, 60, 128, 128, 128, 128, 128);
        // P-values stay what they are when the picture is inverted.
        assertThat(levels(image, RenderRequest.whole(image).withInvert(true))).startsWith(128, 245, 235, 128);
        assertThat(levels(image, RenderRequest.whole(image).withOverlays(false)))
                .startsWith(0, 10);
    }

    @Test
    void aCircularShutterIsRoundInMillimetres() throws Exception {
        DataSet.Builder header = Instances.gray(7, 5)
                .put(Tag.ShutterShape, "CIRCULAR")
                .putInts(Tag.CenterOfCircularShutter, 3, 4)
                .putInts(Tag.RadiusOfCircularShutter, 2)
                // Pixels twice as high as they are wide.
                .putInts(Tag.PixelAspectRatio, 2, 1)
                .putNumbers(Tag.WindowCenter, 128)
                .putNumbers(Tag.WindowWidth, 256);
        int[] values = new int[35];
        Arrays.fill(values, 200);
        SourceImage image = Instances.image(header, values);
        assertThat(levels(image, RenderRequest.whole(image)))
                .containsExactly(
                        0, 0, 0, 0, 0, 0, 0, //
                        0, 0, 0, 200, 0, 0, 0, //
                        0, 200, 200, 200, 200, 200, 0, //
                        0, 0, 0, 200, 0, 0, 0, //
                        0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void annotationsBurnedIntoThePixelsAreTold() throws Exception {
        assertThat(image(header().put(Tag.BurnedInAnnotation, "YES")).warnings())
                .containsExactly("It has annotations burned into its pixels, which may name the patient.");
        assertThat(image(header().put(Tag.BurnedInAnnotation, "NO")).warnings()).isEmpty();
    }

    private int[] levels(SourceImage image, RenderRequest request) throws Exception {
        return levels(image, 1, request);
    }

    private int[] levels(SourceImage image, int frame, RenderRequest request) throws Exception {
        GrayOrRgb8 pixels = renderer.renderPixels(image, frame, image.decode(frame), request);
        int[] levels = new int[pixels.pixels().length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = pixels.pixels()[i] & 0xFF;
        }
        return levels;
    }
}
