package dev.lightbox.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecodeCommandTest extends CommandCase {

    @Test
    void writesStoredValuesAsSignedLittleEndianIntegers() throws IOException {
        String file = picture("a.dcm", 0);
        assertThat(run("decode", file, "--out", path("a.i32"))).isZero();
        assertThat(Files.readAllBytes(directory.resolve("a.i32"))).isEqualTo(values(0));
        assertThat(said())
                .isEqualTo(file + "\t" + path("a.i32") + "\t4 x 3 x 1\t12 bits signed\tMONOCHROME2\tint32"
                        + System.lineSeparator());
        assertThat(complained()).isEmpty();
    }

    @Test
    void framesCountFromOne() throws IOException {
        Files.write(directory.resolve("two.dcm"), bytes(0, 2));
        assertThat(run("decode", path("two.dcm"), "--frame", "2", "--out", path("2.i32")))
                .isZero();
        assertThat(Files.readAllBytes(directory.resolve("2.i32"))).isEqualTo(values(12));
        assertThat(run("decode", path("two.dcm"), "--frame", "3", "--out", path("3.i32")))
                .isEqualTo(1);
        assertThat(complained().lines()).containsExactly(path("two.dcm") + ": there is no frame 3; it has 2 frames");
        assertThat(run("decode", path("two.dcm"), "--frame", "0", "--out", path("3.i32")))
                .isEqualTo(2);
        assertThat(complained()).startsWith("--frame counts from 1, it can't be 0.");
    }

    @Test
    void oneBadFileOfManyCostsALineAndTheExitCode() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("decode", "--out-dir", path("out")));
        for (int i = 0; i < 50; i++) {
            arguments.add(i == 7 ? path("missing.dcm") : i == 20 ? text("bad.dcm") : picture(i + ".dcm", i));
        }
        assertThat(run(arguments.toArray(String[]::new))).isEqualTo(3);
        assertThat(complained().lines()).hasSize(2);
        assertThat(complained())
                .contains(path("missing.dcm") + ": ", "doesn't exist", path("bad.dcm") + ": not a DICOM file");
        assertThat(said().lines()).hasSize(48);
        // In the order of the arguments, however long each took.
        assertThat(said().lines().map(line -> line.substring(0, line.indexOf('\t'))))
                .isEqualTo(arguments.subList(3, 53).stream()
                        .filter(file -> !file.contains("missing") && !file.contains("bad"))
                        .toList());
        assertThat(Files.readAllBytes(directory.resolve("out/49.dcm.i32"))).isEqualTo(values(49));
        assertThat(Files.exists(directory.resolve("out/missing.dcm.i32"))).isFalse();
    }

    @Test
    void allBadIsAFailure() throws IOException {
        assertThat(run("decode", text("a"), text("b"), "--out-dir", path("out")))
                .isEqualTo(1);
        assertThat(complained().lines()).hasSize(2);
        assertThat(said()).isEmpty();
    }

    @Test
    void namesComeFromAFileOrTheStandardInput() throws IOException {
        String list = picture("a.dcm", 1) + "\n\n  " + picture("b.dcm", 2) + "\n";
        Files.writeString(directory.resolve("list"), list);
        assertThat(run("decode", "@" + path("list"), "--out-dir", path("one"))).isZero();
        assertThat(runWithInput(list, "decode", "-", "--out-dir", path("two"))).isZero();
        for (String out : List.of("one", "two")) {
            assertThat(Files.readAllBytes(directory.resolve(out + "/a.dcm.i32")))
                    .isEqualTo(values(1));
            assertThat(Files.readAllBytes(directory.resolve(out + "/b.dcm.i32")))
                    .isEqualTo(values(2));
        }
        assertThat(runWithInput("", "decode", "-", "--out-dir", path("three"))).isEqualTo(2);
        assertThat(complained()).startsWith("Which files?");
        assertThat(run("decode", "@" + path("none"), "--out-dir", path("three")))
                .isEqualTo(2);
        assertThat(complained()).startsWith("The list can't be read: ");
    }

    @Test
    void filesOfOneNameKeepTheFoldersThatTellThemApart() throws IOException {
        assertThat(run("decode", picture("x/1", 1), picture("y/1", 2), picture("x/z/2", 3), "--out-dir", path("out")))
                .isZero();
        assertThat(Files.readAllBytes(directory.resolve("out/x/1.i32"))).isEqualTo(values(1));
        assertThat(Files.readAllBytes(directory.resolve("out/y/1.i32"))).isEqualTo(values(2));
        assertThat(Files.readAllBytes(directory.resolve("out/x/z/2.i32"))).isEqualTo(values(3));
    }

    @Test
    void theSameFileTwiceIsAMistake() throws IOException {
        String file = picture("a.dcm", 0);
        assertThat(run("decode", file, file, "--out-dir", path("out"))).isEqualTo(2);
        assertThat(complained()).startsWith(file + " is given twice.");
    }

    @Test
    void membersOfArchivesAreFiles() throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(directory.resolve("s.zip")))) {
            zip.putNextEntry(new ZipEntry("in/slice 1"));
            zip.write(bytes(5, 1));
        }
        assertThat(run("decode", path("s.zip") + "!in/slice 1", "--out", path("o")))
                .isZero();
        assertThat(Files.readAllBytes(directory.resolve("o"))).isEqualTo(values(5));
        assertThat(run("decode", path("s.zip") + "!in/slice 2", "--out", path("o")))
                .isEqualTo(1);
        assertThat(complained().lines())
                .containsExactly(path("s.zip") + "!in/slice 2: the archive has no member of this name");
    }

    @Test
    void aResultIsWholeOrNotThere() throws IOException {
        assertThat(run("decode", text("bad"), "--out", path("deep/o.i32"))).isEqualTo(1);
        assertThat(Files.exists(directory.resolve("deep"))).isFalse();
        assertThat(run("decode", picture("a.dcm", 0), "--out", path("deep/o.i32")))
                .isZero();
        try (var files = Files.list(directory.resolve("deep"))) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactly("o.i32");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a                             | Either --out FILE for one file",
                "a --out x --out-dir y         | Either --out FILE for one file",
                "a b --out x                   | --out takes one file; for 2 use --out-dir DIR.",
                "a --out                       | --out needs a value.",
                "a --out x --out y             | --out is given twice.",
                "a --out x --speed 9           | There is no option --speed.",
                "a --out x --frame one         | --frame needs a whole number, not \"one\".",
                "--out x                       | Which files?",
            })
    void wrongUseIsExplained(String arguments, String complaint) {
        assertThat(run(("decode " + arguments).split(" "))).isEqualTo(2);
        assertThat(complained()).startsWith(complaint).contains("decode FILE", "Exit code");
    }

    @Test
    void aDirectoryIsNamedAsOne() {
        assertThat(run("decode", directory.toString(), "--out", path("o"))).isEqualTo(1);
        assertThat(complained()).contains("it is a directory", "find DIR -type f");
    }

    private String text(String name) throws IOException {
        return Files.writeString(directory.resolve(name), "hello").toString();
    }
}
