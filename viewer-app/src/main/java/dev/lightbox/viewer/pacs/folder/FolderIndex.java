package dev.lightbox.viewer.pacs.folder;

import dev.lightbox.viewer.pacs.folder.IndexedFile.Stamp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the index in step with the directory. One thread calls {@link #update}; any thread may look at {@link #catalog} and {@link #state}.
 *
 * <p>A file is read when its size or time has changed and it seems finished: its last change is a second old, or it hasn't changed since the look before.
 * One that can't be read is tried again for a while after its last change, since a slow copy may pause.
 */
final class FolderIndex {

    private static final Logger LOG = LoggerFactory.getLogger(FolderIndex.class);
    private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long DOUBT_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final int CHUNK = 256;
    private static final Duration SAVE_EVERY = Duration.ofSeconds(30);

    /**
     * @param available whether the directory could be read at the last look
     * @param complete whether every file has been looked at since the start
     * @param done files read of {@code total} in the look that is under way
     * @param unfinished files that are still being written
     * @param notices what is wrong with directory or index as a whole
     */
    record State(boolean available, boolean complete, int done, int total, int unfinished, List<String> notices) {}

    private final Path directory;
    private final FileReader reader;
    private final IndexStore store;
    private final ExecutorService readers;
    private final LongSupplier wallClockNanos;

    private SortedMap<String, IndexedFile> files = new TreeMap<>();
    private Map<String, Stamp> unfinished = Map.of();
    private final Map<Object, Object> shared = new HashMap<>();
    /** Since the catalog was last put together. */
    private boolean changed;

    private boolean unsaved;
    private long lastPublished = System.nanoTime();
    private long lastSaved = System.nanoTime();
    private long publishCost;
    private boolean everComplete;
    private List<String> listingProblems = List.of();
    private List<String> savedProblems = List.of();
    private String storeNotice = "";

    private volatile Catalog catalog = Catalog.EMPTY;
    private volatile State state = new State(true, false, 0, 0, 0, List.of());

    /** @param wallClockNanos now, since 1970-01-01T00:00Z, as file times count */
    FolderIndex(
            Path directory, FileReader reader, IndexStore store, ExecutorService readers, LongSupplier wallClockNanos) {
        this.directory = directory;
        this.reader = reader;
        this.store = store;
        this.readers = readers;
        this.wallClockNanos = wallClockNanos;
    }

    Catalog catalog() {
        return catalog;
    }

    State state() {
        return state;
    }

    /** Takes up what was saved before the last end of the program. */
    void load() {
        long start = System.nanoTime();
        try {
            files = store.load();
            publish();
            LOG.info(
                    "Folder archive: index of {} files loaded in {} ms",
                    files.size(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        } catch (IOException e) {
            storeNotice = "The saved index couldn't be used (" + e.getMessage() + "): all files are read anew.";
            LOG.warn("Folder archive: {}", storeNotice);
        }
        report(true, 0, 0);
    }

    /**
     * Looks at the directory once.
     *
     * @return whether files are still being written, so that another look is due soon
     */
    boolean update() throws InterruptedException {
        FolderListing listing;
        try {
            listing = FolderListing.of(directory);
        } catch (IOException e) {
            if (state.available) {
                LOG.warn(
                        "Folder archive: the directory can't be read ({})",
                        e.getClass().getSimpleName());
            }
            // What is known stays: a network directory comes back.
            report(false, 0, 0);
            return false;
        }
        changed |= files.keySet().removeIf(path -> !listing.stamps().containsKey(path));
        listingProblems = List.copyOf(listing.problems());
        List<Map.Entry<String, Stamp>> due = due(listing);
        read(due);
        if (changed || !everComplete) {
            publish();
        }
        if (!everComplete) {
            everComplete = true;
            storeNotice = "";
            LOG.info(
                    "Folder archive: {} files indexed, {} problems",
                    files.size(),
                    catalog.problems().size());
        }
        saveIfNeeded(true);
        saveProblemsIfChanged();
        report(true, due.size(), due.size());
        return !unfinished.isEmpty();
    }

    private List<Map.Entry<String, Stamp>> due(FolderListing listing) {
        long now = wallClockNanos.getAsLong();
        Map<String, Stamp> stillWritten = new HashMap<>();
        List<Map.Entry<String, Stamp>> due = new ArrayList<>();
        listing.stamps().forEach((path, stamp) -> {
            IndexedFile known = files.get(path);
            if (known != null && known.stamp().equals(stamp)) {
                return;
            }
            boolean fresh = Math.abs(now - stamp.modifiedNanos()) < SETTLE_NANOS;
            if (fresh && !stamp.equals(unfinished.get(path))) {
                stillWritten.put(path, stamp);
            } else {
                due.add(Map.entry(path, stamp));
            }
        });
        due.sort(Map.Entry.comparingByKey());
        unfinished = stillWritten;
        return due;
    }

    private void read(List<Map.Entry<String, Stamp>> due) throws InterruptedException {
        Map<String, Stamp> stillWritten = new HashMap<>(unfinished);
        for (int start = 0; start < due.size(); start += CHUNK) {
            report(true, start, due.size());
            List<Callable<IndexedFile>> tasks = new ArrayList<>();
            for (Map.Entry<String, Stamp> file : due.subList(start, Math.min(due.size(), start + CHUNK))) {
                tasks.add(() -> reader.index(file.getKey(), file.getValue()));
            }
            for (Future<IndexedFile> task : readers.invokeAll(tasks)) {
                take(task, stillWritten);
            }
            // Seldom enough that putting the catalog together costs at most a tenth of the time.
            if (System.nanoTime() - lastPublished > Math.max(TimeUnit.SECONDS.toNanos(1), 10 * publishCost)) {
                publish();
                saveIfNeeded(false);
            }
        }
        unfinished = stillWritten;
    }

    private void take(Future<IndexedFile> task, Map<String, Stamp> stillWritten) throws InterruptedException {
        IndexedFile file;
        try {
            file = task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("reading a header failed unexpectedly", e.getCause());
        }
        boolean doubtful = file.problem() != null
                && Math.abs(wallClockNanos.getAsLong() - file.stamp().modifiedNanos()) < DOUBT_NANOS;
        if (doubtful || !isStill(file)) {
            changed |= files.remove(file.path()) != null;
            stillWritten.put(file.path(), file.stamp());
        } else {
            files.put(file.path(), sharing(file));
            changed = true;
        }
    }

    private boolean isStill(IndexedFile file) {
        try {
            return reader.stamp(file.path()).equals(file.stamp());
        } catch (IOException e) {
            LOG.debug("a file has gone while it was read", e);
            return false;
        }
    }

    /** Thousands of files tell the same of their study and series: one record is enough. */
    private IndexedFile sharing(IndexedFile file) {
        IndexedInstance instance = file.instance();
        if (instance == null) {
            return file;
        }
        return new IndexedFile(
                file.path(),
                file.stamp(),
                new IndexedInstance(
                        shared(instance.study()),
                        shared(instance.series()),
                        shared(instance.origin()),
                        instance.sopInstanceUid()),
                null);
    }

    @SuppressWarnings("unchecked")
    private <T> T shared(T facts) {
        return (T) shared.computeIfAbsent(facts, same -> same);
    }

    private void publish() {
        long start = System.nanoTime();
        catalog = Catalog.of(files.values());
        unsaved |= changed;
        changed = false;
        lastPublished = System.nanoTime();
        publishCost = lastPublished - start;
        shared.clear();
        for (IndexedFile file : files.values()) {
            IndexedInstance instance = file.instance();
            if (instance != null) {
                shared.putIfAbsent(instance.study(), instance.study());
                shared.putIfAbsent(instance.series(), instance.series());
            }
        }
    }

    private void saveIfNeeded(boolean now) {
        if (!unsaved || (!now && System.nanoTime() - lastSaved < SAVE_EVERY.toNanos())) {
            return;
        }
        lastSaved = System.nanoTime();
        unsaved = false;
        try {
            store.save(files.values());
            storeNotice = "";
        } catch (IOException e) {
            storeNotice = "The index can't be saved (" + e.getClass().getSimpleName()
                    + "): after a restart all files will be read anew.";
            LOG.warn("Folder archive: the index can't be saved", e);
        }
    }

    private void saveProblemsIfChanged() {
        List<String> problems = Stream.concat(listingProblems.stream(), catalog.problems().stream())
                .toList();
        if (problems.equals(savedProblems)) {
            return;
        }
        savedProblems = problems;
        if (!problems.isEmpty()) {
            LOG.warn(
                    "Folder archive: {} files have problems; they are listed in {} in the data directory",
                    problems.size(),
                    IndexStore.PROBLEMS);
        }
        try {
            store.saveProblems(problems);
        } catch (IOException e) {
            LOG.warn("Folder archive: the list of problems can't be written", e);
        }
    }

    private void report(boolean available, int done, int total) {
        List<String> notices = new ArrayList<>(listingProblems);
        if (!storeNotice.isEmpty()) {
            notices.addFirst(storeNotice);
        }
        state = new State(available, everComplete, done, total, unfinished.size(), List.copyOf(notices));
    }
}
