package dev.lightbox.engine.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Others' tools accept the files: dciodvfy (dicom3tools) checks them against the standard's IODs, DCMTK parses and decodes them. */
class ConformanceTest {
    private static final List<String> EXPECTED_WARNINGS = List.of(
            // PS3.3 C.11.1.1.2 lists US, unspecified; dciodvfy's table for CT is older.
            "Warning - Unrecognized defined term <US> for value 1 of attribute <Rescale Type>",
            // The test picture shows no body part, so nothing says that it can't be a paired one.
            "Warning - is only permitted to be empty when actually unknown; should be absent (not empty) if an unpaired body part,"
                    + " and have a value if a paired body part - attribute <Laterality>");

    private static final List<String> WITHOUT_PICTURES = List.of("SR", "KO", "DOC");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path directory;

    private record Case(PhantomStudy study, PhantomSeries series, int index) {
        @Override
        public String toString() {
            return study.description() + ", " + series.description() + ", " + index;
        }

        Path write() throws IOException {
            PhantomInstance instance = series.instances().get(index);
            Path file = directory.resolve(instance.sopInstanceUid() + ".dcm");
            if (Files.notExists(file)) {
                Files.write(file, PhantomFile.bytes(study, series, instance, Made.TODAY));
            }
            return file;
        }
    }

    /** An instance of each series, two where the series is mixed, and one of the worklist's load. */
    static Stream<Case> instances() {
        Stream<PhantomStudy> studies = Stream.concat(PhantomStudies.all().stream(), WorklistLoad.studies(1).stream());
        return studies.flatMap(study -> study.series().stream().flatMap(series -> {
            int middle = series.instances().size() / 2;
            Stream<Integer> indexes =
                    study == PhantomStudies.CT_MIXED_SIZES ? Stream.of(middle, middle + 1) : Stream.of(middle);
            return indexes.map(index -> new Case(study, series, index));
        }));
    }

    @ParameterizedTest
    @MethodSource("instances")
    void dciodvfyFindsNoFault(Case instance) throws Exception {
        String said = run("dicom3tools", "dciodvfy", instance.write().toString());
        List<String> faults = said.lines()
                .filter(line -> line.startsWith("Error") || line.startsWith("Warning"))
                .filter(line -> !EXPECTED_WARNINGS.contains(line))
                .toList();
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("instances")
    void dcmtkParsesTheFileAndDecodesItsPicture(Case instance) throws Exception {
        Path file = instance.write();
        run("dcmtk", "dcmdump", "--quiet", file.toString());
        if (!WITHOUT_PICTURES.contains(instance.series().modality())) {
            Path picture = Files.createTempFile(directory, "picture", ".ppm");
            run("dcmtk", "dcmj2pnm", file.toString(), picture.toString());
            assertThat(picture).isNotEmptyFile();
        }
    }

    /** Runs a program that the launcher's `test` has installed. */
    private static String run(String debianPackage, String... command) throws Exception {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new AssertionError(
                    "%s can't be run: install the Debian package %s".formatted(command[0], debianPackage), e);
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(command[0] + " doesn't end");
        }
        assertThat(process.exitValue()).as("%s said: %s", command[0], said).isZero();
        return said;
    }
}
