package dev.lightbox.viewer.pacs.folder;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lightbox.engine.dicom.DicomException;
import dev.lightbox.engine.dicom.DicomFile;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.security.StudyOrigin;
import dev.lightbox.viewer.pacs.InstanceHeader;
import dev.lightbox.viewer.pacs.InstanceReference;
import dev.lightbox.viewer.pacs.SeriesSummary;
import dev.lightbox.viewer.pacs.SourceHealth;
import dev.lightbox.viewer.pacs.StudyList;
import dev.lightbox.viewer.pacs.StudyMatcher;
import dev.lightbox.viewer.pacs.StudyQuery;
import dev.lightbox.viewer.pacs.StudySource;
import dev.lightbox.viewer.pacs.StudySourceException;
import dev.lightbox.viewer.pacs.StudySourceException.Kind;
import dev.lightbox.viewer.pacs.StudySummary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory of DICOM files. Thread-safe. A thread of its own watches the directory; what it has found so far can be used at once.
 *
 * <p>Looking again and again costs little and works on network file systems, which tell no watcher of changes: 10,000 files take some 50 ms.
 */
public final class FolderStudySource implements StudySource, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FolderStudySource.class);
    private static final int MAX_PROBLEMS = 100;
    /** Headers of the series that is open, so that opening it again is quick; some 20 KB each. */
    private static final int CACHED_HEADERS = 1_000;

    private static final String GONE = "The image archive doesn't have this image (any longer).";

    private final FolderProperties properties;
    private final FileReader reader;
    private final FolderIndex index;
    private final ExecutorService readers;
    private final Thread watcher;
    private final Cache<IndexedFile, InstanceHeader> headers = Caffeine.newBuilder()
            .maximumSize(CACHED_HEADERS)
            .expireAfterAccess(Duration.ofMinutes(5))
            .build();

    private FolderStudySource(FolderProperties properties, Path directory, Path indexFile) {
        this.properties = properties;
        reader = new FileReader(directory);
        readers = Executors.newFixedThreadPool(
                properties.readers(),
                Thread.ofPlatform().daemon().name("folder-reader-", 0).factory());
        index = new FolderIndex(
                directory, reader, new IndexStore(indexFile, directory), readers, FolderStudySource::wallClockNanos);
        watcher = Thread.ofPlatform().daemon().name("folder-watcher").unstarted(this::watch);
    }

    /**
     * Takes up the saved index and begins to look at the directory; whether that exists doesn't matter yet.
     *
     * @param dataDirectory where the index is kept, and where {@code archive} is looked for if no directory is configured
     */
    public static FolderStudySource start(FolderProperties properties, Path dataDirectory) {
        Path configured = properties.directory() == null ? dataDirectory.resolve("archive") : properties.directory();
        FolderStudySource source =
                new FolderStudySource(properties, realPath(configured), dataDirectory.resolve("folder-index.bin"));
        source.index.load();
        source.watcher.start();
        return source;
    }

    /** The directory itself may be a link; nothing in it. Where it doesn't exist yet, its parents may be links. */
    private static Path realPath(Path directory) {
        Path absolute = directory.toAbsolutePath().normalize();
        try {
            if (Files.exists(absolute)) {
                return absolute.toRealPath();
            }
            Path parent = absolute.getParent();
            return parent == null ? absolute : realPath(parent).resolve(absolute.getFileName());
        } catch (IOException e) {
            LOG.warn("Folder archive: the directory's real path can't be found", e);
            return absolute;
        }
    }

    private static long wallClockNanos() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    private void watch() {
        try {
            while (true) {
                long start = System.nanoTime();
                boolean soon = false;
                try {
                    soon = index.update();
                } catch (RuntimeException e) {
                    // The watcher must live on: what is broken today may be mended tomorrow.
                    LOG.error("Folder archive: looking at the directory failed", e);
                }
                long looked = System.nanoTime() - start;
                long pause = properties.rescanInterval().toNanos();
                if (soon) {
                    pause = Math.min(pause, TimeUnit.SECONDS.toNanos(1));
                }
                // At most a twentieth of the time goes into looking, however many files there are.
                TimeUnit.NANOSECONDS.sleep(Math.max(pause, looked * 20));
            }
        } catch (InterruptedException e) {
            LOG.debug("the folder watcher ends", e);
        }
    }

    @Override
    public StudyList findStudies(StudyQuery query, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, but is " + limit);
        }
        requireAvailable();
        Predicate<StudySummary> matcher = StudyMatcher.of(query);
        List<StudySummary> found = new ArrayList<>();
        for (Catalog.Study study : index.catalog().studies()) {
            if (matcher.test(study.summary())) {
                if (found.size() == limit) {
                    return new StudyList(found, true);
                }
                found.add(study.summary());
            }
        }
        return new StudyList(found, false);
    }

    @Override
    public Optional<StudySummary> study(String studyInstanceUid) {
        requireAvailable();
        Optional<Catalog.Study> study = index.catalog().study(studyInstanceUid);
        study.map(Catalog.Study::ambiguous).ifPresent(reason -> {
            throw new StudySourceException(
                    Kind.BAD_ANSWER, reason + ", so it can't be opened. Please tell your administrator.", null);
        });
        return study.map(Catalog.Study::summary);
    }

    @Override
    public StudyOrigin origin(String studyInstanceUid) {
        requireAvailable();
        return index.catalog()
                .study(studyInstanceUid)
                .map(Catalog.Study::origin)
                .orElse(StudyOrigin.NONE);
    }

    @Override
    public List<SeriesSummary> series(String studyInstanceUid) {
        requireAvailable();
        return index.catalog().study(studyInstanceUid).stream()
                .flatMap(study -> study.series().values().stream())
                .map(Catalog.Series::summary)
                .sorted(SeriesSummary.BY_NUMBER)
                .toList();
    }

    @Override
    public List<InstanceHeader> instances(String studyInstanceUid, String seriesInstanceUid) {
        requireAvailable();
        Catalog.Series series = index.catalog()
                .series(studyInstanceUid, seriesInstanceUid)
                .orElseThrow(() -> new StudySourceException(
                        Kind.NOT_FOUND, "The image archive doesn't have this series (any longer).", null));
        List<Callable<InstanceHeader>> tasks = new ArrayList<>();
        for (IndexedFile file : series.files().values()) {
            tasks.add(() -> header(file));
        }
        try {
            List<InstanceHeader> all = new ArrayList<>();
            for (Future<InstanceHeader> task : readers.invokeAll(tasks)) {
                all.add(task.get());
            }
            return List.copyOf(all);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StudySourceException(Kind.UNREACHABLE, "The request to the image archive was cancelled.", e);
        } catch (ExecutionException | CancellationException e) {
            throw new StudySourceException(Kind.BAD_ANSWER, "The headers of this series can't be read.", e);
        }
    }

    private InstanceHeader header(IndexedFile file) {
        InstanceHeader cached = headers.getIfPresent(file);
        if (cached != null) {
            return cached;
        }
        InstanceReference reference = reference(file);
        try {
            DicomFile read = reader.header(file.path());
            if (!reference.isOf(read.dataSet())) {
                return InstanceHeader.broken(reference, name(file) + " has been replaced by another instance");
            }
            InstanceHeader header = InstanceHeader.of(
                    reference, read.dataSet(), Optional.of(read.transferSyntax().uid()));
            headers.put(file, header);
            return header;
        } catch (DicomException e) {
            return InstanceHeader.broken(reference, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            LOG.warn("Folder archive: a file can't be read ({})", e.getClass().getSimpleName());
            return InstanceHeader.broken(reference, name(file) + " can't be read (any longer)");
        }
    }

    @Override
    public byte[] retrieve(InstanceReference instance) {
        requireAvailable();
        IndexedFile file =
                index.catalog().file(instance).orElseThrow(() -> new StudySourceException(Kind.NOT_FOUND, GONE, null));
        try {
            byte[] bytes = reader.bytes(file.path());
            // Unchanged since it was indexed: it is what it was. Otherwise it may have become another patient's.
            if (!reader.stamp(file.path()).equals(file.stamp())
                    && !instance.isOf(DicomReader.readHeader(new ByteArrayInputStream(bytes), name(file))
                            .dataSet())) {
                throw new StudySourceException(Kind.NOT_FOUND, GONE, null);
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new StudySourceException(Kind.NOT_FOUND, GONE, e);
        } catch (DicomException e) {
            throw new StudySourceException(Kind.BAD_ANSWER, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new StudySourceException(
                    Kind.BAD_ANSWER, name(file) + " can't be read. Please tell your administrator.", e);
        }
    }

    private static InstanceReference reference(IndexedFile file) {
        IndexedInstance instance = file.instance();
        if (instance == null) {
            throw new IllegalStateException("a file without an instance is in no series");
        }
        return instance.reference();
    }

    private static String name(IndexedFile file) {
        return file.path().substring(file.path().lastIndexOf('/') + 1);
    }

    private void requireAvailable() {
        if (!index.state().available()) {
            throw new StudySourceException(
                    Kind.UNREACHABLE,
                    "The folder with the images can't be read. Please try again; if it stays so, tell your administrator.",
                    null);
        }
    }

    @Override
    public SourceHealth health() {
        FolderIndex.State state = index.state();
        Catalog catalog = index.catalog();
        List<String> all = Stream.concat(state.notices().stream(), catalog.problems().stream())
                .toList();
        List<String> problems = new ArrayList<>(all.subList(0, Math.min(MAX_PROBLEMS, all.size())));
        if (all.size() > MAX_PROBLEMS) {
            problems.add("… and " + (all.size() - MAX_PROBLEMS) + " more");
        }
        return new SourceHealth(state.available(), description(state, catalog), problems);
    }

    private static String description(FolderIndex.State state, Catalog catalog) {
        if (!state.available()) {
            return "The folder with the images doesn't exist or can't be read.";
        }
        String text = "The folder archive holds " + catalog.studies().size() + " studies";
        if (state.done() < state.total() || !state.complete()) {
            text += "; reading files: " + state.done() + " of " + state.total();
        }
        if (state.unfinished() > 0) {
            text += "; " + state.unfinished() + " files are still being written";
        }
        return text + ".";
    }

    /** Whether every file that stands there has been looked at since the start. */
    boolean isComplete() {
        return index.state().complete();
    }

    @Override
    public void close() {
        watcher.interrupt();
        try {
            watcher.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        readers.shutdownNow();
    }
}
