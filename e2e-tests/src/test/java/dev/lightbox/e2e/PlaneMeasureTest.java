package dev.lightbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lightbox.e2e.browser.Browser;
import dev.lightbox.e2e.environment.Demo;
import dev.lightbox.e2e.environment.ProductExtension;
import dev.lightbox.e2e.pages.MeasuringPage;
import dev.lightbox.e2e.pages.Place;
import dev.lightbox.e2e.pages.Plane;
import dev.lightbox.e2e.pages.PlanesPage;
import dev.lightbox.e2e.pages.SignInPage;
import dev.lightbox.e2e.pages.Spot;
import dev.lightbox.e2e.pages.ViewerPage;
import dev.lightbox.engine.phantom.CtPhantom;
import dev.lightbox.engine.phantom.GeometryStack;
import dev.lightbox.engine.phantom.GeometryStudy;
import dev.lightbox.engine.phantom.PhantomStudies;
import dev.lightbox.engine.phantom.PhantomStudy;
import dev.lightbox.engine.phantom.SampledVolume;
import dev.lightbox.engine.phantom.VoxelGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;

/** What is measured in planes, compared with where the phantom's scanner put its voxels and with what they hold. */
@ExtendWith(ProductExtension.class)
class PlaneMeasureTest {

    private static final PhantomStudy STUDY = PhantomStudies.CT_HEAD_TO_THORAX;
    private static final SampledVolume VOLUME = CtPhantom.headToThorax();
    /** Half of the last digit that is shown, and points' thousandths of a millimetre. */
    private static final double SHOWN = 0.06;

    /** Planes of a series, from its first slice: through its middle. */
    private static PlanesPage planes(Browser browser, Demo demo, PhantomStudy study, String seriesInstanceUid) {
        SignInPage.open(browser, demo, "viewer?StudyInstanceUIDs=" + study.studyInstanceUid())
                .submit("radiologist", demo.account("radiologist").password());
        ViewerPage viewer = ViewerPage.awaitIn(browser);
        viewer.awaitThumbnails(study.series().size());
        viewer.openSeries(seriesInstanceUid);
        viewer.awaitExact(
                "of the series", picture -> picture.seriesInstanceUid().equals(seriesInstanceUid));
        PlanesPage planes = viewer.planes();
        List.of("axial", "coronal", "sagittal", "oblique").forEach(planes::awaitExact);
        return planes;
    }

    private static PlanesPage planes(Browser browser, Demo demo) {
        return planes(browser, demo, STUDY, STUDY.series(2).seriesInstanceUid());
    }

    /** Away from the volume's middle, where planes lie half-way between two voxels. */
    private static void moveCrosshair(PlanesPage planes) {
        Place before = planes.crosshair();
        planes.doubleClick("axial", 23, -17);
        planes.awaitCommon("crosshair", "elsewhere", text -> Place.parse(text).distanceTo(before) > 5);
        Place after = planes.crosshair();
        for (String name : List.of("coronal", "sagittal")) {
            planes.awaitExact(
                    name,
                    "through the crosshair",
                    plane -> Math.abs(after.minus(plane.center()).dot(plane.normal())) < 0.01);
        }
    }

    /** Draws in a view, by offsets from its middle. @return between which places of the patient */
    private static List<Place> draw(PlanesPage planes, String plane, String key, Spot from, Spot to) {
        planes.press(plane, key);
        Dimension canvas = planes.canvasSize(plane);
        Plane shown = planes.awaitExact(plane);
        double x = canvas.getWidth() / 2.0;
        double y = canvas.getHeight() / 2.0;
        List<Spot> ends = planes.measuring(plane).drag(from.plus(x, y), to.plus(x, y));
        return ends.stream().map(end -> placeOf(shown, canvas, end)).toList();
    }

    private static Place placeOf(Plane shown, Dimension canvas, Spot spot) {
        return shown.center()
                .plus(shown.right().times((spot.x() - canvas.getWidth() / 2.0) * shown.spacing()))
                .plus(shown.down().times((spot.y() - canvas.getHeight() / 2.0) * shown.spacing()));
    }

    private static Spot spotOf(Plane shown, Dimension canvas, Place place) {
        Place offset = place.minus(shown.center());
        return new Spot(
                canvas.getWidth() / 2.0 + offset.dot(shown.right()) / shown.spacing(),
                canvas.getHeight() / 2.0 + offset.dot(shown.down()) / shown.spacing());
    }

    private static void assertLength(MeasuringPage measuring, List<Place> ends) {
        double expected = ends.get(0).distanceTo(ends.get(1));
        measuring.awaitLabel(
                0,
                "%.2f mm".formatted(expected),
                lines -> lines.size() == 1
                        && lines.getFirst().endsWith(" mm")
                        && Math.abs(MeasuringPage.numbers(lines.getFirst()).getFirst() - expected) <= SHOWN);
    }

    /** Waits until the chosen one's handles lie where these places are on the screen. */
    private static void awaitHandles(PlanesPage planes, String plane, List<Place> places) {
        Dimension canvas = planes.canvasSize(plane);
        planes.measuring(plane).awaitHandles("at " + places, handles -> {
            Plane shown = planes.plane(plane);
            return handles.size() == places.size()
                    && shown.isAtRest()
                    && IntStream.range(0, places.size()).allMatch(i -> {
                        Spot expected = spotOf(shown, canvas, places.get(i));
                        return Math.hypot(
                                        handles.get(i).x() - expected.x(),
                                        handles.get(i).y() - expected.y())
                                < 1;
                    });
        });
    }

    @Test
    void aLengthStaysWithTheAnatomy(Browser browser, Demo demo) {
        browser.recordSockets();
        PlanesPage planes = planes(browser, demo);
        MeasuringPage measuring = planes.measuring("coronal");
        List<Place> ends = draw(planes, "coronal", "d", new Spot(-70, -40), new Spot(55, 62));
        assertLength(measuring, ends);
        assertThat(ends.get(0).distanceTo(ends.get(1))).isGreaterThan(50);
        planes.press("coronal", Keys.ESCAPE);
        awaitHandles(planes, "coronal", ends);
        // Other planes cut through it, but don't hold it.
        assertThat(planes.measuring("axial").shown()).isZero();
        assertThat(planes.measuring("oblique").shown()).isZero();

        planes.wheel("coronal", 1);
        measuring.awaitNone();
        planes.wheel("coronal", -1);
        assertLength(measuring, ends);

        planes.press("coronal", "+");
        awaitHandles(planes, "coronal", ends);
        planes.press("coronal", Keys.chord(Keys.SHIFT, Keys.ARROW_LEFT));
        awaitHandles(planes, "coronal", ends);

        // The coronal view is the large one now.
        planes.press("coronal", "v");
        planes.awaitCommon("layout", "1+3", "1+3"::equals);
        awaitHandles(planes, "coronal", ends);

        assertThat(browser.dropSockets()).isEqualTo(1);
        assertLength(measuring, ends);
        // Undone and done again.
        planes.press("coronal", Keys.chord(Keys.CONTROL, "z"));
        measuring.awaitNone();
        planes.press("coronal", Keys.chord(Keys.CONTROL, Keys.SHIFT, "z"));
        assertLength(measuring, ends);
    }

    @Test
    void theListTurnsThePlanesBackToWhereSomethingWasMeasured(Browser browser, Demo demo) {
        PlanesPage planes = planes(browser, demo);
        Plane before = planes.plane("sagittal");
        MeasuringPage measuring = planes.measuring("sagittal");
        List<Place> ends = draw(planes, "sagittal", "d", new Spot(-40, -60), new Spot(60, 20));
        assertLength(measuring, ends);
        planes.press("sagittal", Keys.ESCAPE);
        planes.press("sagittal", "j");
        measuring.awaitEntries(1);
        assertThat(measuring.entry(0)).contains("1. Length", "Spacing of the volume", "Sagittal plane at");

        // Turned in the axial view, moved away, and left.
        planes.press("axial", "t");
        planes.awaitExact("sagittal", "turned", plane -> plane.normal().dot(before.normal()) < 0.9999);
        measuring.awaitNone();
        planes.wheel("axial", 5);
        planes.awaitExact("axial");
        ViewerPage viewer = planes.leave();
        viewer.awaitExact();

        measuring.goTo(0);
        Plane after = planes.awaitExact(
                "sagittal",
                "as it was",
                plane -> plane.normal().dot(before.normal()) > 1 - 1e-9
                        && Math.abs(plane.center().minus(before.center()).dot(before.normal())) < 0.01);
        awaitHandles(planes, "sagittal", ends);
        assertLength(measuring, ends);
        Place middle = ends.get(0).plus(ends.get(1)).times(0.5);
        assertThat(planes.crosshair().distanceTo(middle)).isLessThan(0.01);
        assertThat(after.slab()).isZero();
    }

    @Test
    void aRegionHasTheNearestVoxelsOfItsPlane(Browser browser, Demo demo) {
        PlanesPage planes = planes(browser, demo);
        moveCrosshair(planes);
        List<Place> corners = draw(planes, "coronal", "q", new Spot(-45, -30), new Spot(38, 44));
        planes.measuring("coronal").awaitAnswered(1);
        assertRegion(planes, "coronal", corners, Voxels.of(VOLUME));
    }

    @Test
    void ofATiltedGantryTooTheVoxelsAreWhereTheyWereScanned(Browser browser, Demo demo) {
        PhantomStudy study = PhantomStudies.CT_HEAD_TILTED;
        PlanesPage planes =
                planes(browser, demo, study, study.series().getFirst().seriesInstanceUid());
        moveCrosshair(planes);
        List<Place> corners = draw(planes, "sagittal", "q", new Spot(-30, -24), new Spot(35, 20));
        planes.measuring("sagittal").awaitAnswered(1);
        assertRegion(planes, "sagittal", corners, Voxels.of(CtPhantom.tiltedHead()));
        List<Place> ends = draw(planes, "axial", "d", new Spot(-50, -30), new Spot(20, 51));
        assertLength(planes.measuring("axial"), ends);
    }

    @Test
    void ofUnevenSlicesEachIsWhereItWasScanned(Browser browser, Demo demo) {
        PhantomStudy study = PhantomStudies.GEOMETRY;
        PlanesPage planes = planes(browser, demo, study, study.series(2).seriesInstanceUid());
        moveCrosshair(planes);
        List<Place> corners = draw(planes, "coronal", "q", new Spot(-60, -50), new Spot(45, 55));
        planes.measuring("coronal").awaitAnswered(1);
        assertRegion(planes, "coronal", corners, Voxels.of(GeometryStudy.UNEVEN.stack()));
        List<Place> ends = draw(planes, "sagittal", "d", new Spot(-30, -50), new Spot(40, 51));
        assertLength(planes.measuring("sagittal"), ends);
    }

    @Test
    void aRegionsWindowIsThatOfThePlanes(Browser browser, Demo demo) {
        PlanesPage planes = planes(browser, demo);
        Plane before = planes.plane("axial");
        List<Place> corners = draw(planes, "axial", "u", new Spot(-30, -30), new Spot(25, 34));
        Plane after =
                planes.awaitExact("axial", "with another window", plane -> plane.windowWidth() != before.windowWidth());
        List<Double> values = valuesWithin(before, corners, Voxels.of(VOLUME));
        Statistics truth = Statistics.of(values);
        double low = Math.max(truth.mean() - 2 * truth.deviation(), truth.minimum());
        double high = Math.min(truth.mean() + 2 * truth.deviation(), truth.maximum());
        assertThat(after.windowWidth()).isCloseTo(high - low, within(1.01));
        assertThat(after.windowCenter()).isCloseTo((low + high) / 2, within(1.01));
        // Windows of planes are linked.
        planes.awaitExact("coronal", "with that window", plane -> plane.windowWidth() == after.windowWidth());
    }

    private static void assertRegion(PlanesPage planes, String plane, List<Place> corners, Voxels voxels) {
        Plane shown = planes.plane(plane);
        List<String> label = planes.measuring(plane).label(0);
        Statistics truth = Statistics.of(valuesWithin(shown, corners, voxels));
        assertThat(truth.deviation()).as("the region isn't plain").isGreaterThan(1);
        Place diagonal = corners.get(1).minus(corners.get(0));
        double area = Math.abs(diagonal.dot(shown.right()) * diagonal.dot(shown.down()));
        assertThat(label).hasSize(4);
        assertThat(label.getFirst()).startsWith("Mean ").contains(" HU");
        assertThat(MeasuringPage.numbers(label.get(0)).get(0)).isCloseTo(truth.mean(), within(SHOWN));
        assertThat(MeasuringPage.numbers(label.get(0)).get(1)).isCloseTo(truth.deviation(), within(SHOWN));
        assertThat(MeasuringPage.numbers(label.get(1))).containsExactly(truth.minimum(), truth.maximum());
        assertThat(label.get(2)).startsWith("Area ").endsWith(" mm²");
        assertThat(MeasuringPage.numbers(label.get(2)).getFirst()).isCloseTo(area, within(0.3));
        assertThat(label.get(3)).startsWith("Points ");
        assertThat(MeasuringPage.numbers(label.get(3))).containsExactly((double) truth.pixels());
    }

    /** At the points of the lattice that the protocol tells of, as far as they lie within the rectangle. */
    private static List<Double> valuesWithin(Plane shown, List<Place> corners, Voxels voxels) {
        Place first = place(voxels.first().origin());
        double step = Math.min(voxels.stepAlong(shown.right()), voxels.stepAlong(shown.down()));
        Place a = corners.get(0);
        Place b = corners.get(1);
        Place foot = first.plus(shown.normal().times(a.minus(first).dot(shown.normal())));
        double[] x = {a.minus(foot).dot(shown.right()) / step, b.minus(foot).dot(shown.right()) / step};
        double[] y = {a.minus(foot).dot(shown.down()) / step, b.minus(foot).dot(shown.down()) / step};
        List<Double> values = new ArrayList<>();
        for (int j = (int) Math.ceil(Math.min(y[0], y[1])); j < Math.max(y[0], y[1]); j++) {
            for (int i = (int) Math.ceil(Math.min(x[0], x[1])); i < Math.max(x[0], x[1]); i++) {
                Place point = foot.plus(shown.right().times(i * step))
                        .plus(shown.down().times(j * step));
                values.add(voxels.nearest().applyAsDouble(point));
            }
        }
        return values;
    }

    private static Place place(VoxelGrid.Point point) {
        return new Place(point.x(), point.y(), point.z());
    }

    /**
     * What a phantom's scanner made.
     *
     * @param first where the voxels of its lowest slice are
     * @param sliceSpacing median distance of neighbouring slices along their normal, mm
     * @param nearest value of the voxel that lies nearest to a place
     */
    private record Voxels(VoxelGrid first, double sliceSpacing, ToDoubleFunction<Place> nearest) {

        static Voxels of(SampledVolume volume) {
            VolumeTruth truth = new VolumeTruth(volume);
            return new Voxels(volume.grid(), volume.grid().sliceSpacing(), truth::nearest);
        }

        /** Of an untilted stack. */
        static Voxels of(GeometryStack stack) {
            List<int[]> stored = IntStream.range(0, stack.slices())
                    .mapToObj(stack::storedSlice)
                    .toList();
            double[] distances = IntStream.range(0, stack.slices() - 1)
                    .mapToDouble(stack::intervalMm)
                    .sorted()
                    .toArray();
            return new Voxels(stack.grid(0), distances[distances.length / 2], place -> {
                int slice = 0;
                for (int next = 1; next < stack.slices(); next++) {
                    // Of two as near, the later one.
                    if (beside(stack.grid(next), place) <= beside(stack.grid(slice), place) + 1e-6) {
                        slice = next;
                    }
                }
                VoxelGrid grid = stack.grid(slice);
                Place offset = place.minus(place(grid.origin()));
                int column = nearest(offset.dot(place(grid.rowDirection())) / grid.columnSpacing());
                int row = nearest(offset.dot(place(grid.columnDirection())) / grid.rowSpacing());
                int value = stored.get(slice)[row * stack.columns() + column];
                return value * stack.rescale(slice).slope()
                        + stack.rescale(slice).intercept();
            });
        }

        private static double beside(VoxelGrid slice, Place place) {
            return Math.abs(place.minus(place(slice.origin())).dot(place(slice.normal())));
        }

        private static int nearest(double index) {
            return (int) Math.floor(index + 0.5 + 1e-6);
        }

        /** How far a plane with this normal moves for one step of a voxel, mm. */
        double stepAlong(Place direction) {
            double across = direction.dot(place(first.rowDirection())) / first.columnSpacing();
            double down = direction.dot(place(first.columnDirection())) / first.rowSpacing();
            double along = direction.dot(place(first.normal())) / sliceSpacing;
            return 1 / Math.sqrt(across * across + down * down + along * along);
        }
    }
}
