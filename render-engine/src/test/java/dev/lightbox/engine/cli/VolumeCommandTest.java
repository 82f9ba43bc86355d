package dev.lightbox.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lightbox.engine.SharedData;
import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomWriter;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.TransferSyntax;
import dev.lightbox.engine.phantom.GeometryPhantom;
import dev.lightbox.engine.phantom.GeometryStack;
import dev.lightbox.engine.phantom.GeometryStudy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VolumeCommandTest extends CommandCase {

    /** Lines of the shared data's list: what others measured of real series. */
    static List<String> measured() throws IOException {
        List<String> lines = Files.readAllLines(SharedData.path("volumes/GEOMETRY.tsv"));
        assertThat(lines).hasSizeGreaterThan(4);
        return lines.subList(1, lines.size());
    }

    @ParameterizedTest
    @MethodSource("measured")
    void realSeriesAreFoundAsOthersMeasuredThem(String line) {
        String[] columns = line.split("\t", -1);
        assertThat(run(
                        "volume",
                        "--json",
                        SharedData.path("volumes/" + columns[0]).toString()))
                .isIn(ExitCode.OK, ExitCode.SOME_SKIPPED);
        String json = said();
        assertThat(count(json, "\"number\":")).isEqualTo(1);
        assertThat(json).contains("\"slices\":" + columns[1]);
        String[] size = columns[2].split("x", -1);
        assertThat(json).contains("\"rows\":" + size[0]).contains("\"columns\":" + size[1]);
        String[] spacing = columns[3].split("\\\\", -1);
        assertThat(number(json, "rowSpacingMm")).isCloseTo(Double.parseDouble(spacing[0]), within(1e-6));
        assertThat(number(json, "columnSpacingMm")).isCloseTo(Double.parseDouble(spacing[1]), within(1e-6));
        assertThat(number(json, "tiltDegrees")).isCloseTo(Double.parseDouble(columns[11]), within(0.05));
        assertPoint(json, "firstPosition", columns[7]);
        assertPoint(json, "lastPosition", columns[8]);
        assertCounts(json, columns[9]);
        // Thin slices and thick ones side by side, but none is missing.
        assertThat(json).contains("\"gaps\":[]");
    }

    private static void assertPoint(String json, String name, String expected) {
        Matcher found = find(json, "\"" + name + "\":\\[(.*?)]");
        String[] values = found.group(1).split(",", -1);
        String[] numbers = expected.split("\\\\", -1);
        for (int i = 0; i < 3; i++) {
            // The list has six digits.
            assertThat(Double.parseDouble(values[i])).isCloseTo(Double.parseDouble(numbers[i]), within(1e-3));
        }
    }

    /** @param expected such as "4.002mm x13; 6.999mm x13" */
    private static void assertCounts(String json, String expected) {
        List<String> counts = new ArrayList<>();
        Matcher run = Pattern.compile("\\{\"mm\":([\\d.]+),\"count\":(\\d+)}")
                .matcher(find(json, "\"spacingCounts\":\\[(.*?)]").group(1));
        while (run.find()) {
            counts.add(String.format(Locale.ROOT, "%.3fmm x%s", Double.parseDouble(run.group(1)), run.group(2)));
        }
        List<String> wanted = new ArrayList<>();
        for (String part : expected.split("; ", -1)) {
            String[] words = part.split("mm ", -1);
            wanted.add(String.format(Locale.ROOT, "%.3fmm %s", Double.parseDouble(words[0]), words[1]));
        }
        assertThat(counts).containsExactlyInAnyOrderElementsOf(wanted);
    }

    private static double number(String json, String name) {
        return Double.parseDouble(find(json, "\"" + name + "\":(-?[\\d.E-]+)").group(1));
    }

    private static Matcher find(String json, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(json);
        assertThat(matcher.find()).as("%s in %s", pattern, json).isTrue();
        return matcher;
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    @Test
    void intervalsThatAreWideWithoutSlicesMissingAreToldApartFromGaps() {
        run(
                "volume",
                "--json",
                SharedData.path("volumes/ct-head-ge-tilt18.5-uneven-28.zip").toString());
        String json = said();
        // 13 intervals of 7 mm; the median of all 27 is that of the thin slices' or between them.
        assertThat(json).contains("\"thicknessRuns\":[{\"mm\":4.0,\"count\":14},{\"mm\":7.0,\"count\":14}]");
        double median = number(json, "medianSliceSpacingMm");
        int expected = 6.999 > 1.5 * median ? 13 : 0;
        assertThat(count(find(json, "\"wideIntervals\":\\[(.*?)],\"gaps\"").group(1), "afterSlice"))
                .isEqualTo(expected);
    }

    private String written(String name, GeometryStack stack) throws IOException {
        Path series = directory.resolve(name);
        GeometryStudy.write(series, name, stack);
        return series.toString();
    }

    @Test
    void aTiltedSeriesIsDescribed() throws IOException {
        assertThat(run("volume", written("tilted", GeometryStudy.TILTED.stack())))
                .isZero();
        assertThat(said().lines().skip(1))
                .containsExactly(
                        "  Volume 1: 112 x 104 x 44 (columns x rows x slices)",
                        "    orientation  oblique axial; rows towards L, columns towards PF, slices towards HP",
                        "    tilt         15.0000 degrees",
                        "    spacing      columns 1.6000 mm, rows 1.5000 mm, slices 3.091 mm (median)",
                        "    distances    3.091 mm x43",
                        "    thickness    3.091 mm x44",
                        "    first slice  -88.8000, -74.6178, -48.8062 mm",
                        "    last slice   -88.8000, -74.6178, 88.7938 mm",
                        "    wide         none",
                        "    gaps         none",
                        "    memory       1.1 MB",
                        "");
        assertThat(said()).startsWith("Series 2.25.").contains(": CT, \"tilted\", 44 pictures");
    }

    @Test
    void gapsAreToldWithPlaceAndSize() throws IOException {
        String series = written("gaps", GeometryStudy.GAPS.stack());
        assertThat(run("volume", series)).isZero();
        assertThat(said())
                .contains("    distances    3.000 mm x39; 6.000 mm x1; 18.000 mm x1")
                .contains("    in order     3.000 mm x19; 18.000 mm x1; 3.000 mm x8; 6.000 mm x1; 3.000 mm x12")
                .contains("    gaps         18.000 mm between slices 20 and 21; 6.000 mm between slices 29 and 30")
                .contains("    note         Slices are missing between slice 20 and slice 21");
        assertThat(run("volume", series, "--json")).isZero();
        assertThat(find(said(), "\"gaps\":\\[(.*?)],\"rescale").group(1))
                .isEqualTo("{\"afterSlice\":20,\"mm\":18.0,\"from\":[-88.8,-77.25,-13.5],\"to\":[-88.8,-77.25,4.5]},"
                        + "{\"afterSlice\":29,\"mm\":6.0,\"from\":[-88.8,-77.25,28.5],\"to\":[-88.8,-77.25,34.5]}");
        assertThat(said()).contains("\"evenlySpaced\":false").contains("\"rescaleOfEachSlice\":false");
    }

    @Test
    void severalSeriesAreToldOneAfterAnotherWithVerdicts() throws IOException {
        written("all/a", GeometryStudy.PET.stack());
        written("all/b", GeometryStudy.TURNING.stack());
        written(
                "all/c",
                GeometryStack.builder()
                        .content(GeometryPhantom.Content.RAMP)
                        .size(16, 16, 9, 9)
                        .twice(30)
                        .build());
        assertThat(run("volume", path("all"))).isZero();
        String text = said();
        assertThat(count(text, "\nSeries ") + 1).isEqualTo(3);
        assertThat(text)
                .contains("    rescale      each slice has its own")
                .contains("  No volume.")
                .contains("only parallel slices make a volume (12 pictures): 0001.dcm, 0002.dcm")
                .contains("16 x 16 x 60")
                .contains("(1 picture): 0032.dcm");
        assertThat(run("volume", path("all"), "--json")).isZero();
        assertThat(said())
                .contains("\"volumes\":[],\"refusals\":[\"The pictures are turned")
                .contains("\"rescaleOfEachSlice\":true");
        assertThat(count(said(), "\"why\":")).isEqualTo(13);
        assertThat(said()).endsWith("\"skipped\":[]}" + System.lineSeparator());
    }

    @Test
    void whatIsNoPictureCostsALineAndTheOthersGoOn() throws IOException {
        String series = written(
                "series", GeometryStack.builder().size(8, 8, 9, 9).even(5, 3).build());
        Files.writeString(directory.resolve("series/notes.txt"), "not DICOM");
        Files.write(directory.resolve("series/more.zip"), new byte[8]);
        assertThat(run("volume", series, path("missing"))).isEqualTo(ExitCode.SOME_SKIPPED);
        assertThat(said()).contains("8 x 8 x 5");
        assertThat(complained().lines().filter(line -> !line.startsWith("Headers read")))
                .hasSize(3)
                .anyMatch(line -> line.contains("notes.txt"))
                .anyMatch(line -> line.contains("more.zip: an archive; name it"))
                .anyMatch(line -> line.contains("missing"));
        assertThat(run("volume", "--json", series, path("missing"))).isEqualTo(ExitCode.SOME_SKIPPED);
        assertThat(count(find(said(), "\"skipped\":\\[(.*?)]").group(1), "\"file\":"))
                .isEqualTo(3);
    }

    @Test
    void aFileThatClaimsBillionsOfFramesCostsALineAndTheOthersGoOn() throws IOException {
        String series = written(
                "series", GeometryStack.builder().size(8, 8, 9, 9).even(5, 3).build());
        DataSet hostile = DataSet.builder()
                .put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.2.1")
                .put(Tag.SOPInstanceUID, "2.25.5")
                .putInts(Tag.Rows, 8)
                .putInts(Tag.Columns, 8)
                .putInts(Tag.SamplesPerPixel, 1)
                .put(Tag.PhotometricInterpretation, "MONOCHROME2")
                .putInts(Tag.BitsAllocated, 16)
                .putInts(Tag.BitsStored, 16)
                .putInts(Tag.HighBit, 15)
                .putInts(Tag.PixelRepresentation, 0)
                .put(Tag.NumberOfFrames, "2000000000")
                .build();
        Files.write(
                directory.resolve("series/hostile.dcm"),
                DicomWriter.toBytes(hostile, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid()));
        assertThat(run("volume", series)).isEqualTo(ExitCode.SOME_SKIPPED);
        assertThat(said()).contains("8 x 8 x 5");
        assertThat(complained()).contains("hostile.dcm: Number of Frames is 2000000000");
    }

    @Test
    void withoutAPictureItFailsAndWrongUseIsExplained() throws IOException {
        Files.writeString(directory.resolve("notes.txt"), "not DICOM");
        assertThat(run("volume", path("notes.txt"))).isEqualTo(ExitCode.FAILED);
        assertThat(complained()).contains("There is no DICOM picture here.");
        assertThat(run("volume", "--json", path("notes.txt"))).isEqualTo(ExitCode.FAILED);
        assertThat(said()).startsWith("{\"series\":[],\"skipped\":[{\"file\":");
        assertThat(run("volume")).isEqualTo(ExitCode.USAGE);
        assertThat(run("volume", "--xml", path("notes.txt"))).isEqualTo(ExitCode.USAGE);
        assertThat(run("volume", "--help")).isZero();
        assertThat(said()).contains("tiltDegrees");
    }
}
