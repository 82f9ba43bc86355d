package dev.lightbox.viewer.viewing.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lightbox.engine.geometry.ImagePlane;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PixelSpacing;
import dev.lightbox.engine.geometry.PlaneGrid;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.volume.VolumeGeometry;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage.Method;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage.Quality;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage.RenderPlane;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlaneSizeTest {

    private static final double PLENTY = 1e12;

    /** 512 × 512 × 100 voxels of 0.5 × 0.5 × 2 mm. */
    private static final VolumeGeometry GEOMETRY = new VolumeGeometry(
            512,
            512,
            new ImagePlane(
                    new PatientPoint(0, 0, 0),
                    new Vector3(1, 0, 0),
                    new Vector3(0, 1, 0),
                    new PixelSpacing(0.5, 0.5, PixelSpacing.Kind.PATIENT)),
            IntStream.range(0, 100).mapToObj(k -> new PatientPoint(0, 0, 2 * k)).toList(),
            new boolean[99]);

    private static RenderPlane request(double spacing, int width, int height, Method method, double slab) {
        return new RenderPlane(
                1,
                1,
                new PlaneGrid(
                        new PatientPoint(1, 2, 3), new Vector3(1, 0, 0), new Vector3(0, 0, -1), spacing, width, height),
                method,
                slab,
                Optional.empty(),
                false,
                Quality.INTERACTIVE);
    }

    private static PlaneSize moving(RenderPlane request, double mostPixels, double mostSamples) {
        return PlaneSize.moving(request, GEOMETRY, mostPixels, mostSamples);
    }

    private static void assertSameRectangle(PlaneGrid grid, PlaneGrid asked) {
        assertThat(grid.center()).isEqualTo(asked.center());
        assertThat(grid.right()).isEqualTo(asked.right());
        assertThat(grid.width() * grid.spacingMm())
                .isCloseTo(asked.width() * asked.spacingMm(), within(grid.spacingMm() / 2));
        assertThat(grid.height() * grid.spacingMm())
                .isCloseTo(asked.height() * asked.spacingMm(), within(grid.spacingMm() / 2));
    }

    @Test
    void whatIsAffordableIsMadeAsAskedFor() {
        RenderPlane request = request(0.5, 512, 400, Method.MEAN, 0);
        PlaneSize size = moving(request, PLENTY, PLENTY);
        assertThat(size.grid()).isEqualTo(request.grid());
        assertThat(size.samples()).isEqualTo(512 * 400);
    }

    @Test
    void noMorePixelsThanVoxelsCanFill() {
        RenderPlane enlarged = request(0.125, 1600, 1200, Method.MEAN, 0);
        PlaneGrid grid = moving(enlarged, PLENTY, PLENTY).grid();
        assertThat(grid.width()).isBetween(392, 400);
        assertThat(grid.spacingMm()).isCloseTo(0.5, within(0.011));
        assertSameRectangle(grid, enlarged.grid());
    }

    @Test
    void fewerPixelsOverTheSameRectangleWhereTimeIsShort() {
        for (int height : new int[] {300, 333, 512, 777}) {
            RenderPlane request = request(0.7, 800, height, Method.MEAN, 0);
            PlaneSize size = moving(request, PLENTY, 100_000);
            assertThat(size.samples()).isBetween(60_000.0, 100_001.0);
            assertSameRectangle(size.grid(), request.grid());
        }
    }

    @Test
    void nearlyTheSameTimeGivesTheSameSize() {
        RenderPlane request = request(0.7, 800, 600, Method.MEAN, 0);
        assertThat(moving(request, PLENTY, 108_000).grid())
                .isEqualTo(moving(request, PLENTY, 103_000).grid());
    }

    @Test
    void aSlabIsTakenInCoarserStepsAndThenInFewerPixels() {
        RenderPlane thin = request(0.5, 512, 400, Method.MIP, 10);
        assertThat(moving(thin, PLENTY, PLENTY).stepMm()).isEqualTo(0.5);
        assertThat(moving(thin, PLENTY, PLENTY).samples()).isEqualTo(21.0 * 512 * 400);
        RenderPlane thick = request(0.5, 512, 400, Method.MIP, 200);
        PlaneSize size = moving(thick, PLENTY, 5_000_000);
        assertThat(size.stepMm()).as("never over more than two voxels").isEqualTo(1);
        assertThat(size.samples()).isLessThanOrEqualTo(5_000_000);
        assertThat(moving(request(0.5, 512, 400, Method.MIP, 5000), PLENTY, PLENTY)
                        .samples())
                .as("no deeper than the volume")
                .isLessThan(512 * 400 * 500.0);
    }

    @Test
    void somethingIsAlwaysShown() {
        PlaneGrid grid =
                moving(request(0.5, 512, 400, Method.VOLUME_BONE, 0), PLENTY, 1).grid();
        assertThat(grid.width() * grid.height()).isBetween(150 * 145, 150 * 155);
        RenderPlane tiny = request(0.5, 3, 1, Method.MEAN, 0);
        assertThat(moving(tiny, PLENTY, 1).grid()).isEqualTo(tiny.grid());
    }

    @Test
    void aPaceFollowsWhatPicturesCost() {
        PlanePace pace = new PlanePace();
        for (int i = 0; i < 30; i++) {
            pace.measured(Method.MIP, 1_000_000, 40e6);
        }
        assertThat(pace.samples(Method.MIP)).isCloseTo(PlanePace.MOVING_NANOS / 40, within(1000.0));
        double before = pace.samples(Method.MEAN);
        assertThat(before).as("another kind costs another time").isGreaterThan(pace.samples(Method.MIP));
        pace.measured(Method.MEAN, 1, 1e12);
        assertThat(pace.samples(Method.MEAN))
                .as("one that was held up doesn't make the next a stamp")
                .isGreaterThan(before / 2);
    }

    @Test
    void anyOfTheseGridsIsSquareInItsPixels() {
        for (double pixels : List.of(50.0, 5_000.0, 100_000.0)) {
            PlaneGrid asked = request(0.3, 1023, 17, Method.MEAN, 0).grid();
            PlaneGrid grid = PlaneSize.shrunk(asked, pixels);
            assertThat(grid.width()).isPositive();
            assertThat(grid.height()).isPositive();
            assertThat((double) grid.width() * grid.height()).isLessThanOrEqualTo(pixels * 1.6);
        }
    }
}
