package dev.lightbox.viewer.pacs.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.viewer.pacs.InstanceHeader;
import dev.lightbox.viewer.pacs.InstanceReference;
import dev.lightbox.viewer.pacs.StudyQuery;
import dev.lightbox.viewer.pacs.StudySourceException;
import dev.lightbox.viewer.pacs.StudySourceException.Kind;
import dev.lightbox.viewer.pacs.TestStudies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the folder archive hands out when files change, break or vanish under it. */
class FolderChangesTest {

    private static final InstanceReference WEBER = new InstanceReference("2.25.1", "2.25.11", "2.25.111");
    /** Longer than any test: the directory is looked at once. */
    private static final Duration NEVER = Duration.ofHours(1);

    @TempDir
    private Path temporary;

    @Test
    void newFilesAreNoticedWhileItRuns() throws Exception {
        write("a.dcm", weber());
        try (FolderStudySource source = start(Duration.ofMillis(50))) {
            write("b.dcm", instance("2.25.2", "2.25.21", "2.25.211", "Schneider"));
            await(() -> source.study("2.25.2").isPresent());
            Files.delete(images().resolve("a.dcm"));
            await(() -> source.study("2.25.1").isEmpty());
            write("broken.dcm", new byte[0]);
            await(() -> source.health().problems().contains("broken.dcm is empty (0 bytes)"));
            assertThat(source.health().reachable()).isTrue();
        }
    }

    @Test
    void aTruncatedFileIsHandedOutAsItIs() throws Exception {
        // The header is whole: the viewer says in the picture's place that the pixels are missing, and shows the rest.
        byte[] cut = Arrays.copyOf(weber(), weber().length - 3);
        write("a.dcm", cut);
        try (FolderStudySource source = start(NEVER)) {
            assertThat(source.instances("2.25.1", "2.25.11")).singleElement().satisfies(header -> {
                assertThat(header.error()).isEmpty();
                assertThat(header.header().integer(Tag.Rows)).hasValue(2);
            });
            assertThat(source.retrieve(WEBER)).isEqualTo(cut);
        }
    }

    @Test
    void aFileThatBreaksLaterCarriesItsErrorAndTheOthersWork() throws Exception {
        write("a.dcm", weber());
        write("b.dcm", instance("2.25.1", "2.25.11", "2.25.112", "Weber"));
        try (FolderStudySource source = start(NEVER)) {
            Files.write(images().resolve("a.dcm"), Arrays.copyOf(weber(), 200));
            assertThat(source.instances("2.25.1", "2.25.11"))
                    .extracting(header -> header.error().isPresent())
                    .containsExactly(true, false);
            InstanceHeader broken = source.instances("2.25.1", "2.25.11").getFirst();
            assertThat(broken.reference()).isEqualTo(WEBER);
            assertThat(broken.error().orElseThrow()).contains("a.dcm").doesNotContain(temporary.toString());
        }
    }

    @Test
    void aFileThatWasReplacedByAnotherPatientsIsNotHandedOut() throws Exception {
        write("a.dcm", weber());
        try (FolderStudySource source = start(NEVER)) {
            write("a.dcm", instance("2.25.2", "2.25.21", "2.25.211", "Somebody^Else"));
            assertKind(Kind.NOT_FOUND, () -> source.retrieve(WEBER));
            assertThat(source.instances("2.25.1", "2.25.11").getFirst().error())
                    .contains("a.dcm has been replaced by another instance");
        }
    }

    @Test
    void aFileThatVanished() throws Exception {
        write("a.dcm", weber());
        try (FolderStudySource source = start(NEVER)) {
            Files.delete(images().resolve("a.dcm"));
            assertKind(Kind.NOT_FOUND, () -> source.retrieve(WEBER));
            assertThat(source.instances("2.25.1", "2.25.11").getFirst().error())
                    .contains("a.dcm can't be read (any longer)");
        }
    }

    @Test
    void aFileOrDirectoryThatBecameALinkIsNotFollowed() throws Exception {
        write("sub/a.dcm", weber());
        Path outside = temporary.resolve("outside");
        FolderStudySourceTest.write(outside.resolve("a.dcm"), weber());
        try (FolderStudySource source = start(NEVER)) {
            assertThat(source.retrieve(WEBER)).isEqualTo(weber());
            Files.delete(images().resolve("sub/a.dcm"));
            Files.createSymbolicLink(images().resolve("sub/a.dcm"), outside.resolve("a.dcm"));
            assertKind(Kind.NOT_FOUND, () -> source.retrieve(WEBER));
            Files.delete(images().resolve("sub/a.dcm"));
            Files.delete(images().resolve("sub"));
            Files.createSymbolicLink(images().resolve("sub"), outside);
            assertKind(Kind.NOT_FOUND, () -> source.retrieve(WEBER));
        }
    }

    @Test
    void aStudyOfTwoPatientsIsListedButNotOpened() throws Exception {
        write("a.dcm", weber());
        write("b.dcm", instance("2.25.1", "2.25.11", "2.25.112", "Schneider"));
        try (FolderStudySource source = start(NEVER)) {
            assertThat(source.findStudies(StudyQuery.ANY, 10).studies()).hasSize(1);
            assertKind(Kind.BAD_ANSWER, () -> source.study("2.25.1"));
        }
    }

    @Test
    void theDirectoryMayComeLater() throws Exception {
        try (FolderStudySource source = FolderStudySource.start(
                new FolderProperties(images(), Duration.ofMillis(50), 0), temporary.resolve("data"))) {
            await(() -> !source.health().reachable());
            assertKind(Kind.UNREACHABLE, () -> source.findStudies(StudyQuery.ANY, 10));
            write("a.dcm", weber());
            await(() -> source.health().reachable() && source.study("2.25.1").isPresent());
        }
    }

    @Test
    void noMoreThanAHundredProblemsAreListed() throws Exception {
        for (int i = 0; i < 103; i++) {
            write("broken-" + i, new byte[0]);
        }
        try (FolderStudySource source = start(NEVER)) {
            assertThat(source.health().problems()).hasSize(101).last().isEqualTo("… and 3 more");
        }
    }

    private FolderStudySource start(Duration rescanInterval) throws InterruptedException {
        FolderStudySource source =
                FolderStudySource.start(new FolderProperties(images(), rescanInterval, 2), temporary.resolve("data"));
        FolderStudySourceTest.await(source);
        return source;
    }

    private Path images() {
        return temporary.resolve("images");
    }

    private void write(String path, byte[] bytes) throws IOException {
        FolderStudySourceTest.write(images().resolve(path), bytes);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for 30 s").isLessThan(deadline);
            Thread.sleep(10);
        }
    }

    private static void assertKind(Kind kind, Runnable call) {
        StudySourceException e = catchThrowableOfType(StudySourceException.class, call::run);
        assertThat(e).isNotNull();
        assertThat(e.kind()).isEqualTo(kind);
    }

    private static byte[] weber() {
        return instance("2.25.1", "2.25.11", "2.25.111", "Weber");
    }

    private static byte[] instance(String study, String series, String sop, String patientName) {
        DataSet dataSet = DataSet.builder()
                .put(Tag.StudyInstanceUID, study)
                .put(Tag.PatientName, patientName)
                .put(Tag.PatientID, "ID-" + patientName)
                .build();
        return TestStudies.image("x", dataSet, series, "1", "CT", "1.2.840.10008.5.1.4.1.1.2", sop)
                .bytes();
    }
}
