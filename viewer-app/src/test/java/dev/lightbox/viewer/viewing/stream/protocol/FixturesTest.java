package dev.lightbox.viewer.viewing.stream.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.lightbox.engine.geometry.ImagePlane;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PixelSpacing;
import dev.lightbox.engine.geometry.PlaneGrid;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.measure.Concept;
import dev.lightbox.engine.measure.Measured;
import dev.lightbox.engine.measure.MeasuredValue;
import dev.lightbox.engine.measure.MeasurementKind;
import dev.lightbox.engine.measure.MeasuringPlane;
import dev.lightbox.engine.measure.PicturePoint;
import dev.lightbox.engine.measure.ScaleSource;
import dev.lightbox.engine.message.Message;
import dev.lightbox.engine.render.Encoding;
import dev.lightbox.engine.render.Preset;
import dev.lightbox.engine.render.Region;
import dev.lightbox.engine.render.RenderedImage;
import dev.lightbox.engine.render.RenderedPlane;
import dev.lightbox.engine.render.VoiWindow;
import dev.lightbox.engine.render.presentation.DisplayedArea;
import dev.lightbox.engine.render.presentation.GraphicAnnotation;
import dev.lightbox.engine.render.presentation.Outline;
import dev.lightbox.engine.render.presentation.Point;
import dev.lightbox.engine.render.presentation.Units;
import dev.lightbox.engine.volume.Slab;
import dev.lightbox.engine.volume.VolumeGeometry;
import dev.lightbox.viewer.pacs.InstanceReference;
import dev.lightbox.viewer.viewing.PriorStudies;
import dev.lightbox.viewer.viewing.frames.FrameKey;
import dev.lightbox.viewer.viewing.measuring.Outcome;
import dev.lightbox.viewer.viewing.presentation.SeriesPresentation;
import dev.lightbox.viewer.viewing.presentation.SliceRuns;
import dev.lightbox.viewer.viewing.series.LoadedSeries;
import dev.lightbox.viewer.viewing.series.SeriesVolumeList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every file of docs/fixtures/stream, read as its kind; one that this test doesn't know fails. */
class FixturesTest {

    private static final Path FIXTURES = Path.of("../docs/fixtures/stream");
    private static final JsonMapper JSON = JsonMapper.shared();

    static Stream<Path> fixtures() throws IOException {
        try (Stream<Path> files = Files.list(FIXTURES)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void readsOrWritesTheFixture(Path file) throws Exception {
        switch (file.getFileName().toString()) {
            case "message-series.json" ->
                assertThat(read(file)).isEqualTo(new ClientMessage.ShowSeries(0, 1, Optional.empty(), "2.25.1234"));
            case "message-beside.json" -> assertThat(read(file)).isEqualTo(new ClientMessage.OpenBeside("2.25.300"));
            case "message-series-beside.json" ->
                assertThat(read(file))
                        .isEqualTo(new ClientMessage.ShowSeries(1, 4, Optional.of("2.25.300"), "2.25.310"));
            case "message-mpr-beside.json" ->
                assertThat(read(file))
                        .isEqualTo(new ClientMessage.ShowVolume(
                                16, 5, Optional.of("2.25.300"), "2.25.310", OptionalLong.empty()));
            case "message-export.json" ->
                assertThat(read(file))
                        .isEqualTo(new ClientMessage.Export(
                                2, 5, OptionalLong.of(12), ClientMessage.ExportForm.JPEG, false));
            case "message-export-plane.json" ->
                assertThat(read(file))
                        .isEqualTo(new ClientMessage.Export(
                                17, 6, OptionalLong.empty(), ClientMessage.ExportForm.PRINT, true));
            case "message-present.json" ->
                assertThat(read(file))
                        .isEqualTo(new ClientMessage.Present(
                                3, 9, Optional.of(new ClientMessage.StateName("2.25.90", "2.25.91"))));
            case "message-present-none.json" ->
                assertThat(read(file)).isEqualTo(new ClientMessage.Present(3, 10, Optional.empty()));
            case "message-painted.json" -> assertThat(read(file)).isEqualTo(new ClientMessage.Painted(0, 57));
            case "message-close.json" -> assertThat(read(file)).isEqualTo(new ClientMessage.Close(3));
            case "message-mpr.json" ->
                assertThat(read(file))
                        .isEqualTo(new ClientMessage.ShowVolume(
                                16, 3, Optional.empty(), "2.25.1234", OptionalLong.of(12)));
            case "message-mpr-largest.json" ->
                assertThat(read(file))
                        .isEqualTo(new ClientMessage.ShowVolume(
                                19, 0, Optional.empty(), "2.25.1234", OptionalLong.empty()));
            case "message-plane.json" ->
                assertThat(read(file))
                        .isEqualTo(new ClientMessage.RenderPlane(
                                16,
                                4,
                                new PlaneGrid(
                                        new PatientPoint(-1.5, 20.25, 100),
                                        new Vector3(1, 0, 0),
                                        new Vector3(0, 0, -1),
                                        0.7,
                                        512,
                                        384),
                                ClientMessage.Method.MIP,
                                12.5,
                                Optional.of(new VoiWindow(40, 400)),
                                false,
                                ClientMessage.Quality.INTERACTIVE));
            case "message-plane-projection.json" ->
                assertThat(read(file))
                        .isEqualTo(new ClientMessage.RenderPlane(
                                31,
                                4294967295L,
                                new PlaneGrid(
                                        new PatientPoint(0, 0, -1e6),
                                        new Vector3(0.6, 0.8, 0),
                                        new Vector3(0, 0, -1),
                                        10000,
                                        1,
                                        16384),
                                ClientMessage.Method.VOLUME_SOFT_TISSUE,
                                0,
                                Optional.empty(),
                                true,
                                ClientMessage.Quality.EXACT));
            case "message-probe.json" ->
                assertThat(read(file)).isEqualTo(new ClientMessage.Probe(17, 17, new PatientPoint(-12.5, 3.75, 1024)));
            case "message-render.json" ->
                assertThat(read(file))
                        .isEqualTo(new ClientMessage.Render(
                                0,
                                57,
                                12,
                                Optional.of(new VoiWindow(40, 400)),
                                false,
                                new Region(0, 0, 512, 512),
                                1024,
                                1024,
                                ClientMessage.Quality.INTERACTIVE));
            case "message-render-default-window.json" ->
                assertThat(read(file))
                        .isEqualTo(new ClientMessage.Render(
                                15,
                                4294967295L,
                                1,
                                Optional.empty(),
                                true,
                                new Region(-10.5, 0, 256.25, 128),
                                1,
                                16384,
                                ClientMessage.Quality.EXACT));
            case "message-ahead.json" ->
                assertThat(read(file))
                        .isEqualTo(new ClientMessage.Ahead(
                                new ClientMessage.Render(
                                        0,
                                        60,
                                        12,
                                        Optional.empty(),
                                        false,
                                        new Region(0, 0, 512, 512),
                                        1024,
                                        1024,
                                        ClientMessage.Quality.INTERACTIVE),
                                7,
                                List.of(13L, 14L, 11L, 15L)));
            case "message-measure.json" ->
                assertThat(read(file))
                        .isEqualTo(new ClientMessage.MeasureSlice(
                                3,
                                5,
                                12,
                                38,
                                MeasurementKind.ELLIPSE,
                                List.of(new PicturePoint(100.25, 0), new PicturePoint(512, 340.5))));
            case "message-measure-plane.json" ->
                assertThat(read(file))
                        .isEqualTo(new ClientMessage.MeasureVolume(
                                17,
                                4294967295L,
                                0,
                                MeasurementKind.LENGTH,
                                new MeasuringPlane(
                                        new Vector3(0.6, 0.8, 0), new Vector3(0, 0, -1), new Slab(12.5, Slab.Mode.MIP)),
                                List.of(new PatientPoint(-12.5, 3.75, 1024), new PatientPoint(0, -20, 1000.5))));
            case "event-measured.json",
                    "event-measured-colour.json",
                    "event-measured-plane.json",
                    "event-measured-refused.json" -> assertWritten(measured(file), file);
            case "event-study.json" -> assertWritten(study(), file);
            case "event-beside.json" ->
                assertWritten(
                        new ServerEvent.Beside(
                                "2.25.300",
                                Optional.of(PriorStudies.Relation.PRIOR),
                                Optional.of(otherStudy()),
                                Optional.empty()),
                        file);
            case "event-beside-refused.json" ->
                assertWritten(
                        new ServerEvent.Beside(
                                "2.25.301",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(ServerEvent.BesideRefusal.OTHER_PATIENT)),
                        file);
            case "event-export.json" -> assertWritten(new ServerEvent.Exportable(2, 5, Optional.empty()), file);
            case "event-export-refused.json" ->
                assertWritten(
                        new ServerEvent.Exportable(17, 6, Optional.of(ServerEvent.ExportRefusal.NOT_ALLOWED)), file);
            case "event-presentation.json" ->
                assertWritten(new ServerEvent.Presented(3, 9, Optional.of(presentation()), ""), file);
            case "event-presentation-refused.json" ->
                assertWritten(
                        new ServerEvent.Presented(
                                3,
                                9,
                                Optional.empty(),
                                "The presentation state can't be applied: its file is damaged or incomplete."),
                        file);
            case "event-priors.json" ->
                assertWritten(
                        new ServerEvent.Priors(List.of(
                                new ServerEvent.Prior(
                                        "2.25.300",
                                        PriorStudies.Relation.PRIOR,
                                        "2024-03-12",
                                        "08:15:00",
                                        "CT Abdomen & Becken",
                                        List.of("CT", "SR")),
                                new ServerEvent.Prior(
                                        "2.25.301", PriorStudies.Relation.LATER, "2026-11-02", "", "", List.of("MR")),
                                new ServerEvent.Prior("2.25.302", PriorStudies.Relation.OTHER, "", "", "", List.of()))),
                        file);
            case "event-series.json", "event-series-stack.json", "event-series-frames.json" ->
                assertWritten(series(file), file);
            case "slices-series.json", "slices-series-stack.json", "slices-series-frames.json" -> assertRead(file);
            case "event-progress.json" ->
                assertWritten(new ServerEvent.Progress(0, 12, 240, ServerEvent.Progress.What.IMAGES), file);
            case "event-progress-volume.json" ->
                assertWritten(new ServerEvent.Progress(1, 37, 295, ServerEvent.Progress.What.VOLUME), file);
            case "event-volume.json" -> assertWritten(volume(), file);
            case "event-probe.json" ->
                assertWritten(
                        new ServerEvent.Probed(
                                2,
                                17,
                                new PatientPoint(-12.5, 3.75, 1024),
                                ServerEvent.Probed.Cover.INSIDE,
                                OptionalDouble.of(5120.5),
                                "BQML",
                                OptionalDouble.of(1.75)),
                        file);
            case "event-probe-outside.json" ->
                assertWritten(
                        new ServerEvent.Probed(
                                1,
                                4294967295L,
                                new PatientPoint(1000, 0, 0),
                                ServerEvent.Probed.Cover.OUTSIDE,
                                OptionalDouble.empty(),
                                "HU",
                                OptionalDouble.empty()),
                        file);
            case "event-failed.json" ->
                assertWritten(
                        new ServerEvent.Failed(
                                0,
                                58,
                                OptionalLong.of(3),
                                Message.of(
                                        "failed.picture",
                                        "Picture %d can't be shown: %s",
                                        3,
                                        Message.of(
                                                "volume.none",
                                                "its pictures don't make a volume. %s",
                                                List.of(
                                                        Message.counted(
                                                                "volume.refusal",
                                                                2,
                                                                "%2$s (1 picture).",
                                                                "%2$s (%1$d pictures).",
                                                                Message.of("volume.colour", "Colour (%s)", "RGB")),
                                                        Message.plain("Or so.")))),
                                "Pixel Data (7FE0,0010): expected 524288 bytes, found 8130"),
                        file);
            case "event-warning.json" ->
                assertWritten(
                        new ServerEvent.Warning(
                                OptionalInt.empty(), Message.plain("1 of 240 files could not be read.")),
                        file);
            case "tile-exact-png.bin",
                    "tile-presented.bin",
                    "tile-colour-exact.bin",
                    "tile-ahead.bin",
                    "tile-interactive-jpeg-inverted.bin" -> assertTile(file);
            case "tile-exact-png.json",
                    "tile-presented.json",
                    "tile-colour-exact.json",
                    "tile-ahead.json",
                    "tile-interactive-jpeg-inverted.json" ->
                assertThat(Path.of(file.toString().replace(".json", ".bin"))).exists();
            case "plane-exact-png.bin", "plane-filling-jpeg.bin", "plane-volume-colour.bin" -> assertPlane(file);
            case "plane-exact-png.json", "plane-filling-jpeg.json", "plane-volume-colour.json" ->
                assertThat(Path.of(file.toString().replace(".json", ".bin"))).exists();
            default -> fail("no test knows the fixture " + file.getFileName());
        }
    }

    private static ServerEvent measured(Path file) {
        return switch (file.getFileName().toString()) {
            case "event-measured.json" ->
                new ServerEvent.Measured(
                        3,
                        5,
                        12,
                        image("2.25.101.38", 1),
                        new Outcome.Values(new Measured(
                                List.of(
                                        new MeasuredValue(Concept.MEAN, 40.25, "HU"),
                                        new MeasuredValue(Concept.STANDARD_DEVIATION, 7.5, "HU"),
                                        new MeasuredValue(Concept.MINIMUM, -12, "HU"),
                                        new MeasuredValue(Concept.MAXIMUM, 93, "HU"),
                                        new MeasuredValue(Concept.AREA, 1250.5, "mm²"),
                                        new MeasuredValue(Concept.PIXEL_COUNT, 5002, "px"),
                                        new MeasuredValue(Concept.LEFT_OUT, 3, "px")),
                                ScaleSource.PATIENT,
                                List.of())));
            case "event-measured-colour.json" ->
                new ServerEvent.Measured(
                        0,
                        1,
                        0,
                        image("2.25.107.1", 12),
                        new Outcome.Values(new Measured(
                                List.of(
                                        new MeasuredValue(Concept.AREA, 600, "px²"),
                                        new MeasuredValue(Concept.PIXEL_COUNT, 300, "px")),
                                ScaleSource.PIXELS,
                                List.of(Measured.Note.PIXEL_WIDTHS, Measured.Note.COLOR))));
            case "event-measured-plane.json" ->
                new ServerEvent.Measured(
                        17,
                        4294967295L,
                        0,
                        Optional.empty(),
                        new Outcome.Values(new Measured(
                                List.of(new MeasuredValue(Concept.LENGTH, 35.625, "mm")),
                                ScaleSource.VOLUME,
                                List.of())));
            default ->
                new ServerEvent.Measured(
                        3, 6, 2, image("2.25.102.2", 1), new Outcome.Refused(Outcome.PICTURE, "its file is damaged."));
        };
    }

    private static Optional<FrameKey> image(String sopInstanceUid, int frame) {
        return Optional.of(new FrameKey(new InstanceReference("2.25.1", "2.25.2", sopInstanceUid), frame));
    }

    private static ClientMessage read(Path file) throws Exception {
        return MessageReader.read(Files.readString(file));
    }

    private static void assertWritten(ServerEvent event, Path file) throws IOException {
        assertEqual(JSON.readTree(EventWriter.write(event)), JSON.readTree(Files.readString(file)));
    }

    private static void assertEqual(JsonNode written, JsonNode expected) {
        // 40 and 40.0 are the same number in JSON.
        assertThat(written.equals(FixturesTest::compareNumbers, expected))
                .as("written: %s%nexpected: %s", written, expected)
                .isTrue();
    }

    private static int compareNumbers(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return Double.compare(a.asDouble(), b.asDouble());
        }
        return a.equals(b) ? 0 : 1;
    }

    private static void assertTile(Path bytes) throws IOException {
        JsonNode expected =
                JSON.readTree(Files.readString(Path.of(bytes.toString().replace(".bin", ".json"))));
        JsonNode region = expected.get("region");
        RenderedImage image = new RenderedImage(
                HexFormat.of().parseHex(expected.get("imageHex").stringValue()),
                expected.get("format").stringValue().equals("png") ? Encoding.Format.PNG : Encoding.Format.JPEG,
                expected.get("imageWidth").intValue(),
                expected.get("imageHeight").intValue(),
                new Region(
                        region.get("x").doubleValue(),
                        region.get("y").doubleValue(),
                        region.get("width").doubleValue(),
                        region.get("height").doubleValue()),
                orNaN(expected.get("windowCenter")),
                orNaN(expected.get("windowWidth")),
                expected.get("exact").booleanValue(),
                true);
        Tile tile = new Tile(
                expected.get("viewport").intValue(),
                expected.get("sequence").longValue(),
                expected.get("slice").longValue(),
                image,
                expected.get("sourceLossy").booleanValue(),
                expected.get("inverted").booleanValue(),
                expected.get("presented").booleanValue(),
                expected.get("ahead").booleanValue());
        assertThat(tile.toMessage().array()).isEqualTo(Files.readAllBytes(bytes));
    }

    private static void assertPlane(Path bytes) throws IOException {
        JsonNode expected =
                JSON.readTree(Files.readString(Path.of(bytes.toString().replace(".bin", ".json"))));
        JsonNode center = expected.get("center");
        int width = expected.get("imageWidth").intValue();
        int height = expected.get("imageHeight").intValue();
        RenderedPlane image = new RenderedPlane(
                HexFormat.of().parseHex(expected.get("imageHex").stringValue()),
                expected.get("format").stringValue().equals("png") ? Encoding.Format.PNG : Encoding.Format.JPEG,
                width,
                height,
                orNaN(expected.get("windowCenter")),
                orNaN(expected.get("windowWidth")),
                expected.get("format").stringValue().equals("png"),
                expected.get("exact").booleanValue(),
                expected.get("loaded").intValue(),
                expected.get("slices").intValue(),
                expected.get("complete").booleanValue(),
                expected.get("crossesGap").booleanValue(),
                List.of());
        PlaneGrid asked = new PlaneGrid(
                new PatientPoint(
                        center.get("x").doubleValue(),
                        center.get("y").doubleValue(),
                        center.get("z").doubleValue()),
                new Vector3(1, 0, 0),
                new Vector3(0, 1, 0),
                expected.get("spacing").doubleValue(),
                width,
                height);
        PlaneTile tile = new PlaneTile(
                expected.get("viewport").intValue(),
                expected.get("sequence").longValue(),
                asked,
                expected.get("slab").doubleValue(),
                false,
                image,
                expected.get("sourceLossy").booleanValue(),
                expected.get("inverted").booleanValue());
        assertThat(tile.toMessage().array()).isEqualTo(Files.readAllBytes(bytes));
    }

    private static ServerEvent volume() {
        PixelSpacing spacing = new PixelSpacing(0.5, 0.5, PixelSpacing.Kind.PATIENT);
        VolumeGeometry geometry = new VolumeGeometry(
                4,
                3,
                new ImagePlane(new PatientPoint(0, 0, 0), new Vector3(1, 0, 0), new Vector3(0, 1, 0), spacing),
                List.of(new PatientPoint(0, 0, 0), new PatientPoint(0, 1, 2), new PatientPoint(0, 2, 4)),
                new boolean[2]);
        return new ServerEvent.VolumeShown(
                1,
                3,
                "2.25.2",
                "2.25.9",
                "echo 2",
                "CT",
                "HU",
                List.of(new Preset("Lung", -600, 1500)),
                Optional.of(new VoiWindow(40, 400)),
                geometry,
                false,
                true,
                List.of(Message.of("volume.tilt", "Tilted by %.1f, not %.1f degrees.", 12.5, 0.0)));
    }

    private static double orNaN(JsonNode number) {
        return number.isNull() ? Double.NaN : number.doubleValue();
    }

    private static ServerEvent.Study otherStudy() {
        return new ServerEvent.Study(
                "2.25.300",
                new ServerEvent.Patient("Müller, Anna", "PAT-1", "1961-04-12", "F"),
                "2024-03-12",
                "08:15:00",
                "CT Abdomen & Becken",
                "",
                "",
                false,
                8_388_608,
                List.of(new ServerEvent.Series(
                        "2.25.310",
                        OptionalInt.of(2),
                        "CT",
                        "Axial",
                        "ABDOMEN",
                        120,
                        "dicomweb/studies/2.25.300/series/2.25.310/thumbnail",
                        true)));
    }

    private static SeriesPresentation presentation() {
        SliceRuns all = new SliceRuns(List.of(new SliceRuns.Run(1, 5), new SliceRuns.Run(9, 9)));
        SliceRuns one = new SliceRuns(List.of(new SliceRuns.Run(9, 9)));
        return new SeriesPresentation(
                "2.25.91",
                "LESION",
                270,
                true,
                all,
                List.of(
                        new SeriesPresentation.Area(
                                all,
                                new DisplayedArea(
                                        -10,
                                        0,
                                        246,
                                        128,
                                        DisplayedArea.SizeMode.SCALE_TO_FIT,
                                        1,
                                        OptionalDouble.empty(),
                                        OptionalDouble.empty(),
                                        OptionalDouble.empty())),
                        new SeriesPresentation.Area(
                                one,
                                new DisplayedArea(
                                        0,
                                        0,
                                        512,
                                        512,
                                        DisplayedArea.SizeMode.MAGNIFY,
                                        1,
                                        OptionalDouble.of(0.7),
                                        OptionalDouble.of(0.7),
                                        OptionalDouble.of(2.5)))),
                List.of(
                        new SeriesPresentation.Graphic(
                                one,
                                0xFF8000,
                                new Outline(
                                        Units.PIXEL, List.of(new Point(10.5, 20), new Point(30, 40.123456789)), false)),
                        new SeriesPresentation.Graphic(
                                all,
                                0xFFFFFF,
                                new Outline(
                                        Units.DISPLAY,
                                        List.of(new Point(0, 0), new Point(1, 0), new Point(1, 1), new Point(0, 0)),
                                        true))),
                List.of(
                        new SeriesPresentation.Words(
                                one,
                                0x00FF00,
                                "Herd\n12 mm",
                                Optional.of(new GraphicAnnotation.Box(
                                        Units.PIXEL, new Point(40, 50), new Point(140, 80), "CENTER")),
                                Optional.of(new GraphicAnnotation.Anchor(Units.PIXEL, new Point(30, 40), true))),
                        new SeriesPresentation.Words(
                                all,
                                0xFFFFFF,
                                "<b>",
                                Optional.empty(),
                                Optional.of(new GraphicAnnotation.Anchor(Units.DISPLAY, new Point(0.5, 0.25), false)))),
                List.of("Its mask subtraction isn't done."));
    }

    private static ServerEvent study() {
        return new ServerEvent.Study(
                "2.25.1",
                new ServerEvent.Patient("Müller, Anna", "PAT-1", "1961-04-12", "F"),
                "2026-11-01",
                "10:15:00",
                "CT Thorax",
                "A1",
                "Weber, Karl",
                true,
                8_388_608,
                List.of(
                        new ServerEvent.Series(
                                "2.25.2",
                                OptionalInt.of(1),
                                "CT",
                                "Axial",
                                "CHEST",
                                240,
                                "dicomweb/studies/2.25.1/series/2.25.2/thumbnail",
                                true),
                        new ServerEvent.Series(
                                "2.25.3",
                                OptionalInt.empty(),
                                "SR",
                                "",
                                "",
                                1,
                                "dicomweb/studies/2.25.1/series/2.25.3/thumbnail",
                                false)));
    }

    /** The slices that stand beside it, written as the server writes them. */
    private static ServerEvent series(Path event) throws IOException {
        return new ServerEvent.SeriesShown(
                0,
                1,
                new LoadedSeries(
                        "2.25.1",
                        "2.25.2",
                        "CT",
                        List.of(new Preset("Lung", -600, 1500)),
                        SliceFixtures.read(Path.of(event.toString().replace("event-", "slices-"))),
                        List.of(),
                        Optional.of("2.25.7"),
                        SeriesVolumeList.NONE,
                        false));
    }

    /** The columns that stand beside them, read by the specification. */
    private static void assertRead(Path slices) throws IOException {
        JsonNode event =
                JSON.readTree(Files.readString(Path.of(slices.toString().replace("slices-", "event-"))));
        assertEqual(JSON.valueToTree(SliceRows.of(event)), JSON.readTree(Files.readString(slices)));
    }
}
