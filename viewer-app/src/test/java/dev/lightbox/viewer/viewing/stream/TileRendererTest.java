package dev.lightbox.viewer.viewing.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.Vr;
import dev.lightbox.engine.render.Region;
import dev.lightbox.engine.render.SourceImage;
import dev.lightbox.viewer.viewing.ManualSchedulers;
import dev.lightbox.viewer.viewing.TestImages;
import dev.lightbox.viewer.viewing.frames.DecodedFrame;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage;
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
