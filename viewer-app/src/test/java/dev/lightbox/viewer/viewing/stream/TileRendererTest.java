package dev.lightbox.viewer.viewing.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.Vr;
import dev.lightbox.engine.render.Region;
import dev.lightbox.engine.render.SourceImage;
import dev.lightbox.engine.render.VoiWindow;
import dev.lightbox.engine.render.presentation.PresentationState;
import dev.lightbox.viewer.viewing.ManualSchedulers;
import dev.lightbox.viewer.viewing.TestImages;
import dev.lightbox.viewer.viewing.frames.DecodedFrame;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage;
import dev.lightbox.viewer.viewing.stream.protocol.Tile;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What the image wants laid over it is part of its tiles. */
class TileRendererTest {

    private final TileRenderer renderer = new TileRenderer(ManualSchedulers.properties(0));

    /** A slice whose overlay covers every pixel of columns 3 and 4 from 0, and whose shutter hides the last row. */
    private static DecodedFrame frame() throws Exception {
        byte[] bits = new byte[TestImages.ROWS * TestImages.COLUMNS / 8];
        for (int y = 0; y < TestImages.ROWS; y++) {
            bits[y * TestImages.COLUMNS / 8] = 0b0001_1000;
        }
        DataSet.Builder slice = TestImages.slice("1.2.3", "1.2.3.4", 1)
                .putInts(Tag.OverlayRows, TestImages.ROWS)
                .putInts(Tag.OverlayColumns, TestImages.COLUMNS)
                .put(Tag.OverlayType, "G")
                .putInts(Tag.OverlayOrigin, 1, 1)
                .putInts(Tag.OverlayBitsAllocated, 1)
                .putInts(Tag.OverlayBitPosition, 0)
                .putBytes(Tag.OverlayData, Vr.OW, bits)
                .put(Tag.ShutterShape, "RECTANGULAR")
                .putInts(Tag.ShutterLeftVerticalEdge, 1)
                .putInts(Tag.ShutterRightVerticalEdge, TestImages.COLUMNS)
                .putInts(Tag.ShutterUpperHorizontalEdge, 1)
                .putInts(Tag.ShutterLowerHorizontalEdge, TestImages.ROWS - 1);
        SourceImage image = SourceImage.of(DicomReader.read(TestImages.file(slice), "slice"));
        return new DecodedFrame(image, 1, image.decode(1), 0);
    }

    private Raster tile(Region region, int width, int height) throws Exception {
        ClientMessage.Render request = new ClientMessage.Render(
                0, 1, 1, Optional.empty(), false, region, width, height, ClientMessage.Quality.EXACT);
        byte[] png =
                renderer.render(frame(), request, renderer.finest()).image().encoded();
        return ImageIO.read(new ByteArrayInputStream(png)).getRaster();
    }

    @Test
    void overlaysAreWhiteAndShuttersBlackBesideExactPixels() throws Exception {
        Raster tile = tile(new Region(0, 0, TestImages.COLUMNS, TestImages.ROWS), TestImages.COLUMNS, TestImages.ROWS);
        for (int y = 0; y < TestImages.ROWS; y++) {
            for (int x = 0; x < TestImages.COLUMNS; x++) {
                int hidden = y == TestImages.ROWS - 1 ? 0 : TestImages.level(1, x, y, 300, 700);
                assertThat(tile.getSample(x, y, 0)).as("%s, %s", x, y).isEqualTo(x == 3 || x == 4 ? 255 : hidden);
            }
        }
    }

    /** Rescale 1 × −1000, window 100 / 201, black for white, turned by 90° and flipped, rows 1 to 10 of 12 open; for slices of this series by their number. */
    private static PresentationState state(String imageClass, int number) throws Exception {
        return PresentationState.of(DataSet.builder()
                .put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.11.1")
                .put(Tag.SOPInstanceUID, "1.2.3.9.1")
                .put(Tag.ContentLabel, "TEST")
                .putItems(
                        Tag.ReferencedSeriesSequence,
                        DataSet.builder()
                                .put(Tag.SeriesInstanceUID, "1.2.3.4")
                                .putItems(
                                        Tag.ReferencedImageSequence,
                                        DataSet.builder()
                                                .put(Tag.ReferencedSOPClassUID, imageClass)
                                                .put(Tag.ReferencedSOPInstanceUID, "1.2.3.4." + number)
                                                .build())
                                .build())
                .put(Tag.RescaleIntercept, "-1000")
                .put(Tag.RescaleSlope, "1")
                .put(Tag.RescaleType, "US")
                .putItems(
                        Tag.SoftcopyVOILUTSequence,
                        DataSet.builder()
                                .put(Tag.WindowCenter, "100")
                                .put(Tag.WindowWidth, "201")
                                .build())
                .put(Tag.PresentationLUTShape, "INVERSE")
                .putInts(Tag.ImageRotation, 90)
                .put(Tag.ImageHorizontalFlip, "Y")
                .put(Tag.ShutterShape, "RECTANGULAR")
                .putInts(Tag.ShutterLeftVerticalEdge, 1)
                .putInts(Tag.ShutterRightVerticalEdge, TestImages.COLUMNS)
                .putInts(Tag.ShutterUpperHorizontalEdge, 1)
                .putInts(Tag.ShutterLowerHorizontalEdge, 10)
                .putInts(Tag.ShutterPresentationValue, 0)
                .build());
    }

    private Tile presented(PresentationState state, Region region, int width, int height, Optional<VoiWindow> window)
            throws Exception {
        ClientMessage.Render request =
                new ClientMessage.Render(0, 1, 1, window, false, region, width, height, ClientMessage.Quality.EXACT);
        return renderer.render(frame(), request, renderer.finest(), Optional.of(state));
    }

    private static Raster raster(Tile tile) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(tile.image().encoded())).getRaster();
    }

    @Test
    void aPresentationStateDecidesEveryPixelButTurnsNothing() throws Exception {
        Tile tile = presented(
                state("1.2.840.10008.5.1.4.1.1.2", 1),
                new Region(0, 0, TestImages.COLUMNS, TestImages.ROWS),
                TestImages.COLUMNS,
                TestImages.ROWS,
                Optional.empty());
        assertThat(tile.presented()).isTrue();
        assertThat(tile.image().windowCenter()).isEqualTo(100);
        assertThat(tile.image().windowWidth()).isEqualTo(201);
        Raster pixels = raster(tile);
        // Stored 1005 at the corner: 5 by the state's rescale, 5.5 of the window's 200 steps from -0.5, inverted.
        assertThat(pixels.getSample(0, 0, 0)).isEqualTo(255 - Math.round(5.5f / 200 * 255));
        for (int y = 0; y < TestImages.ROWS; y++) {
            for (int x = 0; x < TestImages.COLUMNS; x++) {
                double value = TestImages.stored(1, x, y) - 1000;
                double level = Math.clamp((value + 0.5) / 200, 0, 1);
                int expected = y >= 10 ? 0 : 255 - (int) Math.round(level * 255);
                // The image's own overlay isn't activated by the state, and its own shutter doesn't count.
                assertThat(pixels.getSample(x, y, 0)).as("%s, %s", x, y).isEqualTo(expected);
            }
        }
    }

    @Test
    void theUsersWindowTakesThePlaceOfTheStates() throws Exception {
        Tile tile = presented(
                state("1.2.840.10008.5.1.4.1.1.2", 1),
                new Region(0, 0, TestImages.COLUMNS, TestImages.ROWS),
                TestImages.COLUMNS,
                TestImages.ROWS,
                Optional.of(new VoiWindow(200, 401)));
        double level = (TestImages.stored(1, 4, 4) - 1000 + 0.5) / 400;
        assertThat(raster(tile).getSample(4, 4, 0)).isEqualTo(255 - (int) Math.round(level * 255));
        assertThat(tile.image().windowWidth()).isEqualTo(401);
    }

    @Test
    void aPartBesideThePictureIsClippedUnderAStateToo() throws Exception {
        Tile tile = presented(
                state("1.2.840.10008.5.1.4.1.1.2", 1),
                new Region(-8, 0, TestImages.COLUMNS, TestImages.ROWS),
                TestImages.COLUMNS * 2,
                TestImages.ROWS * 2,
                Optional.empty());
        assertThat(tile.image().region()).isEqualTo(new Region(0, 0, 8, TestImages.ROWS));
        assertThat(tile.image().width()).isEqualTo(16);
        assertThat(tile.image().height()).isEqualTo(TestImages.ROWS * 2);
    }

    @Test
    void aStateForAnotherPictureOrKindOfPictureChangesNothingAndIsNotClaimed() throws Exception {
        Region whole = new Region(0, 0, TestImages.COLUMNS, TestImages.ROWS);
        Raster own = tile(whole, TestImages.COLUMNS, TestImages.ROWS);
        for (PresentationState other :
                new PresentationState[] {state("1.2.840.10008.5.1.4.1.1.2", 2), state("1.2.840.10008.5.1.4.1.1.4", 1)
                }) {
            Tile tile = presented(other, whole, TestImages.COLUMNS, TestImages.ROWS, Optional.empty());
            assertThat(tile.presented()).isFalse();
            assertThat(raster(tile).getSamples(0, 0, TestImages.COLUMNS, TestImages.ROWS, 0, (int[]) null))
                    .isEqualTo(own.getSamples(0, 0, TestImages.COLUMNS, TestImages.ROWS, 0, (int[]) null));
        }
    }

    @Test
    void aPartOfThePictureHasThePartOfTheOverlay() throws Exception {
        Raster whole = tile(
                new Region(0, 0, TestImages.COLUMNS, TestImages.ROWS), TestImages.COLUMNS * 4, TestImages.ROWS * 4);
        Raster part = tile(new Region(2, 8, 4, 4), 16, 16);
        for (int y = 0; y < 16; y++) {
            for (int x = 0; x < 16; x++) {
                assertThat(part.getSample(x, y, 0)).isEqualTo(whole.getSample(x + 8, y + 32, 0));
            }
        }
    }

    @Test
    void theOverlayStaysVisibleInASmallPicture() throws Exception {
        Raster small = tile(new Region(0, 0, TestImages.COLUMNS, TestImages.ROWS), 4, 3);
        assertThat(small.getSample(0, 0, 0)).isEqualTo(255);
        assertThat(small.getSample(3, 0, 0)).isLessThan(255);
    }
}
