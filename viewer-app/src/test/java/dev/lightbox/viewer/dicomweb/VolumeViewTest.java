package dev.lightbox.viewer.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.lightbox.engine.geometry.ImagePlane;
import dev.lightbox.engine.geometry.OrientationLetters;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PixelPoint;
import dev.lightbox.engine.geometry.PixelSpacing;
import dev.lightbox.engine.geometry.PlaneGrid;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.render.RenderRequest;
import dev.lightbox.engine.volume.VolumeGeometry;
import dev.lightbox.viewer.dicomweb.VolumeQuery.Resource;
import dev.lightbox.viewer.viewing.RefusedException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An axial volume of 16 × 12 × 5 voxels of 0.5 × 0.5 × 2 mm, whose first voxel's centre is at (−10, −20, 100). */
class VolumeViewTest {

    private static final VolumeGeometry GEOMETRY = axial(16, 12, 5, 2, 0);

    private static VolumeGeometry axial(int columns, int rows, int slices, double spacing, double shear) {
        List<PatientPoint> origins = new ArrayList<>();
        for (int k = 0; k < slices; k++) {
            origins.add(new PatientPoint(-10, -20 + k * shear, 100 + k * spacing));
        }
        ImagePlane first = new ImagePlane(
                origins.getFirst(),
                new Vector3(1, 0, 0),
                new Vector3(0, 1, 0),
                new PixelSpacing(0.5, 0.5, PixelSpacing.Kind.PATIENT));
        return new VolumeGeometry(columns, rows, first, origins, new boolean[slices - 1]);
    }

    private static PlaneGrid plane(VolumeGeometry geometry, String query) {
        return VolumeView.grid(geometry, VolumeQuery.of(Resource.MPR, TestQuery.parameters(query)));
    }

    private static PlaneGrid plane(String query) {
        return plane(GEOMETRY, query);
    }

    @Test
    void aPictureCostsItsPixelsTimesTheSamplesWithinSlabAndVolume() {
        // 8 × 6 × 10 mm, sampled every 0.25 mm; one sample more than there are steps.
        assertThat(cost(Resource.MPR, "")).isEqualTo(16 * 12);
        assertThat(cost(Resource.MPR, "viewport=100,50&mprslab=3")).isEqualTo(100 * 50 * 13);
        assertThat(cost(Resource.MPR, "viewport=100,50&mprslab=9000")).isCloseTo(100 * 50 * 41, within(1e-3));
        assertThat(cost(Resource.SOLID, "viewport=100,50&orientation=f")).isCloseTo(100 * 50 * 41, within(1e-3));
        assertThat(cost(Resource.SOLID, "viewport=100,50&orientation=a")).isCloseTo(100 * 50 * 25, within(1e-3));
        // Through opposite corners.
        double diagonal = Math.sqrt(8 * 8 + 6 * 6 + 10 * 10);
        String along = "viewport=1,1&viewpointposition=0,0,0&viewpointlookat=8,6,10&viewpointup=0,0,1";
        assertThat(cost(Resource.SOLID, along)).isCloseTo(1 + diagonal / 0.25, within(1e-3));
        // From 10 m away a slab of 1 m is still no thicker than the volume.
        assertThat(
                        cost(
                                Resource.MPR,
                                "viewport=1,1&mprslab=1000&viewpointposition=0,0,9000&viewpointlookat=0,0,10000&viewpointup=0,1,0"))
                .isCloseTo(41, within(1e-3));
    }

    /** The renderer's own step: of slices that lie closer in one part of the stack than pixels. */
    @Test
    void aPictureCostsAsManySamplesAsAreTaken() {
        List<PatientPoint> origins = new ArrayList<>();
        for (double z : new double[] {0, 2, 4, 6, 8, 8.25, 8.5, 10.5}) {
            origins.add(new PatientPoint(-10, -20, z));
        }
        ImagePlane first = new ImagePlane(
                origins.getFirst(),
                new Vector3(1, 0, 0),
                new Vector3(0, 1, 0),
                new PixelSpacing(2, 2, PixelSpacing.Kind.PATIENT));
        VolumeGeometry geometry = new VolumeGeometry(16, 12, first, origins, new boolean[7]);
        // 0.25 mm counts as a quarter of the usual 2 mm.
        VolumeQuery query = VolumeQuery.of(Resource.MPR, TestQuery.parameters("viewport=10,10&mprslab=3"));
        assertThat(VolumeCost.samples(geometry, Resource.MPR, query)).isCloseTo(100 * 13, within(1e-6));
        assertThat(plane(geometry, "").spacingMm()).isEqualTo(0.5);
    }

    private static double cost(Resource resource, String query) {
        return VolumeCost.samples(GEOMETRY, resource, VolumeQuery.of(resource, TestQuery.parameters(query)));
    }

    @Test
    void withoutASizeAPixelIsAVoxel() {
        PlaneGrid axial = plane("");
        assertThat(axial.width()).isEqualTo(16);
        assertThat(axial.height()).isEqualTo(12);
        assertThat(axial.spacingMm()).isEqualTo(0.5);
        // The middle slice, pixel on voxel.
        assertPoint(axial.toPatient(new PixelPoint(0, 0)), -10, -20, 104);
        assertPoint(axial.toPatient(new PixelPoint(15, 11)), -2.5, -14.5, 104);
        // 5 slices of 2 mm in pixels of 0.5 mm.
        PlaneGrid coronal = plane("orientation=a");
        assertThat(coronal.width()).isEqualTo(16);
        assertThat(coronal.height()).isEqualTo(20);
        assertPoint(coronal.center(), -6.25, -17.25, 104);
        assertThat(coronal.orientationLetters()).isEqualTo(new OrientationLetters("R", "L", "H", "F"));
        // The volume's upper edge lies half a slice above the last centre.
        assertThat(coronal.toPatient(new PixelPoint(0, -0.5)).z()).isCloseTo(109, within(1e-9));
    }

    @Test
    void aViewportIsFilledAndTheWholeVolumeFitsIntoIt() {
        PlaneGrid axial = plane("viewport=64,64");
        assertThat(axial.width()).isEqualTo(64);
        assertThat(axial.height()).isEqualTo(64);
        assertThat(axial.spacingMm()).isCloseTo(8.0 / 64, within(1e-12));
        assertPoint(axial.center(), -6.25, -17.25, 104);
    }

    @Test
    void aCameraLooksAtTheMiddleOfThePicture() {
        PlaneGrid plane = plane("viewpointposition=-6,-30,103&viewpointlookat=-6,-19,103&viewpointup=0,0,1");
        assertPoint(plane.center(), -6, -19, 103);
        assertThat(plane.orientationLetters()).isEqualTo(new OrientationLetters("R", "L", "H", "F"));
        assertThat(plane.normal().y()).isEqualTo(1);
        // As large as if it looked at the volume's middle, so that moving the camera doesn't change the scale.
        assertThat(plane.width()).isEqualTo(16);
        assertThat(plane.height()).isEqualTo(20);
    }

    @Test
    void partsAndFlips() {
        // Columns 4 to 7 and rows 2 to 4 of the whole picture.
        PlaneGrid part = plane("viewport=40,30,4,2,4,3");
        assertThat(part.spacingMm()).isCloseTo(0.05, within(1e-12));
        PlaneGrid whole = plane("");
        PatientPoint corner = whole.toPatient(new PixelPoint(3.5, 1.5));
        assertPoint(part.toPatient(new PixelPoint(-0.5, -0.5)), corner.x(), corner.y(), corner.z());
        PlaneGrid flipped = plane("viewport=40,30,4,2,-4,3");
        assertPoint(flipped.toPatient(new PixelPoint(39.5, -0.5)), corner.x(), corner.y(), corner.z());
        assertThat(flipped.orientationLetters()).isEqualTo(new OrientationLetters("L", "R", "A", "P"));
        PlaneGrid upsideDown = plane("viewport=40,30,4,2,4,-3");
        assertPoint(upsideDown.toPatient(new PixelPoint(-0.5, 29.5)), corner.x(), corner.y(), corner.z());
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> plane("viewport=40,30,16,0,4,4"))
                .withMessageContaining("outside of the picture of 16 x 12");
    }

    @Test
    void aTiltedStackFitsAsAWhole() {
        PlaneGrid sagittal = plane(axial(16, 12, 5, 2, 1), "orientation=r");
        // 12 rows of 0.5 mm and 5 steps of 1 mm down: from −20.25 − 0.5 to −20 + 5.75 + 4.5.
        assertThat(sagittal.width() * sagittal.spacingMm()).isGreaterThanOrEqualTo(11);
        assertPoint(sagittal.center(), -6.25, -15.25, 104);
    }

    @Test
    void aLongObliqueViewKeepsWithinTheLargestPicture() {
        PlaneGrid large = plane(axial(2, 2, 40_000, 0.5, 0), "orientation=a");
        assertThat(large.height()).isLessThanOrEqualTo(RenderRequest.MAX_EDGE).isGreaterThan(16_300);
        assertThat(large.spacingMm() * large.height()).isGreaterThanOrEqualTo(20_000);
        PlaneGrid wide = plane(axial(9_000, 9_000, 2, 0.5, 0), "orientation=f");
        assertThat((long) wide.width() * wide.height()).isLessThanOrEqualTo(RenderRequest.MAX_PIXELS);
    }

    @Test
    void aSlabEndsWhereTheVolumeEnds() {
        PlaneGrid axial = plane("");
        assertThat(VolumeView.slabMm(GEOMETRY, axial, 3)).isEqualTo(3);
        assertThat(VolumeView.slabMm(GEOMETRY, axial, 10_000)).isCloseTo(10, within(1e-9));
        PlaneGrid near = plane("viewpointposition=0,0,0&viewpointlookat=0,0,100&viewpointup=0,-1,0");
        assertThat(VolumeView.slabMm(GEOMETRY, near, 10_000)).isCloseTo(18, within(1e-9));
    }

    /** Slices of 2 mm, missing ones beside both end slices: these reach 1 mm beyond their centres, not half of the gap. */
    @Test
    void whereSlicesAreMissingBesideAnEndTheViewEndsHalfASliceBeyondItsCentre() {
        List<PatientPoint> origins = new ArrayList<>();
        for (double z : new double[] {0, 20, 22, 24, 26, 28, 48}) {
            origins.add(new PatientPoint(-10, -20, z));
        }
        ImagePlane first = new ImagePlane(
                origins.getFirst(),
                new Vector3(1, 0, 0),
                new Vector3(0, 1, 0),
                new PixelSpacing(0.5, 0.5, PixelSpacing.Kind.PATIENT));
        boolean[] gaps = {true, false, false, false, false, true};
        VolumeGeometry geometry = new VolumeGeometry(16, 12, first, origins, gaps);
        PlaneGrid coronal = plane(geometry, "orientation=a");
        assertThat(coronal.height()).isEqualTo(100);
        assertThat(coronal.toPatient(new PixelPoint(0, -0.5)).z()).isCloseTo(49, within(1e-9));
        assertThat(coronal.toPatient(new PixelPoint(0, 99.5)).z()).isCloseTo(-1, within(1e-9));
        assertThat(VolumeView.depthMm(geometry, new Vector3(0, 0, 1))).isCloseTo(50, within(1e-9));
        PlaneGrid axial = plane(geometry, "viewpointposition=0,0,-99&viewpointlookat=0,0,48&viewpointup=0,-1,0");
        assertThat(VolumeView.slabMm(geometry, axial, 10_000)).isCloseTo(98, within(1e-9));
    }

    private static void assertPoint(PatientPoint actual, double x, double y, double z) {
        assertThat(actual.minus(new PatientPoint(x, y, z)).length())
                .as("%s", actual)
                .isCloseTo(0, within(1e-9));
    }
}
