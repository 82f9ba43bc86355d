package dev.lightbox.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.geometry.PatientPoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What {@code volume} says and {@code mpr} draws of random series whose geometry is known. */
class RampSeriesTest extends CommandCase {

    private static final double DISTANCE_MM = 0.1;
    private static final double TILT_DEGREES = 0.05;

    /** More than the fastest rise of values within that distance would change a value, and its rounding, twice. */
    private static final double VALUE = 40 * DISTANCE_MM + 1;

    private static final int EDGE = 24;

    private static RampSeries series(Random random) {
        RampSeries series = new RampSeries(random);
        if (random.nextInt(3) > 0) {
            double tilt = Math.tan(Math.toRadians(35 * random.nextDouble()));
            double towards = 2 * Math.PI * random.nextDouble();
            series.shearRow = tilt * Math.cos(towards);
            series.shearColumn = tilt * Math.sin(towards);
        }
        double usual = 0.6 + 2 * random.nextDouble();
        double jitter = random.nextBoolean() ? 0.4 * usual : 0;
        int gap = random.nextBoolean() ? 8 + random.nextInt(12) : -1;
        double place = 10 * random.nextGaussian();
        for (int k = 0; k < 30; k++) {
            series.places.add(place);
            place += k == gap ? (2 + random.nextInt(4)) * usual : usual + jitter * (random.nextDouble() - 0.5);
        }
        return series;
    }

    @RepeatedTest(40)
    void tiltDistancesAndValuesAreRight(RepetitionInfo repetition) throws IOException {
        Random random = new Random(1000 + repetition.getCurrentRepetition());
        RampSeries series = series(random);
        boolean enhanced = random.nextBoolean();
        if (enhanced) {
            series.writeEnhanced(directory.resolve("series"));
        } else {
            series.write(directory.resolve("series"), 1, 0, header -> header);
        }
        assertVolume(series);
        assertPlane(series, random, "1", 0);
    }

    @RepeatedTest(6)
    void echoesByTurnsAreTwoVolumesWhereverTheSecondOneLies(RepetitionInfo repetition) throws IOException {
        Random random = new Random(2000 + repetition.getCurrentRepetition());
        RampSeries first = new RampSeries(random);
        RampSeries second = new RampSeries(new Random(2000 + repetition.getCurrentRepetition()));
        // At the same places, between them, or halfway, where all together lie evenly.
        double offset = new double[] {0, 0.7, 1.5}[repetition.getCurrentRepetition() % 3];
        for (int k = 0; k < 20; k++) {
            first.places.add(3.0 * k);
            second.places.add(3.0 * k + offset);
        }
        first.write(
                directory.resolve("series"),
                1,
                0,
                header -> header.put(Tag.EchoTime, "12").put(Tag.EchoNumbers, "1"));
        second.write(
                directory.resolve("series"),
                101,
                500,
                header -> header.put(Tag.EchoTime, "80").put(Tag.EchoNumbers, "2"));

        assertThat(run("volume", "--json", path("series"))).isZero();
        assertThat(texts(said(), "label\":\"([^\"]*)")).containsExactly("echo 1", "echo 2");
        assertThat(texts(said(), "\"slices\":(\\d+)")).containsExactly("20", "20");
        assertPlane(first, random, "1", 0);
        assertPlane(second, random, "2", 500);
    }

    @Test
    void aTableThatMovedToTheSideOnceIsNoTilt() throws IOException {
        RampSeries still = new RampSeries(new Random(7));
        RampSeries moved = new RampSeries(new Random(7));
        for (int k = 0; k < 20; k++) {
            (k < 10 ? still : moved).places.add(2.0 * k);
        }
        still.write(directory.resolve("series"), 1, 0, header -> header);
        moved.write(directory.resolve("series"), 101, 0, header -> {
            double[] at = header.build().numbers(Tag.ImagePositionPatient);
            return header.putNumbers(
                    Tag.ImagePositionPatient,
                    at[0] + 4 * moved.row.x(),
                    at[1] + 4 * moved.row.y(),
                    at[2] + 4 * moved.row.z());
        });

        assertThat(run("volume", "--json", path("series"))).isZero();
        assertThat(number(said(), "tiltDegrees")).isCloseTo(0, within(TILT_DEGREES));
        assertThat(said()).contains("One slice is shifted sideways against the next, unlike the others");
    }

    private void assertVolume(RampSeries series) {
        assertThat(run("volume", "--json", path("series"))).isZero();
        String json = said();
        assertThat(texts(json, "\"slices\":(\\d+)")).containsExactly(Integer.toString(series.places.size()));
        assertThat(number(json, "tiltDegrees")).isCloseTo(series.tiltDegrees(), within(TILT_DEGREES));
        List<Double> intervals = new ArrayList<>();
        for (MatchResult run :
                results(texts(json, "\"spacingRuns\":\\[(.*?)]").getFirst(), "\"mm\":([\\d.]+),\"count\":(\\d+)")) {
            for (int i = 0; i < Integer.parseInt(run.group(2)); i++) {
                intervals.add(Double.parseDouble(run.group(1)));
            }
        }
        assertThat(intervals).hasSize(series.places.size() - 1);
        for (int k = 0; k < intervals.size(); k++) {
            assertThat(intervals.get(k))
                    .isCloseTo(series.places.get(k + 1) - series.places.get(k), within(DISTANCE_MM / 20));
        }
    }

    /** An oblique plane through the middle, whose values within the slices are the ramp's. */
    private void assertPlane(RampSeries series, Random random, String volume, double summand) throws IOException {
        List<Double> places = series.places;
        double middle = (places.getFirst() + places.getLast()) / 2;
        PatientPoint center = series.at((RampSeries.COLUMNS - 1) / 2.0, (RampSeries.ROWS - 1) / 2.0, middle);
        String plane = String.format(
                Locale.ROOT,
                "%.6f,%.6f,%.6f;%.6f,%.6f,%.6f",
                random.nextGaussian(),
                random.nextGaussian(),
                random.nextGaussian(),
                random.nextGaussian(),
                random.nextGaussian(),
                random.nextGaussian());
        assertThat(run(
                        "mpr",
                        path("series"),
                        "--volume",
                        volume,
                        "--plane",
                        plane,
                        "--at",
                        String.format(Locale.ROOT, "%.6f,%.6f,%.6f", center.x(), center.y(), center.z()),
                        "--size",
                        EDGE + "x" + EDGE,
                        "--spacing",
                        "0.9",
                        "--out",
                        path("plane.i16")))
                .as(complained())
                .isZero();
        String json = Files.readString(directory.resolve("plane.json"));
        double[] origin = numbers(json, "origin");
        double[] right = numbers(json, "right");
        double[] down = numbers(json, "down");
        ByteBuffer values = ByteBuffer.wrap(Files.readAllBytes(directory.resolve("plane.i16")))
                .order(ByteOrder.LITTLE_ENDIAN);
        int compared = 0;
        for (int y = 0; y < EDGE; y++) {
            for (int x = 0; x < EDGE; x++) {
                PatientPoint point = new PatientPoint(
                        origin[0] + 0.9 * (x * right[0] + y * down[0]),
                        origin[1] + 0.9 * (x * right[1] + y * down[1]),
                        origin[2] + 0.9 * (x * right[2] + y * down[2]));
                short found = values.getShort();
                if (found != ModalityPlane.NO_VALUE && isWithin(series, point)) {
                    assertThat((double) found)
                            .as("%d, %d", x, y)
                            .isCloseTo(RampSeries.value(point) + summand, within(VALUE));
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(EDGE);
    }

    /** Between the outermost centres, and not in an interval in which slices may be missing, where each slice stands for its own half. */
    private static boolean isWithin(RampSeries series, PatientPoint point) {
        double place = point.minus(series.origin(0)).dot(series.normal);
        PatientPoint corner = series.origin(place);
        double column = point.minus(corner).dot(series.row) / RampSeries.COLUMN_MM;
        double row = point.minus(corner).dot(series.column) / RampSeries.ROW_MM;
        List<Double> intervals = new ArrayList<>();
        double own = Double.POSITIVE_INFINITY;
        for (int k = 1; k < series.places.size(); k++) {
            double interval = series.places.get(k) - series.places.get(k - 1);
            intervals.add(interval);
            if (series.places.get(k - 1) <= place && place <= series.places.get(k)) {
                own = interval;
            }
        }
        double median = intervals.stream().sorted().toList().get(intervals.size() / 2);
        return column >= 0
                && column <= RampSeries.COLUMNS - 1
                && row >= 0
                && row <= RampSeries.ROWS - 1
                && own < 1.45 * median;
    }

    private static double number(String json, String name) {
        return Double.parseDouble(texts(json, "\"" + name + "\":(-?[\\d.E-]+)").getFirst());
    }

    private static double[] numbers(String json, String name) {
        String[] parts =
                texts(json, "\"" + name + "\"\\s*:\\s*\\[([^]]*)]").getFirst().split(",", -1);
        double[] numbers = new double[parts.length];
        for (int i = 0; i < parts.length; i++) {
            numbers[i] = Double.parseDouble(parts[i].trim());
        }
        return numbers;
    }

    private static List<String> texts(String json, String pattern) {
        return results(json, pattern).stream().map(found -> found.group(1)).toList();
    }

    private static List<MatchResult> results(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.results().toList();
    }
}
