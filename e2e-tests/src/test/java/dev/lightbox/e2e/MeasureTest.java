package dev.lightbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lightbox.e2e.browser.Browser;
import dev.lightbox.e2e.environment.Demo;
import dev.lightbox.e2e.environment.ProductExtension;
import dev.lightbox.e2e.pages.MeasuringPage;
import dev.lightbox.e2e.pages.MeasuringPage.Framing;
import dev.lightbox.e2e.pages.Picture;
import dev.lightbox.e2e.pages.SignInPage;
import dev.lightbox.e2e.pages.Spot;
import dev.lightbox.e2e.pages.ViewerPage;
import dev.lightbox.engine.phantom.CtPhantom;
import dev.lightbox.engine.phantom.PhantomSeries;
import dev.lightbox.engine.phantom.PhantomStudies;
import dev.lightbox.engine.phantom.PhantomStudy;
import dev.lightbox.engine.phantom.Radiograph;
import dev.lightbox.engine.phantom.SampledVolume;
import dev.lightbox.engine.phantom.VoxelGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** What is measured in the browser, compared with what the phantom's geometry and its stored values say about the same places. */
@ExtendWith(ProductExtension.class)
class MeasureTest {

    private static final PhantomStudy STUDY = PhantomStudies.CT_HEAD_TO_THORAX;
    private static final PhantomSeries SERIES = STUDY.series(2);
    private static final SampledVolume TRUTH = CtPhantom.headToThorax();
    private static final VoxelGrid GRID = TRUTH.grid();
    private static final Framing ONE_TO_ONE = new Framing(GRID.columns(), GRID.rows(), 1);
    private static final int SLICE = 38;
    /** Half of the last digit that is shown, and a point's thousandth of a pixel. */
    private static final double SHOWN = 0.06;

    private static ViewerPage open(Browser browser, Demo demo, PhantomStudy study, PhantomSeries series) {
        SignInPage.open(browser, demo, "viewer?StudyInstanceUIDs=" + study.studyInstanceUid())
                .submit("radiologist", demo.account("radiologist").password());
        ViewerPage viewer = ViewerPage.awaitIn(browser);
        viewer.openSeries(series.seriesInstanceUid());
        viewer.awaitExact(
                "of the series", picture -> picture.seriesInstanceUid().equals(series.seriesInstanceUid()));
        return viewer;
    }

    /** The slice at one to one. */
    private static ViewerPage openSlice(Browser browser, Demo demo) {
        ViewerPage viewer = open(browser, demo, STUDY, SERIES);
        viewer.wheel(SLICE - 1);
        viewer.awaitExact("slice " + SLICE, picture -> picture.slice() == SLICE);
        viewer.tool("oneToOne");
        viewer.awaitText("corner-bottom-right", "zoom 100 %", text -> text.contains("100 %"));
        viewer.awaitExact();
        return viewer;
    }

    @Test
    void aLengthIsThatBetweenItsEndsAndFollowsThem(Browser browser, Demo demo) {
        ViewerPage viewer = openSlice(browser, demo);
        MeasuringPage measuring = viewer.measuring();
        viewer.press("d");
        List<Spot> ends = measuring.drag(ONE_TO_ONE, new Spot(150, 210), new Spot(331, 268));

        assertLength(measuring, ends);

        // One end is dragged on, then that is undone and done again.
        List<Spot> way = measuring.drag(ONE_TO_ONE, ends.get(1), new Spot(300, 320));
        List<Spot> longer = List.of(ends.get(0), moved(ends.get(1), way));
        assertLength(measuring, longer);
        viewer.press(Keys.chord(Keys.CONTROL, "z"));
        assertLength(measuring, ends);
        viewer.press(Keys.chord(Keys.CONTROL, Keys.SHIFT, "z"));
        assertLength(measuring, longer);

        viewer.press(Keys.ESCAPE);
        viewer.press(Keys.DELETE);
        measuring.awaitNone();
    }

    @Test
    void regionsHaveTheStatisticsOfTheStoredValuesWithin(Browser browser, Demo demo) {
        ViewerPage viewer = openSlice(browser, demo);
        MeasuringPage measuring = viewer.measuring();
        viewer.press("o");
        List<Spot> ellipse = measuring.drag(ONE_TO_ONE, new Spot(170, 180), new Spot(262, 251));
        measuring.awaitAnswered(1);
        assertRegion(measuring.label(0), ellipse, true);

        viewer.press("q");
        List<Spot> rectangle = measuring.drag(ONE_TO_ONE, new Spot(300, 190), new Spot(352, 262));
        measuring.awaitAnswered(2);
        assertRegion(measuring.label(1), rectangle, false);
    }

    @Test
    void measurementsStayThroughScrollingZoomingAndALostConnection(Browser browser, Demo demo) {
        browser.recordSockets();
        ViewerPage viewer = openSlice(browser, demo);
        MeasuringPage measuring = viewer.measuring();
        viewer.press("d");
        List<Spot> ends = measuring.drag(ONE_TO_ONE, new Spot(180, 240), new Spot(300, 200));
        assertLength(measuring, ends);
        viewer.press(Keys.ESCAPE);

        viewer.wheel(1);
        viewer.awaitExact("the next slice", picture -> picture.slice() == SLICE + 1);
        measuring.awaitNone();
        viewer.wheel(-1);
        viewer.awaitExact("the slice again", picture -> picture.slice() == SLICE);
        assertLength(measuring, ends);

        viewer.tool("zoomIn");
        viewer.awaitExact("zoomed", picture -> !picture.region().startsWith("0,0,512,"));
        assertHandles(measuring, new Framing(GRID.columns(), GRID.rows(), 1.25), ends);
        viewer.tool("oneToOne");
        viewer.awaitText("corner-bottom-right", "zoom 100 %", text -> text.contains("100 %"));

        // All the room for the viewport, as one of another layout.
        viewer.press("e");
        viewer.awaitExact();
        assertHandles(measuring, ONE_TO_ONE, ends);

        assertThat(browser.dropSockets()).isEqualTo(1);
        assertLength(measuring, ends);
        // The numbers are the new connection's: one that is moved has another.
        List<Spot> way = measuring.drag(ONE_TO_ONE, ends.get(1), new Spot(310, 330));
        assertLength(measuring, List.of(ends.get(0), moved(ends.get(1), way)));
    }

    @Test
    void theListLeadsBackToWhereSomethingWasMeasured(Browser browser, Demo demo) {
        ViewerPage viewer = openSlice(browser, demo);
        MeasuringPage measuring = viewer.measuring();
        viewer.press("d");
        List<Spot> ends = measuring.drag(ONE_TO_ONE, new Spot(180, 240), new Spot(300, 200));
        measuring.awaitAnswered(1);
        viewer.press(Keys.ESCAPE);
        viewer.press("j");
        measuring.awaitEntries(1);
        assertThat(measuring.entry(0)).contains("1. Length", "Pixel Spacing", "slice " + SLICE);

        viewer.press(Keys.HOME);
        viewer.awaitExact("the first slice", picture -> picture.slice() == 1);
        measuring.goTo(0);

        viewer.awaitExact("the measured slice", picture -> picture.slice() == SLICE);
        assertLength(measuring, ends);
    }

    @Test
    void aRegionsWindowReachesTwoDeviationsToEitherSide(Browser browser, Demo demo) {
        ViewerPage viewer = openSlice(browser, demo);
        Picture before = viewer.picture();
        viewer.press("u");
        List<Spot> corners = viewer.measuring().drag(ONE_TO_ONE, new Spot(170, 180), new Spot(262, 251));

        Statistics inside = statistics(corners, false);
        double low = Math.max(inside.mean() - 2 * inside.deviation(), inside.minimum());
        double high = Math.min(inside.mean() + 2 * inside.deviation(), inside.maximum());
        Predicate<Picture> another = picture -> picture.windowWidth() != before.windowWidth();
        Picture after = viewer.awaitExact("with another window", another);
        assertThat(after.windowWidth()).isCloseTo(high - low, within(1.01));
        assertThat(after.windowCenter()).isCloseTo((low + high) / 2, within(1.01));
        assertThat(viewer.measuring().shown()).isZero();
    }

    @Test
    void aRadiographsLengthIsSaidToBeAtTheDetector(Browser browser, Demo demo) {
        PhantomStudy study = PhantomStudies.CR_CHEST;
        ViewerPage viewer = open(browser, demo, study, study.series().getFirst());
        MeasuringPage measuring = viewer.measuring();
        Radiograph chest = Radiograph.chest();
        Framing fitted = new Framing(chest.columns(), chest.rows(), 0);
        viewer.press("d");
        List<Spot> ends = measuring.drag(fitted, new Spot(800, 900), new Spot(1600, 1400));
        measuring.awaitAnswered(1);

        List<String> label = measuring.label(0);
        assertThat(label.getFirst()).endsWith(" mm");
        assertThat(label).contains("At the detector, not in the patient");
        viewer.press("j");
        measuring.awaitEntries(1);
        assertThat(measuring.entry(0)).contains("magnification");
        double pixels = Math.hypot(
                ends.get(1).x() - ends.get(0).x(), ends.get(1).y() - ends.get(0).y());
        assertThat(MeasuringPage.numbers(label.getFirst()).getFirst())
                .isCloseTo(pixels * chest.spacingMm(), within(SHOWN));
    }

    /** Where a handle is after a drag: it goes as far as the mouse, wherever on it that took hold of it. */
    private static Spot moved(Spot handle, List<Spot> way) {
        return handle.plus(
                way.get(1).x() - way.get(0).x(), way.get(1).y() - way.get(0).y());
    }

    /** The label says the length between these places of the picture. */
    private static void assertLength(MeasuringPage measuring, List<Spot> ends) {
        double expected = Math.hypot(
                (ends.get(1).x() - ends.get(0).x()) * GRID.columnSpacing(),
                (ends.get(1).y() - ends.get(0).y()) * GRID.rowSpacing());
        List<String> label = measuring.awaitLabel(
                0,
                "%.2f mm".formatted(expected),
                lines -> lines.size() == 1
                        && lines.getFirst().endsWith(" mm")
                        && Math.abs(MeasuringPage.numbers(lines.getFirst()).getFirst() - expected) <= SHOWN);
        assertThat(label).hasSize(1);
    }

    private static void assertHandles(MeasuringPage measuring, Framing framing, List<Spot> expected) {
        List<Spot> handles = measuring.handles(framing);
        assertThat(handles).hasSameSizeAs(expected);
        for (int i = 0; i < handles.size(); i++) {
            assertThat(handles.get(i).x()).isCloseTo(expected.get(i).x(), within(1.0));
            assertThat(handles.get(i).y()).isCloseTo(expected.get(i).y(), within(1.0));
        }
    }

    /** Of the pixels whose centre lies within. */
    private static Statistics statistics(List<Spot> corners, boolean ellipse) {
        int[] stored = TRUTH.storedSlice(SLICE - 1);
        double left = Math.min(corners.get(0).x(), corners.get(1).x());
        double right = Math.max(corners.get(0).x(), corners.get(1).x());
        double top = Math.min(corners.get(0).y(), corners.get(1).y());
        double bottom = Math.max(corners.get(0).y(), corners.get(1).y());
        List<Double> values = new ArrayList<>();
        for (int row = 0; row < GRID.rows(); row++) {
            for (int column = 0; column < GRID.columns(); column++) {
                double x = column + 0.5;
                double y = row + 0.5;
                double fromMiddle = Math.hypot(
                        (x - (left + right) / 2) / ((right - left) / 2),
                        (y - (top + bottom) / 2) / ((bottom - top) / 2));
                boolean inside = ellipse ? fromMiddle < 1 : x >= left && x < right && y >= top && y < bottom;
                if (inside) {
                    values.add((double) stored[row * GRID.columns() + column]
                            + TRUTH.encoding().intercept());
                }
            }
        }
        return Statistics.of(values);
    }

    private static void assertRegion(List<String> label, List<Spot> corners, boolean ellipse) {
        Statistics truth = statistics(corners, ellipse);
        assertThat(truth.deviation()).as("the region isn't plain").isGreaterThan(1);
        double width = Math.abs(corners.get(1).x() - corners.get(0).x()) * GRID.columnSpacing();
        double height = Math.abs(corners.get(1).y() - corners.get(0).y()) * GRID.rowSpacing();
        double area = width * height * (ellipse ? Math.PI / 4 : 1);
        assertThat(label).hasSize(4);
        assertThat(label.getFirst()).startsWith("Mean ").contains(" HU");
        assertThat(MeasuringPage.numbers(label.get(0)).get(0)).isCloseTo(truth.mean(), within(SHOWN));
        assertThat(MeasuringPage.numbers(label.get(0)).get(1)).isCloseTo(truth.deviation(), within(SHOWN));
        assertThat(MeasuringPage.numbers(label.get(1))).containsExactly(truth.minimum(), truth.maximum());
        assertThat(label.get(2)).startsWith("Area ").endsWith(" mm²");
        // A corner's thousandth of a pixel counts along a whole side.
        assertThat(MeasuringPage.numbers(label.get(2)).getFirst()).isCloseTo(area, within(0.2));
        assertThat(MeasuringPage.numbers(label.get(3))).containsExactly((double) truth.pixels());
    }
}
