package dev.lightbox.engine.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files below a directory, in the order of their names; links to directories aren't followed.
 *
 * @param unreadable directories and files that couldn't be looked at
 */
record SourceFiles(List<Path> files, Map<Path, IOException> unreadable) {

    static SourceFiles below(Path source) throws IOException {
        return walk(source, null);
    }

    /** @param archive is left out, should it be below the source */
    static SourceFiles below(Path source, Path archive) throws IOException {
        return walk(source, archive.toRealPath());
    }

    private static SourceFiles walk(Path source, @Nullable Path realArchive) throws IOException {
        List<Path> files = new ArrayList<>();
        Map<Path, IOException> unreadable = new TreeMap<>();
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                return directory.toRealPath().equals(realArchive)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                // Of pipes and devices there may be no end.
                if (Files.isRegularFile(file)) {
                    files.add(file);
                } else {
                    unreadable.put(file, new IOException("it isn't a regular file"));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                unreadable.put(file, failure);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
                if (failure != null) {
                    unreadable.put(directory, failure);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(null);
        return new SourceFiles(List.copyOf(files), unreadable);
    }
}
