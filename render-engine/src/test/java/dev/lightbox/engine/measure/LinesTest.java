package dev.lightbox.engine.measure;

import static dev.lightbox.engine.measure.TestPictures.points;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.measure.MeasurementRefusedException.Reason;
import dev.lightbox.engine.volume.Slab;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinesTest {

    private static Measured measured(DataSet.Builder header, MeasurementKind kind, double... coordinates)
            throws MeasurementRefusedException {
        return Measurements.ofLines(TestPictures.headerOnly(header), 1, kind, points(coordinates));
    }

    private static double of(MeasurementKind kind, double... coordinates) throws MeasurementRefusedException {
        return measured(
                        TestPictures.header(100, 100).put(Tag.Modality, "CT").put(Tag.PixelSpacing, "1", "1"),
                        kind,
                        coordinates)
                .values()
                .getFirst()
                .value();
    }

    private static void assertRefused(Reason reason, MeasurementKind kind, double... coordinates) {
        assertThatThrownBy(() -> of(kind, coordinates))
                .isInstanceOfSatisfying(
                        MeasurementRefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void anAngleIsTakenAtTheSecondPoint() throws MeasurementRefusedException {
        assertThat(of(MeasurementKind.ANGLE, 10, 0, 0, 0, 0, 10)).isCloseTo(90, within(1e-12));
        assertThat(of(MeasurementKind.ANGLE, 10, 0, 0, 0, 10, 10)).isCloseTo(45, within(1e-12));
        assertThat(of(MeasurementKind.ANGLE, 0, 5, 5, 5, 10, 5)).isEqualTo(180);
        assertThat(of(MeasurementKind.ANGLE, 10, 5, 5, 5, 20, 5)).isEqualTo(0);
    }

    @Test
    void smallAnglesAreExact() throws MeasurementRefusedException {
        assertThat(of(MeasurementKind.ANGLE, 100, 0, 0, 0, 100, 0.001))
                .isCloseTo(Math.toDegrees(Math.atan(1e-5)), within(1e-18));
    }

    @Test
    void anglesTakePixelsAsTheyAre() throws MeasurementRefusedException {
        double[] corner = {10, 0, 0, 0, 10, 10};
        double tall = Math.toDegrees(Math.atan(2));
        assertThat(measured(
                                TestPictures.header(100, 100).put(Tag.PixelSpacing, "2", "1"),
                                MeasurementKind.ANGLE,
                                corner)
                        .values()
                        .getFirst()
                        .value())
                .isCloseTo(tall, within(1e-12));
        assertThat(measured(
                                TestPictures.header(100, 100).putInts(Tag.PixelAspectRatio, 2, 1),
                                MeasurementKind.ANGLE,
                                corner)
                        .values()
                        .getFirst()
                        .value())
                .isCloseTo(tall, within(1e-12));
    }

    /** Two endplates, one above the other, tilted against each other by as much as is said, in a picture that is turned. */
    @ParameterizedTest
    @CsvSource({"12, 0", "12, 90", "12, 137", "89, 45", "91, 45", "104, 0", "104, 90", "104, 200", "0, 30"})
    void aCobbAngleIsTheSameHoweverTheSpineLiesAndTheLinesAreDrawn(double degrees, double turned)
            throws MeasurementRefusedException {
        double half = Math.toRadians(degrees) / 2;
        double[] upper = line(0, -12, half, turned);
        double[] lower = line(0, 12, -half, turned);
        for (double[] one : List.of(upper, reversed(upper))) {
            for (double[] other : List.of(lower, reversed(lower))) {
                assertThat(of(
                                MeasurementKind.COBB,
                                one[0],
                                one[1],
                                one[2],
                                one[3],
                                other[0],
                                other[1],
                                other[2],
                                other[3]))
                        .isCloseTo(degrees, within(1e-9));
                assertThat(of(
                                MeasurementKind.COBB,
                                other[0],
                                other[1],
                                other[2],
                                other[3],
                                one[0],
                                one[1],
                                one[2],
                                one[3]))
                        .isCloseTo(degrees, within(1e-9));
            }
        }
    }

    /** Ten to either side of a point, about the middle of the picture. */
    private static double[] line(double x, double y, double direction, double turnedDegrees) {
        double turn = Math.toRadians(turnedDegrees);
        double middleX = 50 + x * Math.cos(turn) - y * Math.sin(turn);
        double middleY = 50 + x * Math.sin(turn) + y * Math.cos(turn);
        double dx = 10 * Math.cos(direction + turn);
        double dy = 10 * Math.sin(direction + turn);
        return new double[] {middleX - dx, middleY - dy, middleX + dx, middleY + dy};
    }

    private static double[] reversed(double[] line) {
        return new double[] {line[2], line[3], line[0], line[1]};
    }

    @Test
    void linesThatCrossHaveTheirAcuteAngle() throws MeasurementRefusedException {
        assertThat(of(MeasurementKind.COBB, 0, 0, 10, 4, 0, 4, 10, 0))
                .isCloseTo(2 * Math.toDegrees(Math.atan(0.4)), within(1e-9));
        assertThat(of(MeasurementKind.COBB, 0, 0, 10, 4, 10, 0, 0, 4))
                .isCloseTo(2 * Math.toDegrees(Math.atan(0.4)), within(1e-9));
    }

    @Test
    void ofTwoAxesTheLongerComesFirst() throws MeasurementRefusedException {
        Measured measured = measured(
                TestPictures.header(100, 100)
                        .put(Tag.PixelSpacing, "0.5", "0.5")
                        .put(Tag.Modality, "CT"),
                MeasurementKind.BIDIRECTIONAL,
                40,
                50,
                60,
                50,
                50,
                30,
                50,
                70);
        assertThat(measured.values())
                .containsExactly(
                        new MeasuredValue(Concept.LONG_AXIS, 20, "mm"),
                        new MeasuredValue(Concept.SHORT_AXIS, 10, "mm"));
    }

    @Test
    void axesThatAreNotPerpendicularAreRefused() throws MeasurementRefusedException {
        assertRefused(Reason.NOT_PERPENDICULAR, MeasurementKind.BIDIRECTIONAL, 40, 50, 60, 50, 50, 30, 52, 70);
        // Rounded coordinates of a short axis.
        assertThat(of(MeasurementKind.BIDIRECTIONAL, 40, 50, 60, 50, 50, 48, 50.05, 52))
                .isEqualTo(20);
    }

    @Test
    void whatHasNoDirectionIsRefused() {
        assertRefused(Reason.NO_DIRECTION, MeasurementKind.ANGLE, 5, 5, 5, 5, 10, 5);
        assertRefused(Reason.NO_DIRECTION, MeasurementKind.COBB, 5, 5, 5, 5, 10, 5, 20, 20);
        assertRefused(Reason.NO_DIRECTION, MeasurementKind.BIDIRECTIONAL, 5, 5, 6, 5, 10, 5, 10, 5);
    }

    @Test
    void theNumberOfPointsMustFit() {
        assertRefused(Reason.NUMBER_OF_POINTS, MeasurementKind.LENGTH, 5, 5);
        assertRefused(Reason.NUMBER_OF_POINTS, MeasurementKind.LENGTH, 5, 5, 6, 6, 7, 7);
        assertRefused(Reason.NUMBER_OF_POINTS, MeasurementKind.COBB, 5, 5, 6, 6, 7, 7);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 100.01, Double.NaN})
    void nothingIsMeasuredOutsideOfThePicture(double x) {
        assertRefused(Reason.OUTSIDE, MeasurementKind.LENGTH, 5, 5, x, 5);
        assertRefused(Reason.OUTSIDE, MeasurementKind.LENGTH, 5, x, 5, 5);
    }

    @Test
    void inAPlaneOfAVolumeLinesRunThroughThePatient() throws MeasurementRefusedException {
        double half = Math.sqrt(0.5);
        MeasuringPlane plane =
                new MeasuringPlane(new Vector3(half, 0, half), new Vector3(0, 1, 0), new Slab(20, Slab.Mode.MIP));
        Measured length = Measurements.ofLines(plane, MeasurementKind.LENGTH, List.of(oblique(1, 2), oblique(4, 6)));
        assertThat(length.values()).hasSize(1);
        assertThat(length.values().getFirst().concept()).isEqualTo(Concept.LENGTH);
        assertThat(length.values().getFirst().value()).isCloseTo(5, within(1e-9));
        assertThat(length.values().getFirst().unit()).isEqualTo("mm");
        assertThat(length.scale()).isEqualTo(ScaleSource.VOLUME);
        // The same endplates as above.
        double turn = Math.toRadians(104) / 2;
        Measured cobb = Measurements.ofLines(
                plane,
                MeasurementKind.COBB,
                List.of(
                        oblique(-Math.cos(turn), -3 - Math.sin(turn)),
                        oblique(Math.cos(turn), -3 + Math.sin(turn)),
                        oblique(Math.cos(turn), 3 - Math.sin(turn)),
                        oblique(-Math.cos(turn), 3 + Math.sin(turn))));
        assertThat(cobb.values().getFirst().value()).isCloseTo(104, within(1e-9));
    }

    private static PatientPoint oblique(double right, double down) {
        double half = Math.sqrt(0.5);
        return new PatientPoint(100 + right * half, 20 + down, -300 + right * half);
    }
}
