package dev.lightbox.engine.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.dicom.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhantomWriterTest {
    private static final List<PhantomStudy> STUDIES = List.of(PhantomStudies.MR_NECK, PhantomStudies.SR_REPORT);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void filesAreNamedByTheirUidsAndProgressRisesToTheEnd() throws Exception {
        List<String> progress = new ArrayList<>();
        boolean written = new PhantomWriter(Made.TODAY, (done, total) -> progress.add(done + "/" + total))
                .write(directory, STUDIES);
        assertThat(written).isTrue();
        assertThat(progress).hasSize(16).startsWith("1/16", "2/16").endsWith("16/16");
        assertThat(dicomFiles()).hasSize(16);
        for (Path file : dicomFiles()) {
            var dataSet = DicomReader.readHeader(file).dataSet();
            assertThat(directory.relativize(file))
                    .isEqualTo(Path.of(
                            dataSet.string(Tag.StudyInstanceUID).orElseThrow(),
                            dataSet.string(Tag.SeriesInstanceUID).orElseThrow(),
                            dataSet.string(Tag.SOPInstanceUID).orElseThrow() + ".dcm"));
        }
    }

    @Test
    void writingTheSameAgainDoesNothing() throws Exception {
        assertThat(write(STUDIES)).isTrue();
        Path file = dicomFiles().getFirst();
        var before = Files.getLastModifiedTime(file);
        assertThat(write(STUDIES)).isFalse();
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(before);
    }

    @Test
    void otherStudiesAreWrittenBesideThem() throws Exception {
        assertThat(write(STUDIES)).isTrue();
        assertThat(write(WorklistLoad.studies(2))).isTrue();
        assertThat(dicomFiles()).hasSize(18);
        assertThat(write(STUDIES)).isFalse();
    }

    @Test
    void aStudyThatHasBeenRemovedIsWrittenAgain() throws Exception {
        write(STUDIES);
        Path report = directory.resolve(PhantomStudies.SR_REPORT.studyInstanceUid());
        for (Path file : dicomFiles()) {
            if (file.startsWith(report)) {
                Files.delete(file);
                Files.delete(file.getParent());
                Files.delete(report);
            }
        }
        assertThat(write(STUDIES)).isTrue();
        assertThat(dicomFiles()).hasSize(16);
    }

    @Test
    void whatElseIsInTheDirectoryStays() throws Exception {
        Path own = Files.writeString(directory.resolve("own.dcm"), "mine");
        write(STUDIES);
        assertThat(own).hasContent("mine");
    }

    @Test
    void whatADeadRunHasLeftIsCleanedUp() throws Exception {
        Path left = Files.createDirectories(directory.resolve(".phantom-unfinished-1/study"));
        Files.writeString(left.resolve("half.dcm"), "half");
        write(STUDIES);
        assertThat(hiddenDirectories()).isEmpty();
    }

    @Test
    void anInterruptionLeavesTheDirectoryAsItWas() throws Exception {
        PhantomWriter writer = new PhantomWriter(Made.TODAY, (done, total) -> {
            if (done == 3) {
                Thread.currentThread().interrupt();
            }
        });
        assertThatThrownBy(() -> writer.write(directory, STUDIES)).isInstanceOf(InterruptedException.class);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aFailureLeavesTheDirectoryAsItWas() throws Exception {
        PhantomStudy blocked = PhantomStudies.SR_REPORT;
        Path file = Files.writeString(directory.resolve("taken"), "a file");
        assertThatThrownBy(() -> new PhantomWriter(Made.TODAY, Progress.NONE).write(file, List.of(blocked)))
                .isInstanceOf(IOException.class);
        assertThat(file).hasContent("a file");
    }

    private boolean write(List<PhantomStudy> studies) throws IOException, InterruptedException {
        return new PhantomWriter(Made.TODAY, Progress.NONE).write(directory, studies);
    }

    private List<Path> dicomFiles() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".dcm"))
                    .sorted()
                    .toList();
        }
    }

    private List<Path> hiddenDirectories() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith(".") && Files.isDirectory(file))
                    .toList();
        }
    }
}
