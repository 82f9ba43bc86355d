package dev.lightbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lightbox.e2e.browser.Browser;
import dev.lightbox.e2e.environment.Demo;
import dev.lightbox.e2e.environment.ProductExtension;
import dev.lightbox.e2e.pages.MeasuringPage.Framing;
import dev.lightbox.e2e.pages.SignInPage;
import dev.lightbox.e2e.pages.Spot;
import dev.lightbox.e2e.pages.ViewerPage;
import dev.lightbox.e2e.pages.ViewportsPage;
import dev.lightbox.engine.phantom.CtPhantom;
import dev.lightbox.engine.phantom.PhantomStudies;
import dev.lightbox.engine.phantom.PhantomStudy;
import dev.lightbox.engine.phantom.VoxelGrid;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;

/** Viewports that go together, and pictures that are turned, compared with where the phantom's slices and voxels are. */
@ExtendWith(ProductExtension.class)
class LinkingTest {

    private static final PhantomStudy STUDY = PhantomStudies.CT_HEAD_TO_THORAX;
    private static final VoxelGrid SOFT_TISSUE = CtPhantom.headToThorax().grid();
    private static final VoxelGrid BONE = CtPhantom.headToThoraxBone().grid();
    private static final Framing FITTED = new Framing(SOFT_TISSUE.columns(), SOFT_TISSUE.rows(), 0);

    private ViewerPage viewer;
    private ViewportsPage viewports;

    /** The scout on the left, the soft tissue series on the right, which is active. */
    @BeforeEach
    void openTheCtStudy(Browser browser, Demo demo) {
        SignInPage.open(browser, demo, "viewer?StudyInstanceUIDs=" + STUDY.studyInstanceUid())
                .submit("radiologist", demo.account("radiologist").password());
        viewer = ViewerPage.awaitIn(browser);
        viewports = viewer.viewports();
        viewports.awaitSlices(1, 1);
    }

    /** The bone series on the left in place of the scout. */
    private void showBone() {
        viewer.press("n");
        viewer.openSeries(STUDY.series(3).seriesInstanceUid());
        viewer.awaitExact(
                "of the bone series",
                picture -> picture.seriesInstanceUid().equals(STUDY.series(3).seriesInstanceUid()));
    }

    @Test
    void aTurnedOrFlippedPictureHasItsPixelsAndLettersWhereTheyBelong() {
        viewer.press("e");
        viewer.wheel(99);
        viewer.tool("oneToOne");
        viewer.awaitExact("slice 100 at one to one", picture -> picture.slice() == 100);
        byte[] upright = pixels();

        viewer.press("x");
        viewports.awaitPose(90, false);
        assertThat(letters()).containsExactly("P", "A", "R", "L");
        // What was the left edge is the upper one.
        assertThat(pixels()).isEqualTo(moved(upright, (row, column) -> new int[] {column, 511 - row}));

        viewer.press("h");
        viewports.awaitPose(270, true);
        assertThat(letters()).containsExactly("A", "P", "R", "L");
        assertThat(pixels()).isEqualTo(moved(upright, (row, column) -> new int[] {column, row}));
        assertThat(viewer.text("corner-bottom-right")).contains("Flipped");

        viewer.press("f");
        viewer.press("r");
        viewports.awaitPose(0, false);
        assertThat(letters()).containsExactly("R", "L", "A", "P");
    }

    @Test
    void theScoutShowsWhereTheSliceIs() {
        double first = viewports.line(0).getFirst().y();
        assertThat(viewports.lines(0))
                .as("the slice and the other end of its stack")
                .isEqualTo(2);
        assertThat(viewports.lines(1)).as("a scout cuts nothing").isZero();

        viewer.wheel(60);
        viewports.awaitSlices(1, 61);

        List<Spot> line = viewports.line(0);
        assertThat(line.getFirst().y()).isCloseTo(line.getLast().y(), within(1e-6));
        // The scout has a pixel each 1.2 mm, and its head is above.
        assertThat(first - line.getFirst().y())
                .isCloseTo(60 * SOFT_TISSUE.sliceStep().z() / 1.2, within(1e-3));

        viewer.press(Keys.chord(Keys.SHIFT, "y"));
        assertThat(viewports.lines(0)).isZero();
    }

    @Test
    void linkedStacksShowTheSamePlaceOfThePatient() {
        showBone();
        viewer.press("s");
        viewer.wheel(20);
        viewports.awaitSlices(21, nearest(SOFT_TISSUE, BONE.centre(20, 0, 0).z()));

        viewer.press("n");
        viewer.wheel(40);
        int soft = nearest(SOFT_TISSUE, BONE.centre(20, 0, 0).z()) + 40;
        viewports.awaitSlices(nearest(BONE, SOFT_TISSUE.centre(soft - 1, 0, 0).z()), soft);
        assertThat(viewer.text("corner-bottom-right")).contains("Linked: scroll");

        viewer.press("s");
        viewer.wheel(1);
        viewports.awaitSlices(nearest(BONE, SOFT_TISSUE.centre(soft - 1, 0, 0).z()), soft + 1);
    }

    @Test
    void aPointIsFoundInTheOtherStack() {
        showBone();
        viewer.wheel(30);
        viewer.awaitExact("slice 31", picture -> picture.slice() == 31);
        viewer.press("k");
        Spot chosen = viewer.measuring()
                .drag(FITTED, new Spot(200, 180), new Spot(210, 190))
                .getLast();

        viewports.awaitSlices(31, nearest(SOFT_TISSUE, BONE.centre(30, 0, 0).z()));
        // Both series have the same columns and rows of the patient.
        for (int viewport = 0; viewport < 2; viewport++) {
            Spot found = viewports.awaitPoint(viewport);
            assertThat(found.x()).isCloseTo(chosen.x(), within(0.01));
            assertThat(found.y()).isCloseTo(chosen.y(), within(0.01));
        }

        viewer.pressEscape();
        viewports.awaitNoPoint();
    }

    @Test
    void theMagnifyingGlassShowsExactPixels() {
        viewer.press("z");
        viewports.awaitExactLens();
        viewer.wheel(3);
        viewer.awaitExact("slice 4", picture -> picture.slice() == 4);
        viewports.awaitExactLens();
    }

    /** The number, from 1, of the slice that lies nearest. */
    private static int nearest(VoxelGrid grid, double z) {
        return 1
                + IntStream.range(0, grid.slices())
                        .boxed()
                        .min((a, b) -> Double.compare(
                                Math.abs(grid.centre(a, 0, 0).z() - z),
                                Math.abs(grid.centre(b, 0, 0).z() - z)))
                        .orElseThrow();
    }

    private List<String> letters() {
        return List.of("left", "right", "top", "bottom").stream()
                .map(edge -> viewer.text("orientation-" + edge))
                .toList();
    }

    /** The picture at one to one in the middle of the canvas. */
    private byte[] pixels() {
        Dimension canvas = viewer.canvasSize();
        return viewer.grayLevels(
                Math.round((canvas.width - 512) / 2f), Math.round((canvas.height - 512) / 2f), 512, 512);
    }

    /** Where a pixel goes, by its row and column. */
    private interface Move {
        int[] to(int row, int column);
    }

    private static byte[] moved(byte[] upright, Move move) {
        byte[] moved = new byte[upright.length];
        for (int row = 0; row < 512; row++) {
            for (int column = 0; column < 512; column++) {
                int[] to = move.to(row, column);
                moved[to[0] * 512 + to[1]] = upright[row * 512 + column];
            }
        }
        return moved;
    }
}
