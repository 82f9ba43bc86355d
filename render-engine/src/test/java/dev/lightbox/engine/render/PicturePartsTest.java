package dev.lightbox.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.Vr;
import dev.lightbox.engine.render.overlay.OverlayPlane;
import dev.lightbox.engine.tile.GrayOrRgb8;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Any part of a picture that consists of whole pixels is, bit for bit, what it is in the whole picture: parts that came one by one can be put together. */
class PicturePartsTest {

    private static final int COLUMNS = 61;
    private static final int ROWS = 47;

    private final Random random = new Random(41);
    private final Renderer renderer = new Renderer();

    @Test
    void grayPicturesAreTheSumOfTheirParts() throws Exception {
        assertPartsOf(Instances.image(gray(), values()));
        assertPartsOf(
                Instances.image(gray().putNumbers(Tag.WindowCenter, 300).putNumbers(Tag.WindowWidth, 900), values()));
        assertPartsOf(Instances.image(
                gray().put(Tag.PhotometricInterpretation, "MONOCHROME1").putInts(Tag.PixelPaddingValue, Vr.SS, 7),
                values()));
    }

    @Test
    void soAreThoseWithOverlaysRegionsOfInterestAndShutters() throws Exception {
        byte[] bits = new byte[(COLUMNS * ROWS + 15) / 16 * 2];
        random.nextBytes(bits);
        DataSet.Builder header = gray().put(Tag.ShutterShape, "CIRCULAR")
                .putInts(Tag.CenterOfCircularShutter, 20, 30)
                .putInts(Tag.RadiusOfCircularShutter, 25);
        for (int group : new int[] {0x6000, 0x6002}) {
            header.putInts(OverlayPlane.tag(Tag.OverlayRows, group), ROWS)
                    .putInts(OverlayPlane.tag(Tag.OverlayColumns, group), COLUMNS)
                    .put(OverlayPlane.tag(Tag.OverlayType, group), group == 0x6000 ? "G" : "R")
                    .putInts(OverlayPlane.tag(Tag.OverlayOrigin, group), 1, 1)
                    .putInts(OverlayPlane.tag(Tag.OverlayBitsAllocated, group), 1)
                    .putInts(OverlayPlane.tag(Tag.OverlayBitPosition, group), 0)
                    .putBytes(OverlayPlane.tag(Tag.OverlayData, group), Vr.OW, bits);
        }
        assertPartsOf(Instances.image(header, values()));
    }

    @Test
    void soAreColours() throws Exception {
        byte[] pixels = new byte[3 * COLUMNS * ROWS + 1];
        random.nextBytes(pixels);
        assertPartsOf(Instances.ofBytes(Instances.color(COLUMNS, ROWS, "RGB"), pixels));
    }

    private static DataSet.Builder gray() {
        return Instances.gray(COLUMNS, ROWS);
    }

    private int[] values() {
        return random.ints((long) COLUMNS * ROWS, -1200, 3000).toArray();
    }

    private void assertPartsOf(SourceImage image) throws Exception {
        StoredFrame frame = image.decode(1);
        List<int[]> sizes = new ArrayList<>(List.of(
                new int[] {COLUMNS, ROWS},
                new int[] {2 * COLUMNS, 2 * ROWS},
                new int[] {64 * COLUMNS, ROWS},
                new int[] {COLUMNS, 2},
                new int[] {1, 1}));
        for (int i = 0; i < 40; i++) {
            sizes.add(new int[] {random.nextInt(1, 4 * COLUMNS), random.nextInt(1, 4 * ROWS)});
        }
        for (int[] size : sizes) {
            RenderRequest request = RenderRequest.of(new Region(0, 0, COLUMNS, ROWS), size[0], size[1])
                    .withInvert(random.nextBoolean())
                    .withLayers(new Layers(true, Layers.Shutters.ALL, false, Layers.Regions.BORDER))
                    .withInterpolation(Interpolation.values()[random.nextInt(Interpolation.values().length)]);
            GrayOrRgb8 whole = renderer.renderPixels(image, 1, frame, request);
            for (int part = 0; part < 12; part++) {
                int width = part == 0 ? 1 : random.nextInt(1, size[0] + 1);
                int height = part == 0 ? 1 : random.nextInt(1, size[1] + 1);
                // Corners as well as places between.
                int x = random.nextInt(3) == 0 ? 0 : random.nextInt(size[0] - width + 1);
                int y = random.nextInt(3) == 0 ? size[1] - height : random.nextInt(size[1] - height + 1);
                GrayOrRgb8 cut = renderer.renderPixels(
                        image,
                        1,
                        frame,
                        request.withRegion(region(size, x, y, width, height)).withSize(width, height));
                assertThat(cut.pixels())
                        .as("%d x %d at %d, %d of %d x %d", width, height, x, y, size[0], size[1])
                        .containsExactly(cutOf(whole, x, y, width, height));
            }
        }
    }

    /** With the roundings of a browser's arithmetic. */
    private static Region region(int[] size, int x, int y, int width, int height) {
        return new Region(
                x / (double) size[0] * COLUMNS,
                y / (double) size[1] * ROWS,
                width / (double) size[0] * COLUMNS,
                height / (double) size[1] * ROWS);
    }

    private static byte[] cutOf(GrayOrRgb8 whole, int x, int y, int width, int height) {
        int samples = whole.samples();
        byte[] cut = new byte[width * height * samples];
        for (int row = 0; row < height; row++) {
            System.arraycopy(
                    whole.pixels(),
                    ((y + row) * whole.width() + x) * samples,
                    cut,
                    row * width * samples,
                    width * samples);
        }
        return cut;
    }
}
