package dev.lightbox.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.phantom.GeometryPhantom;
import dev.lightbox.engine.phantom.scene.Capsule;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** {@code mpr --curve} along lines through the geometry phantom, whose every point is known. */
class MprCurveTest extends CommandCase {

    /** The oblique rod of bone, and a ball of bone beside it. */
    private static final Capsule ROD = GeometryPhantom.RODS.get(2);

    private static final GeometryPhantom.Sphere BALL = GeometryPhantom.SPHERES.get(4);
    private static final double BONE_HALF = 500;

    private static final PatientPoint BEGIN = new PatientPoint(ROD.ax(), ROD.ay(), ROD.az());
    private static final PatientPoint BEND = new PatientPoint(ROD.bx(), ROD.by(), ROD.bz());
    private static final PatientPoint END = new PatientPoint(BALL.x(), BALL.y(), BALL.z());

    private void phantom(String content, String... more) {
        List<String> all = new ArrayList<>(List.of("phantom", path("p"), "--geometry", content));
        all.addAll(Arrays.asList(more));
        assertThat(run(all.toArray(String[]::new))).as(complained()).isZero();
    }

    private static String curve(PatientPoint... points) {
        return String.join(
                ";",
                Stream.of(points)
                        .map(p -> String.format(Locale.ROOT, "%.9f,%.9f,%.9f", p.x(), p.y(), p.z()))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--tilt=15"})
    void aRodAlongTheCurveIsStraightInTheMiddleAndAsThickAndLongAsItIs(String tilt) throws IOException {
        phantom("objects", tilt.isEmpty() ? new String[0] : new String[] {tilt});
        double spacing = 0.5;
        assertThat(run(
                        "mpr",
                        path("p"),
                        "--curve",
                        curve(BEGIN, BEND, END),
                        "--across",
                        "30",
                        "--spacing",
                        "0.5",
                        "--out",
                        path("rod.i16")))
                .as(complained())
                .isZero();
        Curve picture = new Curve("rod");
        double ofRod = BEND.minus(BEGIN).length();
        double length = ofRod + END.minus(BEND).length();
        assertThat(picture.width).isEqualTo(61);
        assertThat(picture.height).isEqualTo((int) (length / spacing) + 1);
        assertThat(said()).contains("\t61 x " + picture.height + "\t0.5 mm\t");
        Vector3 along = BEND.minus(BEGIN).times(1 / ofRod);
        int rows = 0;
        double middles = 0;
        for (int y = 0; y < picture.height && y * spacing < ofRod - 8; y++) {
            // The middle column is the line; rows run across it.
            assertThat(picture.place(30, y)
                            .minus(BEGIN.plus(along.times(y * spacing)))
                            .length())
                    .isLessThan(1e-6);
            assertThat(picture.rights.get(y).dot(along)).isCloseTo(0, within(1e-9));
            if (y * spacing > 8) {
                double left = picture.edge(y, 30, -1);
                double right = picture.edge(y, 30, 1);
                // Voxels are 1.5 mm and more: what lies between them is off by a few hundredths of one.
                assertThat((left + right) / 2).isCloseTo(0, within(0.2));
                middles += (left + right) / 2;
                assertThat((right - left) / 2).isCloseTo(ROD.radius(), within(0.25));
                rows++;
            }
        }
        assertThat(rows).isGreaterThan(150);
        assertThat(middles / rows).isCloseTo(0, within(0.05));
        // The line ends in the ball's middle, and enters it a radius before.
        int row = picture.height - 1;
        while (picture.value(30, row) >= BONE_HALF) {
            row--;
        }
        double above = picture.value(30, row);
        double enters = (row + (BONE_HALF - above) / (picture.value(30, row + 1) - above)) * spacing;
        assertThat(enters).isCloseTo(length - BALL.diameterMm() / 2, within(0.25));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--stretched", "--smooth", "--stretched --smooth --right 0.6,0,0.8"})
    void betweenVoxelsARampHasItsOwnValueWhereTheFileSaysThatPixelsLie(String options) throws IOException {
        phantom("ramp", "--turn", "10", "--uneven");
        PatientPoint[] helix = new PatientPoint[25];
        for (int i = 0; i < helix.length; i++) {
            helix[i] = new PatientPoint(25 * Math.cos(i * 0.25), 25 * Math.sin(i * 0.25), -30 + 2.5 * i);
        }
        List<String> all = new ArrayList<>(List.of("mpr", path("p"), "--curve", curve(helix), "--out", path("r.i16")));
        all.addAll(Arrays.asList(options.split(" ")).stream()
                .filter(o -> !o.isEmpty())
                .toList());
        assertThat(run(all.toArray(String[]::new))).as(complained()).isZero();
        Curve picture = new Curve("r");
        assertThat(picture.kind).isEqualTo(options.contains("stretched") ? "stretched" : "straightened");
        int inside = 0;
        for (int y = 0; y < picture.height; y++) {
            for (int x = 0; x < picture.width; x++) {
                PatientPoint place = picture.place(x, y);
                if (picture.value(x, y) != ModalityPlane.NO_VALUE
                        && Math.hypot(place.x(), place.y()) < 50
                        && Math.abs(place.z()) < 33) {
                    double truth = GeometryPhantom.RAMP.at(place.x(), place.y(), place.z());
                    // Stored values and results are rounded to whole numbers.
                    assertThat((double) picture.value(x, y)).isCloseTo(truth, within(1.01));
                    inside++;
                }
            }
            // The line is where the file says: on the helix' cylinder, but for the chords between its points.
            PatientPoint onLine = picture.place(picture.columns[y], y);
            assertThat(Math.hypot(onLine.x(), onLine.y())).isBetween(24.7, 25.1);
            if (y > 0 && options.contains("stretched")) {
                Vector3 step = picture.place(0, y).minus(picture.place(0, y - 1));
                assertThat(step.dot(picture.rights.get(y))).isCloseTo(0, within(1e-9));
            }
        }
        assertThat(inside).isGreaterThan(3000);
    }

    @Test
    void aSlabAcrossTheCurveShowsWhatLiesBesideIt() throws IOException {
        phantom("objects");
        // A line beside the rod, within its plane of the picture's normal.
        Vector3 along = BEND.minus(BEGIN).normalized();
        Vector3 right = new Vector3(1, 0, 0).plus(along.times(-along.x())).normalized();
        Vector3 normal = right.cross(along);
        String beside = curve(BEGIN.plus(normal.times(9)), BEND.plus(normal.times(9)));
        String[] command = {"mpr", path("p"), "--curve", beside, "--right", "1,0,0", "--across", "20", "--out"};
        assertThat(run(with(command, path("without.i16")))).isZero();
        Curve without = new Curve("without");
        assertThat(run(with(command, path("with.i16"), "--slab", "24"))).isZero();
        Curve slab = new Curve("with");
        int middle = slab.width / 2;
        for (int y = slab.height / 4; y < slab.height * 3 / 4; y++) {
            assertThat((double) without.value(middle, y)).isCloseTo(0, within(30.0));
            assertThat((double) slab.value(middle, y)).isCloseTo(1000, within(30.0));
        }
        assertThat(Files.readString(directory.resolve("with.json"))).contains("\"thickness\" : 24.0", "\"mip\"");
    }

    @Test
    void aPictureHasTheMarksAndTheWindowOfFlatOnes() throws IOException {
        phantom("objects");
        assertThat(run(
                        "mpr",
                        path("p"),
                        "--curve",
                        "-40,-58,10;60,-58,10;300,-58,10",
                        "--across",
                        "16",
                        "--spacing",
                        "1",
                        "--window",
                        "500,1000",
                        "--out",
                        path("rod.png")))
                .as(complained())
                .isZero();
        assertThat(said()).contains("\t17 x 341\t1 mm\t500,1000\t");
        BufferedImage image = ImageIO.read(directory.resolve("rod.png").toFile());
        assertThat(image.getWidth()).isEqualTo(17);
        assertThat(image.getHeight()).isEqualTo(341);
        // The rod in the middle, water beside it, and thin lines on black beyond the volume.
        assertThat(image.getRaster().getSample(8, 50, 0)).isGreaterThan(240);
        assertThat(image.getRaster().getSample(0, 50, 0)).isLessThan(10);
        int[] beyond = image.getRaster().getSamples(0, 300, 17, 1, 0, (int[]) null);
        assertThat(beyond).contains(48).contains(0);
    }

    static Stream<Arguments> wrongUses() {
        return Stream.of(
                Arguments.of("--curve 1,2,3", "two at least"),
                Arguments.of("--curve 1,2,3;", "--curve needs points"),
                Arguments.of("--curve 1,2,3;1,2,3", "points 1 and 2 are the same"),
                Arguments.of("--curve 1,2,3;4,5,6;4,5,6", "points 2 and 3 are the same"),
                Arguments.of("--curve 1,2,3;NaN,5,6", "NaN"),
                Arguments.of("--curve 1,2,3;4,5,1e999", "--curve needs points"),
                Arguments.of("--curve 1,2;3,4", "--curve needs points"),
                Arguments.of("--curve 1,2,3;4,5,6 --across 0", "--across needs"),
                Arguments.of("--curve 1,2,3;4,5,6 --across NaN", "--across needs"),
                Arguments.of("--curve 1,2,3;4,5,6 --right 0,0,0", "no direction"),
                Arguments.of("--curve 1,2,3;4,5,6 --spacing -1", "--spacing needs"),
                Arguments.of("--curve 1,2,3;4,5,6 --plane axial", "--plane isn't for a curved plane"),
                Arguments.of("--curve 1,2,3;4,5,6 --at 1,2,3", "--at isn't"),
                Arguments.of("--curve 1,2,3;4,5,6 --size 5x5", "--size isn't"),
                Arguments.of("--curve 1,2,3;4,5,6 --render mip", "--render isn't"),
                Arguments.of("--stretched", "--stretched is for a curved plane"),
                Arguments.of("--smooth", "--smooth is for"),
                Arguments.of("--right 1,0,0", "--right is for"),
                Arguments.of("--across 50", "--across is for"));
    }

    @ParameterizedTest
    @MethodSource("wrongUses")
    void wrongUseSaysWhatIsExpected(String options, String message) throws IOException {
        SmallSeries.write(directory.resolve("ct"), 0, 1, 2, 3, 4);
        String[] all = ("mpr " + path("ct") + " " + options + " --out " + path("v.png")).split(" ");
        assertThat(run(all)).isEqualTo(ExitCode.USAGE);
        assertThat(complained().lines().findFirst().orElse("")).contains(message);
        assertThat(directory.resolve("v.png")).doesNotExist();
    }

    @Test
    void aPictureThatIsTooLargeOrSaysNoSurfaceIsRefusedBeforeAnythingIsDecoded() throws IOException {
        SmallSeries.write(directory.resolve("ct"), 0, 1, 2, 3, 4);
        String[][] refused = {
            {"10,20,30;10,20,40", "--spacing=0.0001", "choose a smaller --across or a larger --spacing"},
            {"10,20,30;10,20,1e9", "--spacing=1", "choose a smaller --across or a larger --spacing"},
            {"0,0,-1e308;0,0,1e308", "--spacing=1", "choose a smaller --across or a larger --spacing"},
            {"10,20,30;10,20,40", "--right=0,0,1", "No picture along --curve"},
            {"10,20,30;10,20,30.1", "--spacing=1", "No picture along --curve"}
        };
        for (String[] one : refused) {
            assertThat(run("mpr", path("ct"), "--curve", one[0], one[1], "--out", path("v.png")))
                    .isEqualTo(ExitCode.FAILED);
            assertThat(complained()).contains(one[2]);
            assertThat(directory.resolve("v.png")).doesNotExist();
        }
    }

    @Test
    void aSlabThatHasToBeSampledCoarselySaysSo() throws IOException {
        SmallSeries.write(directory.resolve("ct"), 0, 1, 2, 3, 4);
        assertThat(run(
                        "mpr",
                        path("ct"),
                        "--curve",
                        "17,25,36;17,25,12000",
                        "--spacing",
                        "10",
                        "--across",
                        "20",
                        "--slab",
                        "10000",
                        "--out",
                        path("c.i16")))
                .isZero();
        assertThat(said()).contains("too thick to take a sample every half a voxel");
        assertThat(Files.readString(directory.resolve("c.json"))).contains("every half a voxel");
        assertThat(run("mpr", path("ct"), "--curve", "17,25,36;17,25,12000", "--spacing", "10", "--out", path("c.png")))
                .isZero();
        assertThat(said()).doesNotContain("half a voxel");
    }

    private static String[] with(String[] arguments, String... more) {
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return all;
    }

    /** A written curved plane. */
    private final class Curve {
        private final short[] values;
        private final int width;
        private final int height;
        private final double spacing;
        private final String kind;
        private final List<Vector3> origins;
        private final List<Vector3> rights;
        private final double[] columns;

        Curve(String name) throws IOException {
            Path file = directory.resolve(name + ".json");
            width = (int) numbers(file, "/columns")[0];
            height = (int) numbers(file, "/rows")[0];
            spacing = numbers(file, "/spacing")[0];
            kind = Files.readString(file).contains("\"kind\" : \"stretched\"") ? "stretched" : "straightened";
            origins = vectors(numbers(file, "/curve/origins"));
            rights = vectors(numbers(file, "/curve/rights"));
            columns = numbers(file, "/curve/columns");
            assertThat(origins).hasSize(height);
            assertThat(rights).hasSize(height);
            assertThat(columns).hasSize(height);
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(directory.resolve(name + ".i16")))
                    .order(ByteOrder.LITTLE_ENDIAN);
            values = new short[bytes.remaining() / 2];
            bytes.asShortBuffer().get(values);
            assertThat(values).hasSize(width * height);
        }

        short value(int x, int y) {
            return values[y * width + x];
        }

        PatientPoint place(double x, int y) {
            return JsonFile.ORIGIN.plus(origins.get(y)).plus(rights.get(y).times(x * spacing));
        }

        /** Where a row leaves bone on one side of a column, mm from it. */
        double edge(int y, int column, int side) {
            int x = column;
            while (value(x, y) >= BONE_HALF) {
                x += side;
            }
            double outer = value(x, y);
            double part = (BONE_HALF - outer) / (value(x - side, y) - outer);
            return (x - side * part - column) * spacing;
        }
    }

    private static List<Vector3> vectors(double[] numbers) {
        List<Vector3> vectors = new ArrayList<>();
        for (int i = 0; i < numbers.length; i += 3) {
            vectors.add(new Vector3(numbers[i], numbers[i + 1], numbers[i + 2]));
        }
        return vectors;
    }

    /** All numbers below a path. */
    private static double[] numbers(Path file, String path) throws IOException {
        List<Double> found = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), Files.readAllBytes(file))) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                String at = parser.streamReadContext().pathAsPointer().toString();
                if (token.isNumeric() && (at.equals(path) || at.startsWith(path + "/"))) {
                    found.add(parser.getDoubleValue());
                }
            }
        }
        return found.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
