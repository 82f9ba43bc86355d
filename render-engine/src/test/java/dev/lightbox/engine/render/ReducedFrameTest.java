package dev.lightbox.engine.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lightbox.engine.codec.PhotometricInterpretation;
import dev.lightbox.engine.codec.Samples;
import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.tile.GrayOrRgb8;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Frames at a reduction are drawn where the full frame would be: a ramp tells a shift of a fraction of a pixel. */
class ReducedFrameTest {

    private static final int COLUMNS = 67;
    private static final int ROWS = 45;

    private final Renderer renderer = new Renderer();
    private final SourceImage image;

    ReducedFrameTest() throws Exception {
        image = Instances.image(Instances.gray(COLUMNS, ROWS), new int[COLUMNS * ROWS]);
    }

    /** Sample (x, y) of a reduced frame is that of the full one at (x · 2^r, y · 2^r). */
    private static StoredFrame ramp(int reduction) {
        int columns = COLUMNS + (1 << reduction) - 1 >> reduction;
        int rows = ROWS + (1 << reduction) - 1 >> reduction;
        short[] values = new short[columns * rows];
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) (300 * (i % columns << reduction) + 170 * (i / columns << reduction));
        }
        return new StoredFrame(
                rows,
                columns,
                1,
                16,
                true,
                PhotometricInterpretation.MONOCHROME2,
                new Samples.Shorts(values),
                List.of(),
                reduction);
    }

    private static RenderRequest request(Region region, int width, int height) {
        // A level is 100 to 101 stored values wide.
        return RenderRequest.of(region, width, height).withWindow(new VoiWindow(12_800, 25_600));
    }

    @Test
    void aReducedRampLooksLikeTheFullOne() {
        RenderRequest request = request(new Region(8, 4, 48, 32), 12, 8);
        GrayOrRgb8 exact = renderer.renderPixels(image, 1, ramp(0), request);
        for (int reduction = 1; reduction <= 2; reduction++) {
            GrayOrRgb8 reduced = renderer.renderPixels(image, 1, ramp(reduction), request);
            assertThat(reduced.width()).isEqualTo(12);
            assertThat(reduced.height()).isEqualTo(8);
            for (int i = 0; i < exact.pixels().length; i++) {
                // A whole level would be a third of a pixel: rounding alone may differ.
                assertThat(reduced.pixels()[i] & 0xFF)
                        .as("reduction " + reduction + ", pixel " + i)
                        .isCloseTo(exact.pixels()[i] & 0xFF, within(1));
            }
        }
    }

    @Test
    void theWholePictureIsCoveredToItsEdges() {
        RenderRequest request = request(new Region(0, 0, COLUMNS, ROWS), 17, 12);
        GrayOrRgb8 exact = renderer.renderPixels(image, 1, ramp(0), request);
        for (int reduction = 1; reduction <= 2; reduction++) {
            GrayOrRgb8 reduced = renderer.renderPixels(image, 1, ramp(reduction), request);
            for (int i = 0; i < exact.pixels().length; i++) {
                // Beyond its last sample a reduced frame has nothing but that sample: half of one of its pixels at the
                // edge.
                assertThat(reduced.pixels()[i] & 0xFF)
                        .as("reduction " + reduction + ", pixel " + i)
                        .isCloseTo(exact.pixels()[i] & 0xFF, within(300 * (1 << reduction) / 200 + 3));
            }
        }
    }

    @Test
    void aPictureOfAReducedFrameSaysSo() {
        RenderRequest request = request(new Region(8, 4, 48, 32), 12, 8);
        RenderedImage full = renderer.render(image, 1, ramp(0), request);
        RenderedImage reduced = renderer.render(image, 1, ramp(1), request);
        assertThat(full.fullDetail()).isTrue();
        assertThat(reduced.fullDetail()).isFalse();
        assertThat(reduced.region()).isEqualTo(full.region());
    }

    @Test
    void aPictureAsksForNoMoreThanItShows() {
        assertThat(request(new Region(0, 0, 64, 40), 64, 40).possibleReduction())
                .isZero();
        assertThat(request(new Region(0, 0, 64, 40), 33, 20).possibleReduction())
                .isZero();
        assertThat(request(new Region(0, 0, 64, 40), 32, 20).possibleReduction())
                .isEqualTo(1);
        assertThat(request(new Region(0, 0, 64, 40), 16, 11).possibleReduction())
                .isEqualTo(1);
        assertThat(request(new Region(0, 0, 64, 40), 16, 10).possibleReduction())
                .isEqualTo(2);
        assertThat(request(new Region(0, 0, 10, 10), 64, 64).possibleReduction())
                .isZero();
    }
}
