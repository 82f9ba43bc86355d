package dev.lightbox.engine.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.lightbox.engine.codec.ImageDescriptor;
import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomFile;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.TransferSyntax;
import dev.lightbox.engine.geometry.ImagePlane;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PixelSpacing;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.render.SourceImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Series that no scanner makes: no exception, no frame lost, no time or memory beyond what their number asks for. */
class HostileSeriesTest {

    /** Generous for a busy machine: each takes a second or two alone; a quadratic loop over 100,000 slices takes minutes. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final int MANY = 100_000;

    private static final double[] COORDINATES = {
        0, -0.0, 1, -1, 0.01, 1e-300, 5e-324, 1e5, -1e6, 1e9, 1e300, Double.MAX_VALUE, 17.25, 17.26, 17.2600001
    };

    private static final String[] KEYWORDS = {
        "EchoNumbers",
        "DiffusionBValue",
        "TriggerTime",
        "AcquisitionTime",
        "ImageType3",
        "StackID",
        "DimensionIndex X",
        "Nonsense"
    };

    private static final String[] VALUES = {
        "", "1", "1.0", "2", "NaN", "Infinity", "1e999", "x\u0000\u001b[2J", "y".repeat(70_000)
    };

    private static <T> T any(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static double coordinate(Random random) {
        return random.nextInt(3) > 0 ? random.nextInt(12) * 2.5 : COORDINATES[random.nextInt(COORDINATES.length)];
    }

    private static ImagePlane plane(Random random) {
        double angle = random.nextInt(4) > 0 ? 0 : random.nextDouble() * (random.nextBoolean() ? 0.01 : 7);
        Vector3 row = new Vector3(Math.cos(angle), Math.sin(angle), random.nextInt(5) == 0 ? 0.009 : 0);
        Vector3 column = new Vector3(-Math.sin(angle), Math.cos(angle), 0);
        double spacing = any(random, List.of(0.5, 0.5, 0.5, 0.50001, 1e-300, 1e300, 1e-5, 2000.0));
        boolean still = random.nextBoolean();
        return new ImagePlane(
                new PatientPoint(still ? 3 : coordinate(random), still ? 4 : coordinate(random), coordinate(random)),
                row,
                column,
                new PixelSpacing(spacing, any(random, List.of(0.5, spacing)), PixelSpacing.Kind.PATIENT));
    }

    private static VolumeSlice<Integer> slice(Random random, Slices slices) {
        Map<String, String> dimensions = new HashMap<>();
        for (String keyword : KEYWORDS) {
            if (random.nextInt(3) == 0) {
                dimensions.put(keyword, VALUES[random.nextInt(VALUES.length)]);
            }
        }
        ImageDescriptor descriptor =
                random.nextInt(8) > 0 ? Slices.SIGNED : Slices.descriptor(1 + random.nextInt(32), random.nextBoolean());
        slices.add(
                random.nextInt(12) > 0 ? Optional.of(plane(random)) : Optional.empty(),
                descriptor,
                dimensions,
                random.nextInt(20) > 0 ? Optional.empty() : Optional.of("."),
                random.nextInt(20) == 0,
                random.nextBoolean()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(
                                any(random, List.of(5.0, 0.0, -1.0, Double.NaN, Double.POSITIVE_INFINITY))));
        return slices.list().getLast();
    }

    private static void check(SeriesVolumes<Integer> found, int frames) {
        List<Integer> all = new ArrayList<>();
        found.volumes().forEach(plan -> all.addAll(plan.sources()));
        found.leftOut().forEach(left -> all.add(left.source()));
        assertThat(all).hasSize(frames).doesNotHaveDuplicates();
        assertThat(found.volumes().isEmpty() && found.refusals().isEmpty()).isFalse();
        for (VolumePlan<Integer> plan : found.volumes()) {
            VolumeGeometry geometry = plan.geometry();
            for (int k = 0; k < geometry.slices() - 1; k++) {
                assertThat(geometry.intervalMm(k)).isPositive();
            }
            assertThat(geometry.shearDegrees()).isBetween(0.0, 90.0);
            assertThat(geometry.center().isFinite()).isTrue();
            assertThat(geometry.corners()).allMatch(PatientPoint::isFinite);
            assertThat(plan.label().length()).isLessThan(500);
            assertThat(plan.halved().geometry().slices()).isEqualTo(geometry.slices());
        }
    }

    @RepeatedTest(400)
    void nothingEscapesAndNoFrameIsLost(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Slices slices = new Slices();
        int frames = random.nextInt(80);
        for (int i = 0; i < frames; i++) {
            slice(random, slices);
        }

        check(slices.volumes(), frames);
    }

    @Test
    void aHundredThousandSlicesAtOnePlace() {
        Slices slices = new Slices();
        for (int i = 0; i < MANY; i++) {
            slices.add(7, "AcquisitionTime", "" + i, "EchoNumbers", "" + i);
        }

        check(assertTimeoutPreemptively(LIMIT, slices::volumes), MANY);
    }

    @Test
    void aHundredThousandSlicesInARow() {
        Slices slices = new Slices();
        for (int i = 0; i < MANY; i++) {
            slices.add(i * 0.02, "AcquisitionTime", "" + i, "InversionTime", "" + i % 2);
        }

        SeriesVolumes<Integer> found = assertTimeoutPreemptively(LIMIT, slices::volumes);
        check(found, MANY);
        assertThat(found.volumes()).hasSize(1);
    }

    @Test
    void aHundredThousandSlicesAtAThousandPlacesOfWhichEveryAttributeIsDifferent() {
        Slices slices = new Slices();
        for (int i = 0; i < MANY; i++) {
            int n = i;
            slices.add(
                    i % 1000,
                    Stream.of(KEYWORDS)
                            .flatMap(key -> Stream.of(key, Integer.toString(n * 31 % 977)))
                            .toArray(String[]::new));
        }

        check(assertTimeoutPreemptively(LIMIT, slices::volumes), MANY);
    }

    @Test
    void aHundredThousandSlicesOfWhichNoTwoAreParallel() {
        Slices slices = new Slices();
        for (int i = 0; i < MANY; i++) {
            double angle = i * 0.7;
            double other = i * 0.013;
            Vector3 row = new Vector3(Math.cos(angle), Math.sin(angle), 0);
            Vector3 column =
                    new Vector3(-Math.sin(angle) * Math.cos(other), Math.cos(angle) * Math.cos(other), Math.sin(other));
            slices.add(new ImagePlane(new PatientPoint(0, 0, i), row, column, Slices.SPACING), Slices.SIGNED);
        }

        SeriesVolumes<Integer> found = assertTimeoutPreemptively(LIMIT, slices::volumes);

        assertThat(found.leftOut()).hasSizeGreaterThan(1000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NaN\\0\\0",
                "1e300\\1e300\\1e300",
                "1e400\\0\\0",
                "0\\0",
                "",
                "a\\b\\c",
                "-1e9\\0\\0",
                "0\\0\\0\\0"
            })
    void impossiblePositionsAreLeftOut(String position) throws Exception {
        assertThat(leftOut(position, "1\\0\\0\\0\\1\\0", "0.5\\0.5")).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0\\0\\0\\0\\0\\0",
                "1\\0\\0\\1\\0\\0",
                "1\\0\\0\\0.5\\1\\0",
                "NaN\\0\\0\\0\\1\\0",
                "1e300\\0\\0\\0\\1e300\\0",
                "1\\0\\0"
            })
    void impossibleDirectionsAreLeftOut(String cosines) throws Exception {
        assertThat(leftOut("0\\0\\0", cosines, "0.5\\0.5")).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0\\0", "-1\\1", "1e300\\1", "1e-300\\1e-300", "NaN\\1", "1", ""})
    void impossibleSpacingsAreLeftOut(String spacing) throws Exception {
        assertThat(leftOut("0\\0\\0", "1\\0\\0\\0\\1\\0", spacing)).isEqualTo(5);
    }

    /** How many of five slices of one header, but for their places, are in no volume. */
    private static int leftOut(String position, String cosines, String spacing) throws Exception {
        return leftOut(512, position, cosines, spacing);
    }

    private static int leftOut(int edge, String position, String cosines, String spacing) throws Exception {
        List<VolumeSlice<Integer>> slices = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            DataSet header = DataSet.builder()
                    .putInts(Tag.Rows, edge)
                    .putInts(Tag.Columns, edge)
                    .put(Tag.PhotometricInterpretation, "MONOCHROME2")
                    .putInts(Tag.BitsAllocated, 16)
                    .putInts(Tag.BitsStored, 16)
                    .putInts(Tag.HighBit, 15)
                    .putInts(Tag.PixelRepresentation, 0)
                    .putInts(Tag.InstanceNumber, i)
                    .put(Tag.ImagePositionPatient, position.replaceFirst("0$", "" + i))
                    .put(Tag.ImageOrientationPatient, cosines)
                    .put(Tag.PixelSpacing, spacing)
                    .build();
            SourceImage image = SourceImage.of(new DicomFile(
                    "hostile.dcm",
                    DataSet.empty(),
                    header,
                    TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                    Optional.empty(),
                    List.of()));
            slices.add(image.volumeSlice(i, 1));
        }
        return SeriesVolumes.of(slices).leftOut().size();
    }

    @Test
    void aHeaderWhosePixelsNoArrayHoldsIsLeftOut() throws Exception {
        assertThat(leftOut(512, "0\\0\\0", "1\\0\\0\\0\\1\\0", "0.5\\0.5")).isZero();
        assertThat(leftOut(65_535, "0\\0\\0", "1\\0\\0\\0\\1\\0", "0.5\\0.5")).isEqualTo(5);
    }
}
