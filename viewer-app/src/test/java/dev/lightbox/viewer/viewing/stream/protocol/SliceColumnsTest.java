package dev.lightbox.viewer.viewing.stream.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lightbox.engine.geometry.ImagePlane;
import dev.lightbox.engine.geometry.OrientationLetters;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PixelSpacing;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.render.VoiWindow;
import dev.lightbox.viewer.pacs.InstanceReference;
import dev.lightbox.viewer.viewing.frames.FrameKey;
import dev.lightbox.viewer.viewing.series.LoadedSeries;
import dev.lightbox.viewer.viewing.series.SeriesSlice;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the columns of a series are read back to; byte for byte they are held by {@link FixturesTest}. */
class SliceColumnsTest {

    private static final PixelSpacing SPACING = new PixelSpacing(0.7, 0.7, PixelSpacing.Kind.PATIENT);
    private static final Vector3 ROW = new Vector3(0.8, 0.6, 0);
    private static final Vector3 COLUMN = new Vector3(0, 0, -1);

    private final Random random = new Random(20261130);

    private static String write(List<SeriesSlice> slices) {
        return EventWriter.write(new ServerEvent.SeriesShown(
                0, 1, new LoadedSeries("2.25.1", "2.25.2", "CT", List.of(), slices, List.of())));
    }

    private static List<ObjectNode> readBack(List<SeriesSlice> slices) {
        return SliceRows.of(JsonMapper.shared().readTree(write(slices)));
    }

    private static SeriesSlice slice(
            int number, String uid, Optional<ImagePlane> plane, OptionalDouble thickness, Optional<VoiWindow> window) {
        return new SeriesSlice(
                number,
                new FrameKey(new InstanceReference("2.25.1", "2.25.2", uid), 1),
                OptionalInt.of(number),
                512,
                512,
                1,
                Optional.of(SPACING),
                Optional.of(new OrientationLetters("R", "L", "A", "P")),
                plane,
                thickness,
                OptionalDouble.empty(),
                window,
                "",
                "",
                Optional.empty());
    }

    private static ImagePlane plane(double x, double y, double z) {
        return new ImagePlane(new PatientPoint(x, y, z), ROW, COLUMN, SPACING);
    }

    private List<SeriesSlice> slices(int count, IntFunction<String> uid, IntFunction<ImagePlane> plane) {
        List<SeriesSlice> slices = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            slices.add(slice(
                    i + 1,
                    uid.apply(i),
                    Optional.of(plane.apply(i)),
                    OptionalDouble.of(1.5),
                    Optional.of(new VoiWindow(40, 400))));
        }
        return slices;
    }

    private String randomUid() {
        return "2.25." + new BigInteger(127, random).setBit(126);
    }

    @Test
    void tellsAThousandObliqueSlicesWithRandomUidsInLessThanSixtyKilobytes() {
        // As a file has them: 16 characters a number, which is more than decimals can carry exactly for long.
        String text = write(slices(
                1000, i -> randomUid(), i -> plane(-180.123456789 + i * 0.123456789, 7.1 / 3 - i * 0.98, i * 1.25)));
        assertThat(text.length()).isLessThan(60_000);
    }

    @Test
    void tellsAThousandSlicesThatCountInLessThanTwoKilobytes() {
        String text = write(slices(1000, i -> "1.2.840.99.3.11." + (1_000 + i), i -> plane(-180.5, -180.5, 1.25 * i)));
        assertThat(text.length()).isLessThan(2_000);
        assertThat(readBack(slices(3, i -> "1.2.840.99.3.11." + (998 + i), i -> plane(0, 0, i))))
                .extracting(slice -> slice.get("sopInstanceUID").stringValue())
                .containsExactly("1.2.840.99.3.11.998", "1.2.840.99.3.11.999", "1.2.840.99.3.11.1000");
    }

    @Test
    void toldPlacesAreThoseOfTheSlicesToAMillionthOfAMillimetre() {
        List<SeriesSlice> slices = slices(
                500,
                i -> "2.25." + i,
                i -> plane(random.nextGaussian() * 1000, -0.1 * i, i / 3.0 + random.nextDouble() * 1e-7));
        List<ObjectNode> read = readBack(slices);
        for (int i = 0; i < slices.size(); i++) {
            ImagePlane plane = slices.get(i).plane().orElseThrow();
            JsonNode position = read.get(i).get("position");
            assertThat(position.get("x").doubleValue()).isCloseTo(plane.origin().x(), within(0.6e-6));
            assertThat(position.get("y").doubleValue()).isEqualTo(Math.rint(-1e5 * i) / 1e6);
            assertThat(position.get("z").doubleValue()).isCloseTo(plane.origin().z(), within(0.6e-6));
            assertThat(read.get(i).get("location").doubleValue()).isCloseTo(plane.location(), within(0.6e-6));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 40, 1000})
    void everyValueComesBackHoweverIrregularTheSeries(int count) {
        double[] thicknesses = {1.5, 1 / 3.0, 1e-9, 1e15, 12_345.678901, 2};
        List<SeriesSlice> slices = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            OptionalDouble thickness = random.nextInt(5) == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(thicknesses[random.nextInt(thicknesses.length)]);
            Optional<VoiWindow> window = random.nextInt(9) == 0
                    ? Optional.empty()
                    : Optional.of(new VoiWindow(random.nextInt(4000) - 1000, 0.1 + random.nextInt(3)));
            Optional<ImagePlane> plane =
                    random.nextInt(7) == 0 ? Optional.empty() : Optional.of(plane(i, -i, random.nextInt(9) * 0.01));
            slices.add(slice(i + 1, random.nextBoolean() ? "1.2." + i : randomUid(), plane, thickness, window));
        }
        List<ObjectNode> read = readBack(slices);
        for (int i = 0; i < count; i++) {
            SeriesSlice slice = slices.get(i);
            ObjectNode back = read.get(i);
            assertThat(back.get("sopInstanceUID").stringValue())
                    .isEqualTo(slice.key().instance().sopInstanceUid());
            assertThat(back.get("instanceNumber").intValue()).isEqualTo(i + 1);
            assertThat(OptionalDouble.of(back.get("thickness").asDouble(Double.NaN)))
                    .isEqualTo(OptionalDouble.of(slice.thicknessMm().orElse(Double.NaN)));
            assertThat(back.get("window").isNull()).isEqualTo(slice.window().isEmpty());
            slice.window().ifPresent(window -> {
                assertThat(back.get("window").get("center").doubleValue()).isEqualTo(window.center());
                assertThat(back.get("window").get("width").doubleValue()).isEqualTo(window.width());
            });
            assertThat(back.get("position").isNull()).isEqualTo(slice.plane().isEmpty());
            slice.plane()
                    .ifPresent(plane -> assertThat(back.get("position").get("z").doubleValue())
                            .isEqualTo(plane.origin().z()));
        }
    }

    @Test
    void leavesOutTheNoiseOfDirectionsThatAFileComputesAnewForEachSlice() {
        List<SeriesSlice> slices = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            double noise = 1e-13 * random.nextDouble();
            slices.add(slice(
                    i + 1,
                    "2.25." + i,
                    Optional.of(new ImagePlane(
                            new PatientPoint(0, 0, i), new Vector3(1, noise, -noise), new Vector3(0, 1, 0), SPACING)),
                    OptionalDouble.empty(),
                    Optional.empty()));
        }
        JsonNode columns = JsonMapper.shared().readTree(write(slices)).get("slices");
        assertThat(columns.get("row").get("runs")).hasSize(1);
        assertThat(columns.get("row").toString()).isEqualTo("{\"runs\":[[100,{\"x\":1,\"y\":0,\"z\":0}]]}");
    }
}
