package dev.lightbox.e2e.environment;

import dev.lightbox.engine.phantom.PhantomStudies;
import dev.lightbox.engine.phantom.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The demonstration studies as files, made anew by each run. */
final class Studies {

    private Studies() {}

    static Path write() {
        Path directory = Project.work("studies");
        try {
            deleteAll(directory);
            Files.createDirectories(directory);
            PhantomStudies.write(directory, Progress.NONE);
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static void deleteAll(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
