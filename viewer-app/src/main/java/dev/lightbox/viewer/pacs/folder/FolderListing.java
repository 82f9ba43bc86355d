package dev.lightbox.viewer.pacs.folder;

import dev.lightbox.viewer.pacs.folder.IndexedFile.Stamp;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The files below a directory at one moment. Links aren't followed, wherever they lead; hidden files (a dot first) and DICOMDIR are left out.
 *
 * @param stamps by path relative to the directory, with {@code /}
 * @param problems what couldn't be looked at
 */
record FolderListing(Map<String, Stamp> stamps, List<String> problems) {

    /**
     * @param directory its real path
     * @throws IOException where the directory itself can't be read
     */
    static FolderListing of(Path directory) throws IOException {
        Map<String, Stamp> stamps = new HashMap<>();
        List<String> problems = new ArrayList<>();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                return isHidden(path) && !path.equals(directory)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
                if (isHidden(path) || "DICOMDIR".equalsIgnoreCase(String.valueOf(path.getFileName()))) {
                    return FileVisitResult.CONTINUE;
                }
                if (attributes.isSymbolicLink()) {
                    problems.add(relative(path) + " is a link, which isn't followed");
                } else if (attributes.isRegularFile()) {
                    stamps.put(relative(path), FileReader.stamp(attributes));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
                if (path.equals(directory)) {
                    throw e;
                }
                // A file that has just gone is no problem; one that mustn't be read is.
                if (Files.exists(path)) {
                    problems.add(relative(path) + " can't be looked at ("
                            + e.getClass().getSimpleName() + ")");
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                    Path path, java.io.@org.jspecify.annotations.Nullable IOException e) {
                if (e != null) {
                    problems.add(relative(path) + " can't be listed completely ("
                            + e.getClass().getSimpleName() + ")");
                }
                return FileVisitResult.CONTINUE;
            }

            private String relative(Path path) {
                return directory.relativize(path).toString().replace(File.separatorChar, '/');
            }
        });
        return new FolderListing(stamps, problems);
    }

    private static boolean isHidden(Path path) {
        return String.valueOf(path.getFileName()).startsWith(".");
    }
}
