package dev.lightbox.viewer.pacs.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomWriter;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.TransferSyntax;
import dev.lightbox.viewer.pacs.StudySummary;
import dev.lightbox.viewer.pacs.TestStudies;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderIndexTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant LONG_AGO = NOW.minusSeconds(3600);

    @TempDir
    private Path temporary;

    private Path images;
    private Path indexFile;
    private ExecutorService readers;
    private Instant now = NOW;
    private FolderIndex index;

    @BeforeEach
    void start() throws IOException {
        temporary = temporary.toRealPath();
        images = Files.createDirectory(temporary.resolve("images"));
        indexFile = temporary.resolve("data/index.bin");
        readers = Executors.newFixedThreadPool(2);
        index = newIndex();
    }

    @AfterEach
    void stop() {
        readers.shutdownNow();
    }

    private FolderIndex newIndex() {
        FolderIndex made = new FolderIndex(
                images,
                new FileReader(images),
                new IndexStore(indexFile, images),
                readers,
                () -> TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano());
        made.load();
        return made;
    }

    @Test
    void newChangedAndRemovedFiles() throws Exception {
        write("a.dcm", instance("2.25.1", "2.25.11", "2.25.111", "A"), LONG_AGO);
        index.update();
        assertThat(studies()).containsExactly("2.25.1");

        write("sub/b.dcm", instance("2.25.2", "2.25.21", "2.25.211", "B"), LONG_AGO);
        index.update();
        assertThat(studies()).containsExactlyInAnyOrder("2.25.1", "2.25.2");

        write("sub/b.dcm", instance("2.25.3", "2.25.31", "2.25.311", "C"), LONG_AGO.plusSeconds(1));
        index.update();
        assertThat(studies()).containsExactlyInAnyOrder("2.25.1", "2.25.3");

        Files.delete(images.resolve("a.dcm"));
        index.update();
        assertThat(studies()).containsExactly("2.25.3");
    }

    @Test
    void brokenFilesAreReportedAndTheRestWorks() throws Exception {
        byte[] good = instance("2.25.1", "2.25.11", "2.25.111", "A");
        write("good.dcm", good, LONG_AGO);
        write("empty.dcm", new byte[0], LONG_AGO);
        write("notes.txt", "just some text, and not short either".getBytes(StandardCharsets.UTF_8), LONG_AGO);
        write("cut.dcm", Arrays.copyOf(good, 300), LONG_AGO);
        write("no-uid.dcm", withoutStudyUid(), LONG_AGO);
        write("DICOMDIR", "whatever".getBytes(StandardCharsets.UTF_8), LONG_AGO);
        write(".hidden", "whatever".getBytes(StandardCharsets.UTF_8), LONG_AGO);
        index.update();

        assertThat(studies()).containsExactly("2.25.1");
        assertThat(index.catalog().problems()).hasSize(4);
        assertThat(index.catalog().problems().get(0)).startsWith("cut.dcm can't be read as DICOM: ");
        assertThat(index.catalog().problems().get(1)).isEqualTo("empty.dcm is empty (0 bytes)");
        assertThat(index.catalog().problems().get(2)).isEqualTo("no-uid.dcm has no valid (0020,000D) UID");
        assertThat(index.catalog().problems().get(3)).startsWith("notes.txt can't be read as DICOM: ");
        assertThat(index.state().complete()).isTrue();
    }

    @Test
    void aFileThatIsBeingWrittenWaits() throws Exception {
        byte[] whole = instance("2.25.1", "2.25.11", "2.25.111", "A");
        write("a.dcm", Arrays.copyOf(whole, 400), NOW);
        assertThat(index.update()).as("another look is due soon").isTrue();
        assertThat(studies()).isEmpty();
        assertThat(index.catalog().problems()).isEmpty();
        assertThat(index.state().unfinished()).isEqualTo(1);

        // The copy pauses: what is there can't be read, but that isn't said yet.
        now = NOW.plusSeconds(3);
        assertThat(index.update()).isTrue();
        assertThat(index.catalog().problems()).isEmpty();

        write("a.dcm", whole, NOW.plusSeconds(3));
        assertThat(index.update()).isTrue();
        assertThat(studies()).isEmpty();

        now = NOW.plusSeconds(5);
        assertThat(index.update()).isFalse();
        assertThat(studies()).containsExactly("2.25.1");
        assertThat(index.state().unfinished()).isZero();
    }

    @Test
    void aFileThatStaysBrokenIsReportedInTheEnd() throws Exception {
        write("a.dcm", new byte[0], NOW);
        index.update();
        now = NOW.plusSeconds(5);
        index.update();
        assertThat(index.catalog().problems()).isEmpty();
        now = NOW.plusSeconds(20);
        assertThat(index.update()).isFalse();
        assertThat(index.catalog().problems()).containsExactly("a.dcm is empty (0 bytes)");
    }

    @Test
    void ofTwoFilesWithOneInstanceTheFirstByPathCounts() throws Exception {
        write("b.dcm", instance("2.25.1", "2.25.11", "2.25.111", "Second"), LONG_AGO);
        index.update();
        write("a.dcm", instance("2.25.1", "2.25.11", "2.25.111", "First"), LONG_AGO);
        index.update();
        assertThat(index.catalog().problems())
                .containsExactly("b.dcm holds the same instance as a.dcm and is left out");
        assertThat(index.catalog().study("2.25.1").orElseThrow().summary())
                .extracting(StudySummary::patientName, StudySummary::numberOfInstances)
                .containsExactly("First", 1);
    }

    @Test
    void attributesThatTheFirstFileLacksComeFromAnother() throws Exception {
        DataSet bare = DataSet.builder()
                .put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.88.11")
                .put(Tag.SOPInstanceUID, "2.25.112")
                .put(Tag.SeriesInstanceUID, "2.25.12")
                .put(Tag.StudyInstanceUID, "2.25.1")
                .put(Tag.Modality, "SR")
                .build();
        write("a.dcm", DicomWriter.toBytes(bare, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid()), LONG_AGO);
        write("b.dcm", instance("2.25.1", "2.25.11", "2.25.111", "Weber^A"), LONG_AGO);
        index.update();
        StudySummary study = index.catalog().study("2.25.1").orElseThrow().summary();
        assertThat(study.patientName()).isEqualTo("Weber^A");
        assertThat(study.referringPhysicianName()).isEqualTo("Okafor^Ngozi");
        assertThat(study.modalities()).containsExactlyInAnyOrder("CT", "SR");
        assertThat(study.numberOfSeries()).isEqualTo(2);
    }

    @Test
    void aStudyOfTwoPatientsIsAmbiguous() throws Exception {
        write("a.dcm", instance("2.25.1", "2.25.11", "2.25.111", "Weber^A"), LONG_AGO);
        write("b.dcm", instance("2.25.1", "2.25.11", "2.25.112", "Schneider^B"), LONG_AGO);
        index.update();
        assertThat(index.catalog().study("2.25.1").orElseThrow().ambiguous())
                .isEqualTo("The files of study 2.25.1 name different patients");
        assertThat(index.catalog().problems())
                .containsExactly("The files of study 2.25.1 name different patients; it can't be opened");
    }

    @Test
    void linksAreReportedAndNotFollowed() throws Exception {
        Path outside = Files.createDirectory(temporary.resolve("outside"));
        Files.write(outside.resolve("secret.dcm"), instance("2.25.9", "2.25.91", "2.25.911", "Secret"));
        Files.createSymbolicLink(images.resolve("link"), outside);
        Files.createSymbolicLink(images.resolve("link.dcm"), outside.resolve("secret.dcm"));
        index.update();
        assertThat(studies()).isEmpty();
        assertThat(index.state().notices())
                .containsExactlyInAnyOrder(
                        "link is a link, which isn't followed", "link.dcm is a link, which isn't followed");
    }

    @Test
    void aMissingDirectoryIsNoticedAndItsStudiesStay() throws Exception {
        write("a.dcm", instance("2.25.1", "2.25.11", "2.25.111", "A"), LONG_AGO);
        index.update();
        Path away = temporary.resolve("away");
        Files.move(images, away);
        index.update();
        assertThat(index.state().available()).isFalse();
        assertThat(studies()).containsExactly("2.25.1");
        Files.move(away, images);
        index.update();
        assertThat(index.state().available()).isTrue();
    }

    @Test
    void aRestartReadsNothingThatHasNotChanged() throws Exception {
        byte[] bytes = instance("2.25.1", "2.25.11", "2.25.111", "A");
        write("a.dcm", bytes, LONG_AGO);
        write("empty.dcm", new byte[0], LONG_AGO);
        index.update();
        StudySummary before = index.catalog().study("2.25.1").orElseThrow().summary();
        // Same size, same time, other content: only who reads the file again would notice.
        write("a.dcm", new byte[bytes.length], LONG_AGO);

        FolderIndex restarted = newIndex();
        assertThat(restarted.catalog().study("2.25.1").orElseThrow().summary()).isEqualTo(before);
        assertThat(restarted.state().complete()).isFalse();
        restarted.update();
        assertThat(restarted.catalog().study("2.25.1").orElseThrow().summary()).isEqualTo(before);
        assertThat(restarted.catalog().problems()).containsExactly("empty.dcm is empty (0 bytes)");
    }

    @Test
    void anIndexThatCantBeUsedIsMadeAnewAndItIsSaid() throws Exception {
        write("a.dcm", instance("2.25.1", "2.25.11", "2.25.111", "A"), LONG_AGO);
        index.update();
        byte[] saved = Files.readAllBytes(indexFile);
        assertReadAnew(corrupted(saved, saved.length / 2), "its checksum is wrong");
        assertReadAnew(corrupted(saved, saved.length - 1), "its checksum is wrong");
        assertReadAnew(Arrays.copyOf(saved, saved.length - 7), "its checksum is wrong");
        assertReadAnew(new byte[3], "it is too short");
        assertReadAnew(new byte[100], "its checksum is wrong");
        assertReadAnew(withChecksum(new byte[8]), "it isn't an index");
        byte[] older = saved.clone();
        older[7]--;
        assertReadAnew(withChecksum(Arrays.copyOf(older, older.length - 4)), "its version is 1, not 2");
        byte[] shorter = withChecksum(Arrays.copyOf(saved, saved.length - 20));
        assertReadAnew(shorter, "it ends too early");
    }

    private static byte[] withChecksum(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return ByteBuffer.allocate(content.length + 4)
                .put(content)
                .putInt((int) crc.getValue())
                .array();
    }

    private void assertReadAnew(byte[] savedIndex, String reason) throws Exception {
        Files.write(indexFile, savedIndex);
        FolderIndex restarted = newIndex();
        assertThat(restarted.state().notices())
                .containsExactly("The saved index couldn't be used (" + reason + "): all files are read anew.");
        assertThat(restarted.catalog().studies()).isEmpty();
        restarted.update();
        assertThat(restarted.catalog().study("2.25.1")).isPresent();
        assertThat(restarted.state().notices()).isEmpty();
    }

    private static byte[] corrupted(byte[] bytes, int position) {
        byte[] corrupted = bytes.clone();
        corrupted[position] ^= 1;
        return corrupted;
    }

    @Test
    void onlyTheOwnerMayReadTheIndexAndTheListOfProblems() throws Exception {
        write("a.dcm", instance("2.25.1", "2.25.11", "2.25.111", "A"), LONG_AGO);
        write("MUELLER/b.dcm", new byte[0], LONG_AGO);
        index.update();
        Path problems = indexFile.resolveSibling("folder-problems.txt");
        assertThat(problems).hasContent("MUELLER/b.dcm is empty (0 bytes)\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(problems)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(indexFile)))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(indexFile.getParent())) {
            assertThat(files).containsExactlyInAnyOrder(indexFile, problems);
        }
    }

    private Iterable<String> studies() {
        return index.catalog().studies().stream()
                .map(study -> study.summary().studyInstanceUid())
                .toList();
    }

    private void write(String path, byte[] bytes, Instant modified) throws IOException {
        Path file = images.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, FileTime.from(modified));
    }

    private static byte[] instance(String study, String series, String sop, String patientName) {
        DataSet dataSet = DataSet.builder()
                .put(Tag.StudyInstanceUID, study)
                .put(Tag.PatientName, patientName)
                .put(Tag.PatientID, "ID-" + patientName)
                .put(Tag.StudyDate, "20261101")
                .put(Tag.ReferringPhysicianName, "Okafor^Ngozi")
                .build();
        return TestStudies.image("x", dataSet, series, "1", "CT", "1.2.840.10008.5.1.4.1.1.2", sop)
                .bytes();
    }

    private static byte[] withoutStudyUid() {
        DataSet dataSet = DataSet.builder()
                .put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.88.11")
                .put(Tag.SOPInstanceUID, "2.25.112")
                .put(Tag.SeriesInstanceUID, "2.25.12")
                .build();
        return DicomWriter.toBytes(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid());
    }
}
