package dev.lightbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lightbox.e2e.browser.Browser;
import dev.lightbox.e2e.environment.Demo;
import dev.lightbox.e2e.environment.ProductExtension;
import dev.lightbox.e2e.pages.Picture;
import dev.lightbox.e2e.pages.Place;
import dev.lightbox.e2e.pages.Plane;
import dev.lightbox.e2e.pages.PlanesPage;
import dev.lightbox.e2e.pages.SignInPage;
import dev.lightbox.e2e.pages.ViewerPage;
import dev.lightbox.engine.phantom.CtPhantom;
import dev.lightbox.engine.phantom.PhantomSeries;
import dev.lightbox.engine.phantom.PhantomStudies;
import dev.lightbox.engine.phantom.PhantomStudy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.Point;
import org.openqa.selenium.interactions.PointerInput.MouseButton;

/**
 * Planes through a volume (MPR) in the browser. What is on the canvases is compared with what the phantom holds between its voxels ({@link VolumeTruth}), at the
 * places where the views say that they are.
 */
@ExtendWith(ProductExtension.class)
class PlanesTest {

    private static final PhantomStudy STUDY = PhantomStudies.CT_HEAD_TO_THORAX;
    private static final PhantomSeries SERIES = STUDY.series(2);
    private static final VolumeTruth TRUTH = new VolumeTruth(CtPhantom.headToThorax());
    /** Half of the smallest voxel edge of the series, 0.9 mm. */
    private static final double NEAREST_SAMPLES_MM = 0.45;

    private static final List<String> STANDARD = List.of("axial", "coronal", "sagittal");
    private static final List<String> ALL = List.of("axial", "coronal", "sagittal", "oblique");

    private static ViewerPage open(Browser browser, Demo demo, PhantomStudy study, PhantomSeries series) {
        SignInPage.open(browser, demo, "viewer?StudyInstanceUIDs=" + study.studyInstanceUid())
                .submit("radiologist", demo.account("radiologist").password());
        ViewerPage viewer = ViewerPage.awaitIn(browser);
        viewer.awaitThumbnails(study.series().size());
        viewer.openSeries(series.seriesInstanceUid());
        viewer.awaitExact(
                "of the series", picture -> picture.seriesInstanceUid().equals(series.seriesInstanceUid()));
        return viewer;
    }

    private static PlanesPage planes(Browser browser, Demo demo) {
        return planes(browser, demo, STUDY, SERIES);
    }

    /** Planes through the middle of the series: they begin at the slice that is shown. */
    private static PlanesPage planes(Browser browser, Demo demo, PhantomStudy study, PhantomSeries series) {
        ViewerPage viewer = open(browser, demo, study, series);
        int middle = series.instances().size() / 2 / 10 * 10 + 1;
        viewer.press(Keys.PAGE_DOWN.toString().repeat(middle / 10));
        viewer.awaitExact("slice " + middle, picture -> picture.slice() == middle);
        PlanesPage planes = viewer.planes();
        ALL.forEach(planes::awaitExact);
        return planes;
    }

    @Test
    void oneKeyShowsFourExactPlanes(Browser browser, Demo demo) {
        PlanesPage planes = planes(browser, demo);

        for (String name : ALL) {
            Plane plane = planes.plane(name);
            assertThat(plane.slices()).isEqualTo(SERIES.instances().size());
            assertThat(plane.loaded()).isEqualTo(plane.slices());
            assertThat(plane.gap()).isFalse();
            assertThat(plane.windowCenter()).isEqualTo(40);
            assertThat(plane.windowWidth()).isEqualTo(400);
            assertThat(planes.text(name, "fidelity")).isEqualTo("Lossless");
            compare(planes, name, TRUTH);
        }
        assertLetters(planes, "axial", "R", "L", "A", "P");
        assertLetters(planes, "coronal", "R", "L", "H", "F");
        assertLetters(planes, "sagittal", "A", "P", "H", "F");
        // All of them meet in the crosshair.
        Place crosshair = planes.crosshair();
        for (String name : ALL) {
            Plane plane = planes.plane(name);
            assertThat(crosshair.minus(plane.center()).dot(plane.normal())).isCloseTo(0, within(0.01));
        }
    }

    @Test
    void draggingTheCrosshairMovesTheOtherPlanes(Browser browser, Demo demo) {
        PlanesPage planes = planes(browser, demo);
        Plane axial = planes.plane("axial");
        Place before = planes.crosshair();
        Point middle = planes.markAt("axial", "crosshair-center");

        planes.drag("axial", MouseButton.LEFT, middle.x, middle.y, middle.x + 40, middle.y - 30);

        Place expected = before.plus(axial.right().times(40 * axial.spacing()))
                .plus(axial.down().times(-30 * axial.spacing()));
        planes.awaitExact(
                "coronal",
                "at y = " + expected.y(),
                plane -> Math.abs(plane.center().y() - expected.y()) < 0.01);
        planes.awaitExact(
                "sagittal",
                "at x = " + expected.x(),
                plane -> Math.abs(plane.center().x() - expected.x()) < 0.01);
        assertThat(planes.crosshair().distanceTo(expected)).isLessThan(0.01);
        assertThat(planes.plane("axial").center().z()).isEqualTo(axial.center().z());
        STANDARD.forEach(name -> compare(planes, name, TRUTH));
    }

    @Test
    void theWheelTurnsThroughParallelPlanes(Browser browser, Demo demo) {
        PlanesPage planes = planes(browser, demo);
        Plane before = planes.plane("axial");

        planes.wheel("axial", 3);

        Plane after = planes.awaitExact(
                "axial",
                "3 slices further",
                plane -> Math.abs(Math.abs(plane.center().z() - before.center().z()) - 6) < 0.01);
        assertThat(planes.crosshair().z()).isCloseTo(after.center().z(), within(0.01));
        compare(planes, "axial", TRUTH);
    }

    @Test
    void aHandleTurnsTheOtherPlanes(Browser browser, Demo demo) {
        PlanesPage planes = planes(browser, demo);
        Point middle = planes.markAt("axial", "crosshair-center");
        Point handle = planes.markAt("axial", "turn-coronal-0");
        double angle = Math.toRadians(30);
        int x = handle.x - middle.x;
        int y = handle.y - middle.y;
        int turnedX = (int) Math.round(x * Math.cos(angle) - y * Math.sin(angle));
        int turnedY = (int) Math.round(x * Math.sin(angle) + y * Math.cos(angle));

        planes.drag("axial", MouseButton.LEFT, handle.x, handle.y, middle.x + turnedX, middle.y + turnedY);

        Plane coronal = planes.awaitExact(
                "coronal", "turned by 30 degrees", plane -> Math.abs(turn(plane.right(), new Place(1, 0, 0)) - 30) < 1);
        Plane sagittal = planes.awaitExact(
                "sagittal", "turned with it", plane -> Math.abs(turn(plane.right(), new Place(0, 1, 0)) - 30) < 1);
        assertThat(coronal.normal().dot(sagittal.normal())).isCloseTo(0, within(1e-6));
        assertThat(coronal.down().z()).isEqualTo(-1);
        compare(planes, "coronal", TRUTH);
        compare(planes, "sagittal", TRUTH);
        assertThat(planes.text("coronal", "orientation-right")).hasSize(2).startsWith("L");
        assertThat(planes.text("coronal", "orientation-top")).isEqualTo("H");
    }

    private static double turn(Place a, Place b) {
        return Math.toDegrees(Math.acos(Math.clamp(a.dot(b), -1, 1)));
    }

    @Test
    void slabsShowTheLargestSmallestOrMeanValue(Browser browser, Demo demo) {
        PlanesPage planes = planes(browser, demo);
        planes.pointAt("axial", 150, 150);
        planes.press("axial", "s");
        double thickness = planes.awaitExact("axial", "with a thickness", plane -> plane.slab() > 0)
                .slab();
        planes.press("axial", "p");
        Plane mip = planes.awaitExact("axial", "MIP", plane -> plane.method().equals("mip"));
        assertThat(mip.slab()).isEqualTo(thickness).isLessThan(4);
        assertThat(TRUTH.isInASlice(mip.center())).isTrue();
        compareSlab(planes, along(mip, thickness, true), along(mip, NEAREST_SAMPLES_MM, false));

        planes.press("axial", "p");
        Plane minip =
                planes.awaitExact("axial", "MinIP", plane -> plane.method().equals("minip"));
        compareSlab(planes, along(minip, thickness, false), along(minip, NEAREST_SAMPLES_MM, true));
        // Only this view's.
        assertThat(planes.plane("coronal").slab()).isZero();
    }

    /**
     * The largest or smallest value along the normal of a plane that lies in a slice, through a slab that doesn't reach the next ones: values run straight from the
     * slice to either side, so they are at their most there or at the slab's borders.
     */
    private static ToDoubleFunction<Place> along(Plane plane, double thickness, boolean largest) {
        return place -> {
            double best = largest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            for (double mm : new double[] {-thickness / 2, 0, thickness / 2}) {
                double value = TRUTH.value(place.plus(plane.normal().times(mm))).orElse(Double.NaN);
                best = largest ? Math.max(best, value) : Math.min(best, value);
            }
            return best;
        };
    }

    @Test
    void theWindowIsTheSameEverywhere(Browser browser, Demo demo) {
        PlanesPage planes = planes(browser, demo);

        planes.drag("coronal", MouseButton.LEFT, 90, 90, 190, 90);

        Plane coronal = planes.awaitExact("coronal", "with a wider window", plane -> plane.windowWidth() > 450);
        for (String name : ALL) {
            planes.awaitExact(
                    name,
                    "with the coronal plane's window",
                    plane -> plane.windowWidth() == coronal.windowWidth()
                            && plane.windowCenter() == coronal.windowCenter());
        }
        compare(planes, "sagittal", TRUTH);
    }

    @Test
    void thePlaceAndTheValueUnderThePointerAreSaid(Browser browser, Demo demo) {
        PlanesPage planes = planes(browser, demo);
        for (Point at : List.of(new Point(-61, 23), new Point(37, -48))) {
            planes.pointAt("sagittal", at.x, at.y);
            Plane sagittal = planes.plane("sagittal");
            Place expected = sagittal.center()
                    .plus(sagittal.right().times(at.x * sagittal.spacing()))
                    .plus(sagittal.down().times(at.y * sagittal.spacing()));
            Place place = Place.parse(planes.awaitCommon(
                    "probe",
                    "near " + expected,
                    text -> !text.isEmpty() && Place.parse(text).distanceTo(expected) < 2 * sagittal.spacing()));
            assertThat(planes.common("cover")).isEqualTo("inside");
            // The answer's own place counts: to a part of a pixel the pointer may lie elsewhere.
            assertThat(Double.parseDouble(planes.common("value"))).isEqualTo(TRUTH.nearest(place));
            assertThat(planes.text("sagittal", "corner-bottom-left")).contains("HU at L ");
        }
        Dimension canvas = planes.canvasSize("coronal");
        planes.pointAt("coronal", 0, 2 - canvas.height / 2);
        planes.pointAt("coronal", 2 - canvas.width / 2, 0);
        planes.awaitCommon("cover", "outside of the volume", "outside"::equals);
    }

    @Test
    void aTiltedGantryShowsEverythingInItsPlace(Browser browser, Demo demo) {
        PhantomStudy study = PhantomStudies.CT_HEAD_TILTED;
        PlanesPage planes = planes(browser, demo, study, study.series().getFirst());
        VolumeTruth truth = new VolumeTruth(CtPhantom.tiltedHead());
        assertThat(Math.abs(Double.parseDouble(planes.common("tilt"))))
                .isCloseTo(Math.abs(CtPhantom.HEAD_TILT_DEGREES), within(0.05));
        STANDARD.forEach(name -> compare(planes, name, truth));

        // To the middle of the haemorrhage, by two double clicks.
        CtPhantom.Sphere haemorrhage = CtPhantom.SPHERES.getFirst();
        assertThat(haemorrhage.name()).isEqualTo("haemorrhage");
        Place middle = new Place(haemorrhage.x(), haemorrhage.y(), haemorrhage.z());
        centreOn(planes, "axial", middle);
        planes.awaitExact(
                "sagittal", "through it", plane -> Math.abs(plane.center().x() - middle.x()) < 1);
        centreOn(planes, "sagittal", middle);
        planes.awaitCommon(
                "crosshair", "at " + middle, text -> Place.parse(text).distanceTo(middle) < 1.5);
        for (String name : STANDARD) {
            Plane plane = planes.awaitExact(
                    name,
                    "through " + middle,
                    shown -> Math.abs(middle.minus(shown.center()).dot(shown.normal())) < 1);
            // Blood inside, brain outside of its edge: values are 65 and 35 HU, noise about 5.
            assertThat(meanValue(planes, name, plane, middle, 0, 5)).isGreaterThan(55);
            assertThat(meanValue(planes, name, plane, middle, 13, 16)).isLessThan(45);
        }
    }

    private static void centreOn(PlanesPage planes, String view, Place place) {
        Point at = planes.offsetOf(planes.plane(view), place);
        planes.doubleClick(view, at.x, at.y);
    }

    /** The mean of the values (by the brain window's levels) in a ring around a place, mm. */
    private static double meanValue(
            PlanesPage planes, String view, Plane plane, Place around, double innerMm, double outerMm) {
        Point middle = planes.offsetOf(plane, around);
        Dimension canvas = planes.canvasSize(view);
        int reach = (int) Math.ceil(outerMm / plane.spacing());
        List<List<Integer>> pixels = new ArrayList<>();
        for (int y = -reach; y <= reach; y++) {
            for (int x = -reach; x <= reach; x++) {
                double distance = Math.hypot(x, y) * plane.spacing();
                if (distance >= innerMm && distance <= outerMm) {
                    pixels.add(List.of(canvas.width / 2 + middle.x + x, canvas.height / 2 + middle.y + y));
                }
            }
        }
        double sum = 0;
        for (byte level : planes.levels(view, pixels)) {
            sum += plane.windowCenter() - plane.windowWidth() / 2 + (level & 255) / 255.0 * plane.windowWidth();
        }
        return sum / pixels.size();
    }

    @Test
    void whatMakesNoVolumeSaysWhyAndTheSlicesStay(Browser browser, Demo demo) {
        PhantomStudy study = PhantomStudies.CR_CHEST;
        PhantomSeries series = study.series().getFirst();
        ViewerPage viewer = open(browser, demo, study, series);

        viewer.press("m");

        assertThat(viewer.awaitText(
                        "mpr-refused", "the reason", text -> text.contains("No planes (MPR) of this series")))
                .contains("volume");
        viewer.clickTestId("mpr-dismiss");
        assertThat(viewer.awaitExact().seriesInstanceUid()).isEqualTo(series.seriesInstanceUid());
    }

    @Test
    void leavingThePlanesShowsTheSlicesAgain(Browser browser, Demo demo) {
        PlanesPage planes = planes(browser, demo);

        ViewerPage viewer = planes.leave();

        Picture picture = viewer.awaitExact(
                "of the series", shown -> shown.seriesInstanceUid().equals(SERIES.seriesInstanceUid()));
        viewer.wheel(2);
        viewer.awaitExact("two further", shown -> shown.slice() == picture.slice() + 2);
    }

    @Test
    void aLostConnectionKeepsThePlanes(Browser browser, Demo demo) {
        browser.recordSockets();
        PlanesPage planes = planes(browser, demo);
        planes.wheel("coronal", 5);
        Plane before = planes.awaitExact("coronal", "moved", plane -> true);

        assertThat(browser.dropSockets()).isEqualTo(1);

        Plane after = planes.awaitExact("coronal");
        assertThat(after.center()).isEqualTo(before.center());
        compare(planes, "coronal", TRUTH);
        planes.wheel("coronal", 1);
        planes.awaitExact(
                "coronal",
                "moved on over the new connection",
                plane -> plane.center().distanceTo(before.center()) > 0.5);
    }

    @Test
    void aFingerMovesTheCrosshairAndTurnsThroughPlanes(Browser browser, Demo demo) {
        PlanesPage planes = planes(browser, demo);
        Plane axial = planes.plane("axial");
        Place before = planes.crosshair();
        Point middle = planes.markAt("axial", "crosshair-center");

        planes.dragByFinger("axial", middle.x, middle.y, middle.x - 50, middle.y + 20);

        Place expected = before.plus(axial.right().times(-50 * axial.spacing()))
                .plus(axial.down().times(20 * axial.spacing()));
        planes.awaitCommon(
                "crosshair", "at " + expected, text -> Place.parse(text).distanceTo(expected) < 0.01);
        planes.awaitExact(
                "sagittal",
                "at x = " + expected.x(),
                plane -> Math.abs(plane.center().x() - expected.x()) < 0.01);

        // Beside the lines one finger turns through the planes.
        planes.dragByFinger("axial", 130, 130, 130, 90);
        planes.awaitExact(
                "axial",
                "at another height",
                plane -> plane.center().z() != axial.center().z());
    }

    private static void assertLetters(
            PlanesPage planes, String plane, String left, String right, String top, String bottom) {
        assertThat(List.of("left", "right", "top", "bottom"))
                .extracting(edge -> planes.text(plane, "orientation-" + edge))
                .as(plane)
                .containsExactly(left, right, top, bottom);
    }

    private static void compare(PlanesPage planes, String view, VolumeTruth truth) {
        Pixels pixels = pixels(planes, view, place -> truth.value(place).orElse(Double.NaN));
        for (int i = 0; i < pixels.shown().length; i++) {
            assertThat(pixels.shown()[i] & 255)
                    .as(
                            "%s: %s, pixel %s",
                            view, pixels.plane(), pixels.places().get(i))
                    .isCloseTo(pixels.expected().get(i), within(1));
        }
    }

    /**
     * Where in the slab samples are taken is the product's own affair, as long as they lie evenly about the plane and no farther apart than half of the smallest voxel
     * edge: each pixel lies between the least that such samples see and the slab with its borders.
     */
    private static void compareSlab(
            PlanesPage planes, ToDoubleFunction<Place> withBorders, ToDoubleFunction<Place> least) {
        Pixels slab = pixels(planes, "axial", withBorders);
        List<Integer> alone = pixels(planes, "axial", least).expected();
        List<Integer> plane = pixels(
                        planes, "axial", place -> TRUTH.value(place).orElse(Double.NaN))
                .expected();
        int moved = 0;
        int wanted = 0;
        for (int i = 0; i < alone.size(); i++) {
            int level = slab.shown()[i] & 255;
            int border = slab.expected().get(i);
            assertThat(level)
                    .as("%s, pixel %s", slab.plane(), slab.places().get(i))
                    .isBetween(Math.min(alone.get(i), border) - 1, Math.max(alone.get(i), border) + 1);
            moved += level - plane.get(i);
            wanted += border - plane.get(i);
        }
        assertThat(moved * Integer.signum(wanted))
                .as("levels of all together, away from the plane's and towards the slab's")
                .isGreaterThan(20);
    }

    /**
     * Pixels all over a view, and what they must be.
     *
     * @param expected levels where the pixels' centres are
     */
    private record Pixels(Plane plane, List<List<Integer>> places, List<Integer> expected, byte[] shown) {}

    /** @param truth modality values; NaN for a place that isn't compared */
    private static Pixels pixels(PlanesPage planes, String view, ToDoubleFunction<Place> truth) {
        Plane plane = planes.awaitExact(view);
        Dimension canvas = planes.canvasSize(view);
        List<List<Integer>> places = new ArrayList<>();
        List<Integer> expected = new ArrayList<>();
        for (int y = 5; y < canvas.height - 5; y += 13) {
            for (int x = 5; x < canvas.width - 5; x += 11) {
                double value = truth.applyAsDouble(plane.at(x, y, canvas.width, canvas.height));
                if (!Double.isNaN(value)) {
                    places.add(List.of(x, y));
                    expected.add(Truth.windowed(value, plane.windowCenter(), plane.windowWidth()));
                }
            }
        }
        assertThat(places).as("places of the volume in the " + view + " view").hasSizeGreaterThan(200);
        assertThat(expected.stream().distinct().count())
                .as("levels in the truth: it isn't plain")
                .isGreaterThan(20);
        byte[] shown = planes.levels(view, places);
        assertThat(planes.plane(view).sequence()).as("the same picture").isEqualTo(plane.sequence());
        return new Pixels(plane, places, expected, shown);
    }
}
