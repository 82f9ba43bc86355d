package dev.lightbox.viewer.pacs.folder;

import dev.lightbox.viewer.pacs.StudySource;
import dev.lightbox.viewer.pacs.StudySourceContract;
import dev.lightbox.viewer.pacs.TestStudies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a directory of files. */
class FolderStudySourceTest extends StudySourceContract {

    private static FolderStudySource source;

    @BeforeAll
    static void fill(@TempDir Path directory) throws Exception {
        Path images = Files.createDirectories(directory.resolve("images/below"));
        for (TestStudies.TestFile file : TestStudies.all()) {
            write(images.resolve(file.name()), file.bytes());
        }
        source = FolderStudySource.start(
                new FolderProperties(directory.resolve("images"), Duration.ofSeconds(5), 0), directory.resolve("data"));
        await(source);
    }

    @AfterAll
    static void close() {
        source.close();
    }

    @Override
    protected StudySource source() {
        return source;
    }

    /** Writes a file that looks as if it had been there for long. */
    static void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
    }

    static void await(FolderStudySource source) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!source.isComplete()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not indexed after 60 s: " + source.health());
            }
            Thread.sleep(10);
        }
    }
}
