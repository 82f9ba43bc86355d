package dev.lightbox.engine.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ImagePlaneTest {

    private static final PixelSpacing SPACING = new PixelSpacing(2, 0.5, PixelSpacing.Kind.PATIENT);

    @Test
    void columnsAreSpacedByTheSecondValueRowsByTheFirst() {
        ImagePlane axial =
                new ImagePlane(new PatientPoint(-100, -50, 30), new Vector3(1, 0, 0), new Vector3(0, 1, 0), SPACING);
        assertThat(axial.toPatient(new PixelPoint(10, 3))).isEqualTo(new PatientPoint(-95, -44, 30));
        assertThat(axial.location()).isEqualTo(30);
        assertThat(axial.distance(new PatientPoint(0, 0, 34))).isEqualTo(4);
        assertThat(axial.orientationLetters()).isEqualTo(new OrientationLetters("R", "L", "A", "P"));
    }

    @Test
    void pixelToPatientAndBackIsTheIdentity() {
        Random random = new Random(21);
        for (int i = 0; i < 200; i++) {
            Vector3 row = vector(random).normalized();
            Vector3 column = row.cross(vector(random)).normalized();
            ImagePlane plane = new ImagePlane(new PatientPoint(random.nextDouble(), 5, -7), row, column, SPACING);
            PixelPoint pixel = new PixelPoint(random.nextDouble(-100, 600), random.nextDouble(-100, 600));
            PixelPoint back = plane.toPixel(plane.toPatient(pixel));
            assertThat(back.x()).isCloseTo(pixel.x(), within(1e-9));
            assertThat(back.y()).isCloseTo(pixel.y(), within(1e-9));
        }
    }

    @Test
    void directionsThatNoPlaneHasAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImagePlane(
                        new PatientPoint(0, 0, 0), new Vector3(1, 0, 0), new Vector3(0.5, 1, 0), SPACING));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new ImagePlane(new PatientPoint(0, 0, 0), new Vector3(0, 0, 0), new Vector3(0, 1, 0), SPACING));
    }

    @Test
    void coronalAndSagittalHaveTheirLetters() {
        assertThat(OrientationLetters.of(new Vector3(1, 0, 0), new Vector3(0, 0, -1)))
                .isEqualTo(new OrientationLetters("R", "L", "H", "F"));
        assertThat(OrientationLetters.of(new Vector3(0, 1, 0), new Vector3(0, 0, -1)))
                .isEqualTo(new OrientationLetters("A", "P", "H", "F"));
    }

    @Test
    void obliqueDirectionsNameTheNearestAxisFirst() {
        assertThat(OrientationLetters.letters(new Vector3(0.4, -0.9, 0))).isEqualTo("AL");
        assertThat(OrientationLetters.letters(new Vector3(-0.8, 0.5, 0.3))).isEqualTo("RPH");
        assertThat(OrientationLetters.letters(new Vector3(0.999, 0.04, 0))).isEqualTo("L");
        assertThat(OrientationLetters.letters(new Vector3(0, 0, 0))).isEmpty();
    }

    @Test
    void patientOrientationGivesTheLettersOfProjections() {
        assertThat(OrientationLetters.ofPatientOrientation("L", "F"))
                .isEqualTo(new OrientationLetters("R", "L", "H", "F"));
        assertThat(OrientationLetters.ofPatientOrientation("AL", "CD"))
                .isEqualTo(new OrientationLetters("PR", "AL", "", ""));
    }

    private static Vector3 vector(Random random) {
        return new Vector3(random.nextDouble(-1, 1), random.nextDouble(-1, 1), random.nextDouble(-1, 1));
    }
}
