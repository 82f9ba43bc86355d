package dev.lightbox.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.dicom.DicomWriter;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.TransferSyntax;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private Path source = Path.of("");
    private Path archive = Path.of("");

    @BeforeEach
    void makeDirectories() throws IOException {
        source = Files.createDirectory(directory.resolve("source"));
        archive = directory.resolve("archive");
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        return Main.run(
                new Console(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false),
                arguments);
    }

    private int runImport() {
        return run("import", source.toString(), archive.toString());
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void withoutOrWithAnUnknownCommandTheCommandsAreListed() {
        assertThat(run()).isEqualTo(2);
        assertThat(complained()).contains("phantom", "import");
        assertThat(run("imprt")).isEqualTo(2);
        assertThat(complained()).startsWith("There is no command \"imprt\".");
        assertThat(run("--help")).isZero();
        assertThat(said()).contains("phantom", "import");
    }

    @Test
    void eachCommandExplainsItself() {
        assertThat(run("phantom", "--help")).isZero();
        assertThat(said()).startsWith("phantom OUT_DIR").contains("--studies N", "Exit code");
        assertThat(run("import", "-h")).isZero();
        assertThat(said()).startsWith("import SOURCE_DIR ARCHIVE_DIR").contains("Exit code");
    }

    @Test
    void wrongArgumentsAreNamed() {
        assertWrong("OUT_DIR is missing.", "phantom");
        assertWrong("There is no option --studie.", "phantom", "x", "--studie");
        assertWrong("--studies needs a value.", "phantom", "x", "--studies");
        assertWrong("--studies needs a number, not \"many\".", "phantom", "x", "--studies", "many");
        assertWrong("--studies needs a number from 1 to 1000000, not 0.", "phantom", "x", "--studies", "0");
        assertWrong("--date needs a day such as 2026-03-14, not \"1.2.26\".", "phantom", "x", "--date", "1.2.26");
        assertWrong("Only one OUT_DIR, please.", "phantom", "x", "y");
        assertWrong("SOURCE_DIR and ARCHIVE_DIR, please.", "import", "x");
        assertWrong("there isn't a directory.", "import", "there", "x");
    }

    private void assertWrong(String message, String... arguments) {
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(complained()).startsWith(message + System.lineSeparator());
    }

    @Test
    void theLoadIsWrittenOnceAndDatedFromTheGivenDay() throws Exception {
        String[] command = {"phantom", archive.toString(), "--studies", "20", "--date", "2020-05-06"};
        assertThat(run(command)).isZero();
        assertThat(said()).isEqualTo("20 studies written to " + archive + System.lineSeparator());
        assertThat(complained()).endsWith("Instances written: 20 of 20" + System.lineSeparator());
        List<Path> files = dicomFiles(archive);
        assertThat(files).hasSize(20);
        LocalDate date = DicomReader.readHeader(files.getFirst())
                .dataSet()
                .date(Tag.StudyDate)
                .orElseThrow();
        assertThat(date).isBetween(LocalDate.of(2017, 5, 6), LocalDate.of(2020, 5, 6));
        assertThat(run(command)).isZero();
        assertThat(said()).isEqualTo("20 studies are already in " + archive + System.lineSeparator());
    }

    @Test
    void theGeometryPhantomIsScannedAsAskedFor() throws Exception {
        assertThat(run(
                        "phantom",
                        archive.toString(),
                        "--geometry",
                        "ramp",
                        "--tilt",
                        "12",
                        "--turn",
                        "90",
                        "--uneven",
                        "--missing",
                        "1,60",
                        "--rescale-each"))
                .isZero();
        assertThat(said()).isEqualTo("1 study written to " + archive + System.lineSeparator());
        List<Path> files = dicomFiles(archive);
        assertThat(files).hasSize(58);
        DataSet header = DicomReader.readHeader(files.getFirst()).dataSet();
        assertThat(header.string(Tag.Modality)).hasValue("PT");
        assertThat(header.numbers(Tag.ImageOrientationPatient)[1]).isCloseTo(1, within(1e-9));
        assertThat(header.numbers(Tag.ImageOrientationPatient)[5])
                .isCloseTo(-Math.sin(Math.toRadians(12)), within(1e-9));
        assertWrong(
                "--geometry knows objects and ramp, not \"cube\".",
                "phantom",
                directory.resolve("x").toString(),
                "--geometry",
                "cube");
        assertWrong(
                "--tilt needs --geometry.", "phantom", directory.resolve("x").toString(), "--tilt", "3");
    }

    @Test
    void aDirectoryThatCantBeMadeIsAFailure() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThat(run("phantom", file.toString(), "--studies", "1")).isEqualTo(1);
        assertThat(complained())
                .isEqualTo("The studies couldn't be written: " + file + " is there already, and isn't a directory"
                        + System.lineSeparator());
    }

    @Test
    void instancesAreCopiedToThePlaceThatTheirUidsName() throws IOException {
        byte[] first = instance("1.2.3", "1.2.3.4", "1.2.3.4.5");
        write("a/b/whatever", first);
        write("second.dcm", instance("1.2.3", "1.2.3.4", "1.2.3.4.6"));
        assertThat(runImport()).isZero();
        assertThat(said()).isEqualTo("2 imported, 0 already there, 0 left out" + System.lineSeparator());
        assertThat(archive.resolve("1.2.3/1.2.3.4/1.2.3.4.5.dcm")).hasBinaryContent(first);
        assertThat(allFiles(archive)).hasSize(2);
    }

    @Test
    void duplicatesAreRecognised() throws IOException {
        write("one", instance("1.2.3", "1.2.3.4", "1.2.3.4.5"));
        write("two", instance("1.2.3", "1.2.3.4", "1.2.3.4.5"));
        assertThat(runImport()).isZero();
        assertThat(said()).isEqualTo("1 imported, 1 already there, 0 left out" + System.lineSeparator());
        assertThat(runImport()).isZero();
        assertThat(said()).isEqualTo("0 imported, 2 already there, 0 left out" + System.lineSeparator());
    }

    @Test
    void aDuplicateWithOtherMetaInformationIsRecognised() throws IOException {
        byte[] instance = instance("1.2.3", "1.2.3.4", "1.2.3.4.5");
        write("one", instance);
        assertThat(runImport()).isZero();
        write("one", withSourceTitle(instance));
        assertThat(runImport()).isZero();
        assertThat(said()).isEqualTo("0 imported, 1 already there, 0 left out" + System.lineSeparator());
    }

    /** The same data set behind a meta information with Source Application Entity Title (0002,0016) added. */
    private static byte[] withSourceTitle(byte[] instance) {
        int groupLength = instance[140] & 0xFF;
        byte[] element = {2, 0, 0x16, 0, 'A', 'E', 2, 0, 'X', ' '};
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(instance, 0, 144 + groupLength);
        file.writeBytes(element);
        file.write(instance, 144 + groupLength, instance.length - 144 - groupLength);
        byte[] bytes = file.toByteArray();
        bytes[140] = (byte) (groupLength + element.length);
        return bytes;
    }

    @Test
    void anotherInstanceOfTheSameUidDoesntReplaceTheFirst() throws IOException {
        byte[] first = instance("1.2.3", "1.2.3.4", "1.2.3.4.5");
        write("one", first);
        assertThat(runImport()).isZero();
        write("one", instance("1.2.3", "1.2.3.4", "1.2.3.4.5", "another"));
        assertThat(runImport()).isEqualTo(3);
        assertThat(complained())
                .contains("  one: the archive holds another file with the same SOP Instance UID, and keeps that one");
        assertThat(archive.resolve("1.2.3/1.2.3.4/1.2.3.4.5.dcm")).hasBinaryContent(first);
    }

    @Test
    void filesThatAreNotDicomOrBrokenAreListedAndStopNothing() throws IOException {
        write("a-empty.dcm", new byte[0]);
        write(
                "b-text.txt",
                "This is no picture, and long enough to be looked at twice.".getBytes(StandardCharsets.UTF_8));
        byte[] whole = instance("1.2.3", "1.2.3.4", "1.2.3.4.5");
        byte[] torn = instance("1.2.3", "1.2.3.4", "1.2.3.4.7");
        write("c-torn.dcm", java.util.Arrays.copyOf(torn, 300));
        write("d-whole.dcm", whole);
        assertThat(runImport()).isEqualTo(3);
        assertThat(said()).isEqualTo("1 imported, 0 already there, 3 left out" + System.lineSeparator());
        assertThat(complained())
                .contains("Left out:", "  a-empty.dcm: ", "  b-text.txt: not a DICOM file", "  c-torn.dcm: ")
                .doesNotContain("d-whole.dcm", "null");
        assertThat(allFiles(archive)).hasSize(1);
    }

    @Test
    void uidsThatWouldLeaveTheArchiveAreRefused() throws IOException {
        write("a", instance("../../escape", "1.2.3.4", "1.2.3.4.5"));
        write("b", instance("1.2.3", "..", "1.2.3.4.5"));
        write("c", instance("1.2.3", "1.2.3.4", "/tmp/evil"));
        assertThat(runImport()).isEqualTo(3);
        assertThat(complained())
                .contains(
                        "  a: its Study Instance UID isn't a valid UID",
                        "  b: its Series Instance UID isn't a valid UID",
                        "  c: its SOP Instance UID isn't a valid UID");
        assertThat(allFiles(directory)).hasSize(3);
    }

    @Test
    void anInstanceWithoutUidIsRefused() throws IOException {
        DataSet dataSet = DataSet.builder()
                .put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.7")
                .put(Tag.SOPInstanceUID, "1.2.3.4.5")
                .build();
        write("a", DicomWriter.toBytes(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid()));
        assertThat(runImport()).isEqualTo(3);
        assertThat(complained()).contains("  a: it has no Study Instance UID");
    }

    @Test
    void aDicomdirIsPassedOver() throws IOException {
        DataSet dataSet = DataSet.builder()
                .put(Tag.SOPClassUID, "1.2.840.10008.1.3.10")
                .put(Tag.SOPInstanceUID, "1.2.3.4.5")
                .put(Tag.FileSetID, "CD")
                .build();
        write("DICOMDIR", DicomWriter.toBytes(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid()));
        write("IMG1", instance("1.2.3", "1.2.3.4", "1.2.3.4.6"));
        assertThat(runImport()).isZero();
        assertThat(said()).isEqualTo("1 imported, 0 already there, 0 left out" + System.lineSeparator());
    }

    @Test
    void anArchiveInsideOfTheSourceIsntItsOwnSource() throws IOException {
        archive = source.resolve("archive");
        write("IMG1", instance("1.2.3", "1.2.3.4", "1.2.3.4.6"));
        assertThat(runImport()).isZero();
        assertThat(runImport()).isZero();
        assertThat(said()).isEqualTo("0 imported, 1 already there, 0 left out" + System.lineSeparator());
    }

    @Test
    void linksToDirectoriesArentFollowedAndControlCharactersNotPrinted() throws IOException {
        Files.createSymbolicLink(source.resolve("loop"), source);
        write("bell\u0007", new byte[0]);
        assertThat(runImport()).isEqualTo(3);
        assertThat(complained())
                .contains("  loop: it isn't a regular file", "  bell?: ")
                .doesNotContain("\u0007");
    }

    @Test
    void anInterruptionEndsTheImportBetweenTwoFiles() throws IOException {
        write("one", instance("1.2.3", "1.2.3.4", "1.2.3.4.5"));
        Thread.currentThread().interrupt();
        assertThat(runImport()).isEqualTo(130);
        assertThat(complained()).isEqualTo("Cancelled." + System.lineSeparator());
        assertThat(allFiles(archive)).isEmpty();
    }

    private static byte[] instance(String study, String series, String sopInstance, String... comment) {
        DataSet dataSet = DataSet.builder()
                .put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.7")
                .put(Tag.SOPInstanceUID, sopInstance)
                .put(Tag.PatientComments, comment)
                .put(Tag.StudyInstanceUID, study)
                .put(Tag.SeriesInstanceUID, series)
                .build();
        return DicomWriter.toBytes(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid());
    }

    private void write(String name, byte[] content) throws IOException {
        Path file = source.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private static List<Path> dicomFiles(Path root) throws IOException {
        return allFiles(root).stream()
                .filter(file -> file.toString().endsWith(".dcm"))
                .toList();
    }

    private static List<Path> allFiles(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
