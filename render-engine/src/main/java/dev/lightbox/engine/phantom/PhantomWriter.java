package dev.lightbox.engine.phantom;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes studies into a directory, all or nothing: first into a hidden directory inside of it, then each study's directory is moved to its place, and
 * last a hidden marker says what is complete. With that marker there, writing the same again does nothing. What else the directory holds isn't touched.
 *
 * <p>Uses all processors. For one thread at a time.
 */
public final class PhantomWriter {
    private static final String UNFINISHED_PREFIX = ".phantom-unfinished-";
    private static final String MARKER_PREFIX = ".phantom-complete-";

    private final LocalDate today;
    private final Progress progress;

    /**
     * @param today the day from which the studies' dates count back
     */
    public PhantomWriter(LocalDate today, Progress progress) {
        this.today = today;
        this.progress = progress;
    }

    /**
     * Writes studies as {@code directory/StudyInstanceUID/SeriesInstanceUID/SOPInstanceUID.dcm}.
     *
     * @return whether anything had to be written
     * @throws InterruptedException if the thread is interrupted; the directory is then as before
     */
    public boolean write(Path directory, List<PhantomStudy> studies) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Path marker = directory.resolve(markerName(studies));
        if (Files.exists(marker) && studies.stream().allMatch(study -> Files.isDirectory(place(directory, study)))) {
            return false;
        }
        removeUnfinished(directory);
        Path unfinished = Files.createTempDirectory(directory, UNFINISHED_PREFIX);
        try {
            writeAll(unfinished, studies);
            for (PhantomStudy study : studies) {
                Path place = place(directory, study);
                // What an older version, or a run that ended between two moves, has left.
                deleteTree(place);
                Files.move(unfinished.resolve(study.studyInstanceUid()), place);
            }
            Files.writeString(marker, "Demonstration studies, dated back from " + today + "\n");
        } finally {
            deleteTree(unfinished);
        }
        return true;
    }

    private static Path place(Path directory, PhantomStudy study) {
        return directory.resolve(study.studyInstanceUid());
    }

    /** Tells apart versions, and what was written. */
    private static String markerName(List<PhantomStudy> studies) {
        String uids = studies.stream().map(PhantomStudy::studyInstanceUid).collect(Collectors.joining("/"));
        return MARKER_PREFIX + "v" + PhantomStudies.VERSION + "-" + PhantomUids.of(uids);
    }

    private void writeAll(Path directory, List<PhantomStudy> studies) throws IOException, InterruptedException {
        ExecutorService executor =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            CompletionService<@Nullable Void> tasks = new ExecutorCompletionService<>(executor);
            int total = 0;
            for (PhantomStudy study : studies) {
                for (PhantomSeries series : study.series()) {
                    Path place = Files.createDirectories(
                            directory.resolve(study.studyInstanceUid()).resolve(series.seriesInstanceUid()));
                    for (PhantomInstance instance : series.instances()) {
                        tasks.submit(write(place, study, series, instance));
                        total++;
                    }
                }
            }
            for (int done = 1; done <= total; done++) {
                tasks.take().get();
                progress.report(done, total);
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException("A phantom couldn't be computed", e.getCause());
        } finally {
            executor.shutdownNow();
            executor.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    private Callable<@Nullable Void> write(
            Path place, PhantomStudy study, PhantomSeries series, PhantomInstance instance) {
        return () -> {
            byte[] file = PhantomFile.bytes(study, series, instance, today);
            Files.write(place.resolve(instance.sopInstanceUid() + ".dcm"), file);
            return null;
        };
    }

    private static void removeUnfinished(Path directory) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, UNFINISHED_PREFIX + "*")) {
            for (Path path : left) {
                deleteTree(path);
            }
        }
    }

    private static void deleteTree(Path root) throws IOException {
        if (Files.notExists(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
