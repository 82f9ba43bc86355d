package dev.lightbox.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The real files that the tests read: {@code ../shared/data} beside the repository. Tests fail, never skip, where it is missing. */
public final class SharedData {
    private SharedData() {}

    /** @param relative for example {@code transfer-syntaxes/ct-rle.dcm}; @return the file or directory, which exists */
    public static Path path(String relative) {
        Path path = root().resolve(relative);
        if (!Files.exists(path)) {
            throw new AssertionError("the test data have no " + relative + " (looked in " + root() + ")");
        }
        return path;
    }

    public static byte[] bytes(String relative) {
        try {
            return Files.readAllBytes(path(relative));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return all regular files below a directory, sorted */
    public static List<Path> files(String relative) {
        try (Stream<Path> files = Files.walk(path(relative))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path root() {
        Path start = Path.of(System.getProperty("user.dir")).toAbsolutePath();
        for (Path directory = start; directory != null; directory = directory.getParent()) {
            Path data = directory.resolveSibling("shared").resolve("data");
            if (Files.isDirectory(data)) {
                return data;
            }
        }
        throw new AssertionError("the test data are missing: no ../shared/data beside any directory above " + start);
    }
}
