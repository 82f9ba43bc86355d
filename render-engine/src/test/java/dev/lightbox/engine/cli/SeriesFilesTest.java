package dev.lightbox.engine.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class SeriesFilesTest extends CommandCase {

    @Test
    void directoriesAndArchivesAreReadWholeAndWhatIsNoPictureSaysWhy() throws Exception {
        picture("series/b.dcm", 0);
        picture("series/deeper/a.dcm", 1);
        Files.write(directory.resolve("series/multi.dcm"), bytes(2, 3));
        Files.writeString(directory.resolve("series/notes.txt"), "not DICOM");
        Path zip = directory.resolve("more.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            add(out, "x/one", bytes(3, 1));
            add(out, "x/readme", "not DICOM either".getBytes(UTF_8));
        }

        SeriesFiles found = SeriesFiles.read(quiet(), List.of(path("series"), zip.toString(), path("missing")));
        assertThat(found.series()).hasSize(1);
        List<SeriesFrame> frames = found.series().getFirst().frames();
        assertThat(found.series().getFirst().modality()).isEqualTo("CT");
        assertThat(frames)
                .extracting(frame -> frame.file().name() + " " + frame.frameNumber())
                .containsExactly("one 1", "b.dcm 1", "a.dcm 1", "multi.dcm 1", "multi.dcm 2", "multi.dcm 3");
        assertThat(frames).allMatch(frame -> frame.image().columns() == COLUMNS);
        assertThat(found.skipped())
                .extracting(SeriesFiles.Skipped::name)
                .containsExactly(zip + "!x/readme", path("series/notes.txt"), path("missing"));
        assertThat(found.skipped().getLast().reason()).contains("can't be read");
    }

    @Test
    void aMemberOfAnArchiveMayBeNamedAlone() throws Exception {
        Path zip = directory.resolve("more.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            add(out, "one", bytes(3, 1));
            add(out, "two", bytes(4, 1));
        }
        SeriesFiles found = SeriesFiles.read(quiet(), List.of(zip + "!two"));
        assertThat(found.series().getFirst().frames()).hasSize(1);
        assertThat(found.series().getFirst().frames().getFirst().image().sopInstanceUid())
                .isEqualTo("2.25.1004");
    }

    private static Console quiet() {
        PrintStream nothing = new PrintStream(OutputStream.nullOutputStream());
        return new Console(nothing, nothing, false);
    }

    private static void add(ZipOutputStream out, String name, byte[] bytes) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(bytes);
        out.closeEntry();
    }
}
