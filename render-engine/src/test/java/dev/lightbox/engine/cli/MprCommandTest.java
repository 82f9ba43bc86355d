package dev.lightbox.engine.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.dicom.DicomWriter;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.TransferSyntax;
import dev.lightbox.engine.dicom.Vr;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class MprCommandTest extends CommandCase {

    @BeforeEach
    void writeSeries() throws IOException {
        SmallSeries.write(directory.resolve("ct"), 0, 1, 2, 3, 4);
    }

    @Test
    void onASlicesOwnGridThePictureIsTheSlices() throws IOException {
        assertThat(run("mpr", path("ct"), "--at", "17,25,33", "--out", path("plane.png")))
                .isZero();
        assertThat(said()).contains("\t8 x 6\t2 mm\t250,500\tvolume 1 of 1\t");
        assertThat(run("render", path("ct/slice-1.dcm"), "--out", path("slice.png")))
                .isZero();
        assertThat(Files.readAllBytes(directory.resolve("plane.png")))
                .isEqualTo(Files.readAllBytes(directory.resolve("slice.png")));
    }

    @Test
    void coronalHasTheHeadUpAndThePatientsRightOnTheLeft() throws IOException {
        // Row 2 of all slices; 3 mm, so that pixel rows are slices.
        assertThat(run(
                        "mpr",
                        path("ct"),
                        "--plane",
                        "coronal",
                        "--at",
                        "17,24,36",
                        "--size",
                        "8x5",
                        "--spacing",
                        "3",
                        "--interpolation",
                        "nearest",
                        "--out",
                        path("c.i16")))
                .isZero();
        short[] values = values("c.i16");
        for (int y = 0; y < 5; y++) {
            for (int x = 0; x < 8; x++) {
                double column = (17 + (x - 3.5) * 3 - 10) / 2;
                int expected = column < -0.5 || column > 7.5
                        ? ModalityPlane.NO_VALUE
                        : SmallSeries.hounsfield((int) Math.floor(column + 0.5), 2, 4 - y);
                assertThat(values[8 * y + x]).as("%d, %d", x, y).isEqualTo((short) expected);
            }
        }
    }

    @Test
    void sagittalHasTheFrontOnTheLeft() throws IOException {
        assertThat(run(
                        "mpr",
                        path("ct"),
                        "--plane",
                        "sagittal",
                        "--at",
                        "14,25,42",
                        "--size",
                        "6x1",
                        "--spacing",
                        "2",
                        "--out",
                        path("s.i16")))
                .isZero();
        assertThat(values("s.i16")).containsExactly(402, 412, 422, 432, 442, 452);
    }

    @Test
    void aPlaneByItsNormalAndWhatIsUpIsTheSameAsByItsName() throws IOException {
        assertThat(run("mpr", path("ct"), "--plane", "coronal", "--out", path("named.i16")))
                .isZero();
        assertThat(run("mpr", path("ct"), "--plane", "0,3,0;0,1,0.5", "--out", path("given.i16")))
                .isZero();
        assertThat(values("given.i16")).isEqualTo(values("named.i16"));
        assertThat(json("given.json", "right")).isEqualTo("1.0 0.0 0.0");
        assertThat(json("given.json", "down")).isEqualTo("0.0 0.0 -1.0");
    }

    @Test
    void aPlaneAcrossTheSlicesFollowsTheirRows() throws IOException {
        assertThat(run("mpr", path("ct"), "--plane", "acquisition-rows", "--out", path("a.i16")))
                .isZero();
        assertThat(run("mpr", path("ct"), "--plane", "coronal", "--out", path("c.i16")))
                .isZero();
        assertThat(values("a.i16")).isEqualTo(values("c.i16"));
        assertThat(run("mpr", path("ct"), "--plane", "acquisition-columns", "--out", path("a.i16")))
                .isZero();
        assertThat(run("mpr", path("ct"), "--plane", "sagittal", "--out", path("c.i16")))
                .isZero();
        assertThat(values("a.i16")).isEqualTo(values("c.i16"));
    }

    @Test
    void slabsTakeTheLargestTheSmallestOrTheMean() throws IOException {
        for (String[] expected : new String[][] {{"mip", "303"}, {"minip", "103"}, {"mean", "203"}}) {
            assertThat(run(
                            "mpr",
                            path("ct"),
                            "--at",
                            "16,20,36",
                            "--size",
                            "1x1",
                            "--slab",
                            "6",
                            "--mode",
                            expected[0],
                            "--out",
                            path("s.i16")))
                    .isZero();
            assertThat(values("s.i16")).containsExactly(Short.parseShort(expected[1]));
            assertThat(json("s.json", "slab.thickness")).isEqualTo("6.0");
            assertThat(json("s.json", "slab.mode")).isEqualTo(expected[0]);
        }
    }

    @Test
    void valuesStandBesideTheirGeometry() throws IOException {
        assertThat(run("mpr", path("ct"), "--out", path("deep/er/v.i16"))).isZero();
        String file = "deep/er/v.json";
        assertThat(json(file, "columns")).isEqualTo("8");
        assertThat(json(file, "rows")).isEqualTo("6");
        assertThat(json(file, "spacing")).isEqualTo("2.0");
        assertThat(json(file, "origin")).isEqualTo("10.0 20.0 36.0");
        assertThat(json(file, "center")).isEqualTo("17.0 25.0 36.0");
        assertThat(json(file, "normal")).isEqualTo("0.0 0.0 1.0");
        assertThat(json(file, "unit")).isEqualTo("HU");
        assertThat(json(file, "noValue")).isEqualTo("-32768");
        assertThat(json(file, "clamped")).isEqualTo("0");
        assertThat(json(file, "interpolation")).isEqualTo("trilinear");
        assertThat(json(file, "frameOfReferenceUID")).isEqualTo("2.25.9");
        assertThat(json(file, "window.center")).isEqualTo("250.0");
        assertThat(json(file, "volume.seriesInstanceUID")).isEqualTo(SmallSeries.UID);
        assertThat(json(file, "volume.slices")).isEqualTo("5");
        assertThat(json(file, "volume.medianSliceSpacing")).isEqualTo("3.0");
        assertThat(json(file, "pixels.inside")).isEqualTo("48");
        assertThat(json(file, "pixels.outside")).isEqualTo("0");
        assertThat(json(file, "pixels.pending")).isEqualTo("0");
        assertThat(values("deep/er/v.i16")).startsWith(200, 201, 202);
    }

    @Test
    void valuesBeyond16BitsAreClampedAndCounted() throws IOException {
        SmallSeries.write(directory.resolve("high"), "2.25.78", 31_700, 0, 1, 2);
        for (Path slice : files("high")) {
            Files.write(slice, replaced(Files.readAllBytes(slice), "DS\u0006\u0000-1000 ", "DS\u0006\u00001000  "));
        }
        assertThat(run("mpr", path("high"), "--at", "17,25,30", "--out", path("v.i16")))
                .isZero();
        // Stored 32700 + i + 10 j up to 32757, and 1000 more: all beyond.
        assertThat(values("v.i16")).containsOnly(32_767);
        assertThat(json("v.json", "clamped")).isEqualTo("48");
        assertThat(said()).contains("48 values were clamped");
    }

    @Test
    void outsideHasNoValueAndIsMarkedInPictures() throws IOException {
        String[] aside = {"mpr", path("ct"), "--at", "-100,0,36", "--size", "32x32", "--out"};
        assertThat(run(with(aside, path("o.i16")))).isZero();
        assertThat(values("o.i16")).hasSize(1024).containsOnly(ModalityPlane.NO_VALUE);
        assertThat(json("o.json", "pixels.outside")).isEqualTo("1024");
        assertThat(run(with(aside, path("o.png")))).isZero();
        BufferedImage image = ImageIO.read(directory.resolve("o.png").toFile());
        assertThat(image.getRaster().getSample(0, 16, 0)).isEqualTo(48);
        assertThat(image.getRaster().getSample(1, 16, 0)).isZero();
    }

    @Test
    void missingSlicesAreAGapAndNotBridged() throws IOException {
        SmallSeries.write(directory.resolve("gap"), "2.25.78", 0, 0, 1, 2, 6, 7);
        assertThat(run(
                        "mpr",
                        path("gap"),
                        "--plane",
                        "coronal",
                        "--at",
                        "17,24,40.5",
                        "--size",
                        "1x29",
                        "--spacing",
                        "1",
                        "--out",
                        path("g.i16")))
                .isZero();
        // From above: z from 54.5 to 26.5; slices at 30, 33, 36 and 48, 51; a gap from 37.5 to 46.5.
        short[] values = values("g.i16");
        for (int y = 0; y < 29; y++) {
            double z = 54.5 - y;
            boolean none = z > 52.5 || z < 28.5 || (z > 37.5 && z < 46.5);
            assertThat(values[y] == ModalityPlane.NO_VALUE).as("z = %s", z).isEqualTo(none);
        }
        assertThat(said()).contains("missing");
        assertThat(json("g.json", "volume.gaps")).isEqualTo("1");
        assertThat(json("g.json", "pixels.gap")).isEqualTo("8");
    }

    @Test
    void besideAGapAtTheEndThePictureEndsHalfASliceBeyondTheLast() throws IOException {
        SmallSeries.write(directory.resolve("gap"), "2.25.78", 0, 0, 6, 7, 8, 9);
        assertThat(run("mpr", path("gap"), "--plane", "coronal", "--spacing", "1", "--out", path("e.i16")))
                .isZero();
        // Slices at 30 and from 48 to 57 mm: from 28.5 to 58.5.
        assertThat(json("e.json", "rows")).isEqualTo("30");
        assertThat(json("e.json", "pixels.outside")).isEqualTo("0");
    }

    @Test
    void aDamagedSliceIsToldAndTheRestIsWritten() throws IOException {
        Path damaged = directory.resolve("ct/slice-2.dcm");
        byte[] whole = Files.readAllBytes(damaged);
        Files.write(damaged, Arrays.copyOf(whole, whole.length - 10));
        assertThat(run("mpr", path("ct"), "--at", "17,25,36", "--out", path("d.i16")))
                .isEqualTo(ExitCode.SOME_SKIPPED);
        assertThat(values("d.i16")).containsOnly(ModalityPlane.NO_VALUE);
        assertThat(said()).contains("Slice 3 of 5 can't be decoded", "slice-2.dcm");
        assertThat(run("mpr", path("ct"), "--at", "17,25,33", "--out", path("d.i16")))
                .isEqualTo(ExitCode.SOME_SKIPPED);
        assertThat(values("d.i16")).startsWith(100, 101);
    }

    @Test
    void whatIsLeftOutAtTheEndOfTheStackIsToldThoughNoGapShowsIt() throws IOException {
        Path last = directory.resolve("ct/slice-4.dcm");
        byte[] bytes = Files.readAllBytes(last);
        String header = new String(bytes, ISO_8859_1);
        int spacing = header.indexOf("2\\2 ");
        Files.write(last, (header.substring(0, spacing) + "2,2 " + header.substring(spacing + 4)).getBytes(ISO_8859_1));
        Files.writeString(directory.resolve("ct/notes.txt"), "not DICOM");
        assertThat(run("mpr", path("ct"), "--plane", "coronal", "--out", path("e.i16")))
                .isZero();
        assertThat(said())
                .contains("Left out: The file doesn't say", "(1 picture).")
                .contains("1 file couldn't be read as a picture; whether it belongs to the volume isn't known.");
        assertThat(json("e.json", "volume.slices")).isEqualTo("4");
    }

    @Test
    void lossySlicesAreTold() throws IOException {
        Path slice = directory.resolve("ct/slice-2.dcm");
        byte[] bytes = Files.readAllBytes(slice);
        byte[] pixels = Arrays.copyOfRange(bytes, bytes.length - 2 * 8 * 6, bytes.length);
        DataSet lossy = DicomReader.read(slice).dataSet().toBuilder()
                .put(Tag.LossyImageCompression, "01")
                .putBytes(Tag.PixelData, Vr.OW, pixels)
                .build();
        Files.write(slice, DicomWriter.toBytes(lossy, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid()));
        assertThat(run("mpr", path("ct"), "--out", path("l.i16"))).isZero();
        assertThat(said()).contains("1 of 5 slices had been lossily compressed before.");
    }

    @Test
    void archivesAndTheirMembersAreSeriesToo() throws IOException {
        Path zip = directory.resolve("ct.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (Path slice : files("ct")) {
                out.putNextEntry(new ZipEntry(slice.getFileName().toString()));
                out.write(Files.readAllBytes(slice));
            }
            out.putNextEntry(new ZipEntry("README"));
            out.write(65);
        }
        assertThat(run("mpr", path("ct"), "--plane", "sagittal", "--out", path("a.i16")))
                .isZero();
        assertThat(run("mpr", zip.toString(), "--plane", "sagittal", "--out", path("b.i16")))
                .isZero();
        assertThat(complained()).contains("ct.zip!README");
        assertThat(values("b.i16")).isEqualTo(values("a.i16"));
        assertThat(run("mpr", zip + "!slice-3.dcm", zip + "!slice-4.dcm", zip + "!slice-2.dcm", "--out", path("b.i16")))
                .isZero();
        assertThat(values("b.i16")).startsWith(300, 301);
    }

    @Test
    void severalSeriesAreAskedFor() throws IOException {
        SmallSeries.write(directory.resolve("all/a"), 0, 1, 2);
        SmallSeries.write(directory.resolve("all/b"), "2.25.78", 500, 0, 1, 2, 3);
        assertThat(run("mpr", path("all"), "--out", path("v.i16"))).isEqualTo(ExitCode.FAILED);
        assertThat(complained()).contains("--series", "2.25.77 (CT, 3 frames)", "2.25.78 (CT, 4 frames)", "8 x 6 x 4");
        assertThat(run("mpr", path("all"), "--series", "2.25.78", "--at", "17,25,30", "--out", path("v.i16")))
                .isZero();
        assertThat(values("v.i16")).startsWith(500, 501);
        assertThat(run("mpr", path("all"), "--series", "2.25.79", "--out", path("v.i16")))
                .isEqualTo(ExitCode.FAILED);
        assertThat(complained()).contains("no series 2.25.79");
        assertThat(run("mpr", path("ct"), "--volume", "2", "--out", path("v.i16")))
                .isEqualTo(ExitCode.FAILED);
        assertThat(complained()).contains("not one numbered 2");
    }

    @Test
    void whatMakesNoVolumeSaysWhy() throws IOException {
        SmallSeries.write(directory.resolve("one"), 0);
        assertThat(run("mpr", path("one"), "--out", path("v.i16"))).isEqualTo(ExitCode.FAILED);
        assertThat(complained()).contains("No series makes a volume", SmallSeries.UID);
        assertThat(run("mpr", path("nowhere"), "--out", path("v.i16"))).isEqualTo(ExitCode.FAILED);
        assertThat(complained()).contains("nowhere", "no DICOM picture");
        assertThat(directory.resolve("v.i16")).doesNotExist();
    }

    @Test
    void aPictureThatIsTooLargeIsRefusedBeforeAnythingIsDecoded() {
        assertThat(run("mpr", path("ct"), "--spacing", "0.0001", "--out", path("v.png")))
                .isEqualTo(ExitCode.FAILED);
        assertThat(complained()).contains("160000 x 120000", "--size");
    }

    @Test
    void anOutputThatCannotBeWrittenIsToldByName() throws IOException {
        Files.createDirectory(directory.resolve("v.png"));
        assertThat(run("mpr", path("ct"), "--out", path("v.png"))).isEqualTo(ExitCode.FAILED);
        assertThat(complained()).contains("v.png");
        assertThat(run("mpr", path("ct"), "--voi", "2", "--out", path("w.png"))).isEqualTo(ExitCode.FAILED);
        assertThat(complained()).contains("not one numbered 2");
    }

    @Test
    void aWholeVolumeIsProjectedOrShownAsASolid() throws IOException {
        assertThat(run(
                        "mpr",
                        path("ct"),
                        "--plane",
                        "coronal",
                        "--render",
                        "mip",
                        "--window",
                        "250,500",
                        "--spacing",
                        "3",
                        "--at",
                        "17,25,36",
                        "--size",
                        "1x5",
                        "--out",
                        path("mip.png")))
                .isZero();
        BufferedImage mip = ImageIO.read(directory.resolve("mip.png").toFile());
        for (int y = 0; y < 5; y++) {
            // The back row is the largest: 100 k + 50 + 3.5 HU.
            double exact = ((100 * (4 - y) + 53.5 - 249.5) / 499 + 0.5) * 255;
            assertThat((double) mip.getRaster().getSample(0, y, 0)).isBetween(exact - 1, exact + 1);
        }
        assertThat(run("mpr", path("ct"), "--plane", "coronal", "--render", "bone", "--out", path("bone.png")))
                .isZero();
        assertThat(said()).contains("\t400,1000\t");
        BufferedImage bone = ImageIO.read(directory.resolve("bone.png").toFile());
        assertThat(bone.getRaster().getNumBands()).isEqualTo(3);
        // The first slices lie below all bone, the last above.
        assertThat(bone.getRGB(4, bone.getHeight() - 1) & 0xFFFFFF).isZero();
        assertThat(bone.getRGB(4, 0) & 0xFF).isGreaterThan(20);
        assertThat(run("mpr", path("ct"), "--render", "bone", "--out", path("bone.i16")))
                .isEqualTo(ExitCode.USAGE);
    }

    static Stream<Arguments> wrongUses() {
        return Stream.of(
                Arguments.of("--plane frontal", "--plane is axial"),
                Arguments.of("--plane 1,0,0", "--plane is axial"),
                Arguments.of("--plane 1,0;0,0,1", "--plane is axial"),
                Arguments.of("--plane 0,0,0;0,0,1", "no direction"),
                Arguments.of("--plane 0,0,1;0,0,2", "parallel"),
                Arguments.of("--plane NaN,0,1;0,1,0", "NaN"),
                Arguments.of("--at 1,2", "--at needs"),
                Arguments.of("--at 1,Infinity,2", "--at needs"),
                Arguments.of("--size 0x5", "--size"),
                Arguments.of("--size 20000x20000", "--size"),
                Arguments.of("--size big", "--size"),
                Arguments.of("--spacing 0", "--spacing"),
                Arguments.of("--spacing -1", "--spacing"),
                Arguments.of("--spacing NaN", "--spacing"),
                Arguments.of("--slab -1", "--slab"),
                Arguments.of("--slab 1e9", "--slab"),
                Arguments.of("--slab NaN", "--slab"),
                Arguments.of("--mode mip", "--slab"),
                Arguments.of("--slab 3 --mode most", "--mode is"),
                Arguments.of("--interpolation best", "--interpolation is"),
                Arguments.of("--window 40", "--window needs"),
                Arguments.of("--window 40,0", "--window needs"),
                Arguments.of("--volume 0", "--volume"),
                Arguments.of("--quality 101", "--quality"),
                Arguments.of("--render wood", "--render is"),
                Arguments.of("--render bone --slab 5", "--slab is for planes"),
                Arguments.of("--colour red", "no option"));
    }

    @ParameterizedTest
    @MethodSource("wrongUses")
    void wrongUseSaysWhatIsExpected(String options, String message) {
        String[] all = ("mpr " + path("ct") + " " + options + " --out " + path("v.jpg")).split(" ");
        assertThat(run(all)).isEqualTo(ExitCode.USAGE);
        assertThat(complained().lines().findFirst().orElse("")).contains(message);
        assertThat(directory.resolve("v.jpg")).doesNotExist();
    }

    @Test
    void anOutputOfUnknownKindOrNoneIsWrongUse() {
        assertThat(run("mpr", path("ct"))).isEqualTo(ExitCode.USAGE);
        assertThat(run("mpr", path("ct"), "--out", path("v.tif"))).isEqualTo(ExitCode.USAGE);
        assertThat(run("mpr", "--out", path("v.png"))).isEqualTo(ExitCode.USAGE);
        assertThat(complained()).contains("Which files?");
    }

    private static String[] with(String[] arguments, String last) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = last;
        return all;
    }

    private List<Path> files(String name) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve(name))) {
            return files.sorted().toList();
        }
    }

    private static byte[] replaced(byte[] bytes, String from, String to) {
        String text = new String(bytes, ISO_8859_1);
        assertThat(text).contains(from);
        return text.replace(from, to).getBytes(ISO_8859_1);
    }

    private short[] values(String name) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.wrap(Files.readAllBytes(directory.resolve(name))).order(ByteOrder.LITTLE_ENDIAN);
        short[] values = new short[bytes.remaining() / 2];
        bytes.asShortBuffer().get(values);
        return values;
    }

    /** A value by its path, such as {@code volume.slices}; an array's with spaces between. */
    private String json(String name, String path) throws IOException {
        byte[] bytes = Files.readAllBytes(directory.resolve(name));
        StringBuilder found = new StringBuilder();
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), bytes)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                String at = parser.streamReadContext()
                        .pathAsPointer()
                        .toString()
                        .replaceFirst("^/", "")
                        .replace('/', '.');
                if (token.isScalarValue() && (at.equals(path) || at.startsWith(path + "."))) {
                    found.append(found.isEmpty() ? "" : " ").append(parser.getString());
                }
            }
        }
        return found.toString();
    }
}
