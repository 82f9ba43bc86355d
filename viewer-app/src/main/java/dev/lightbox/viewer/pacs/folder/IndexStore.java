package dev.lightbox.viewer.pacs.folder;

import dev.lightbox.security.StudyOrigin;
import dev.lightbox.viewer.pacs.SeriesSummary;
import dev.lightbox.viewer.pacs.StudySummary;
import dev.lightbox.viewer.pacs.folder.IndexedFile.Stamp;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The index on disk, so that a restart need not read every file again. It holds patients' names: only the owner may read it. Used by one thread at a time.
 *
 * <p>Format, version {@value #VERSION}: {@code LBFI}, int version, UTF directory, the studies, the series (each with its study's number, and what its files tell of its origin: files that tell differently make two of one), the files (each with
 * its series' number), and last the CRC-32 of everything before. A file of another version, directory or checksum isn't used; it is a cache and nothing more.
 */
final class IndexStore {

    static final int VERSION = 2;
    private static final int MAGIC = 0x4c424649;
    static final String PROBLEMS = "folder-problems.txt";
    private static final long NO_DATE = Long.MIN_VALUE;

    private final Path file;
    private final Path directory;

    /**
     * @param file where the index is kept
     * @param directory the real path of the directory that is indexed
     */
    IndexStore(Path file, Path directory) {
        this.file = file;
        this.directory = directory;
    }

    /**
     * The files as they were saved.
     *
     * @return empty where nothing was saved yet
     * @throws IOException with a reason fit for an administrator where what was saved can't be used
     */
    SortedMap<String, IndexedFile> load() throws IOException {
        if (!Files.exists(file)) {
            return new TreeMap<>();
        }
        byte[] bytes = Files.readAllBytes(file);
        int content = bytes.length - Integer.BYTES;
        if (content < Integer.BYTES * 2) {
            throw new IOException("it is too short");
        }
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, content);
        if (ByteBuffer.wrap(bytes).getInt(content) != (int) crc.getValue()) {
            throw new IOException("its checksum is wrong");
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, content))) {
            if (in.readInt() != MAGIC) {
                throw new IOException("it isn't an index");
            }
            int version = in.readInt();
            if (version != VERSION) {
                throw new IOException("its version is " + version + ", not " + VERSION);
            }
            if (!in.readUTF().equals(directory.toString())) {
                throw new IOException("it is of another directory");
            }
            return readFiles(in, readSeries(in, readStudies(in)));
        } catch (EOFException e) {
            throw new IOException("it ends too early", e);
        } catch (RuntimeException e) {
            throw new IOException("its content makes no sense", e);
        }
    }

    private record StudySeries(StudySummary study, SeriesSummary series, StudyOrigin origin) {

        static StudySeries of(IndexedInstance instance) {
            return new StudySeries(instance.study(), instance.series(), instance.origin());
        }
    }

    private static List<StudySummary> readStudies(DataInputStream in) throws IOException {
        List<StudySummary> studies = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            studies.add(new StudySummary(
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF(),
                    date(in.readLong()),
                    in.readUTF(),
                    date(in.readLong()),
                    time(in.readLong()),
                    Set.of(),
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF(),
                    -1,
                    -1));
        }
        return studies;
    }

    private static List<StudySeries> readSeries(DataInputStream in, List<StudySummary> studies) throws IOException {
        List<StudySeries> series = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            StudySummary study = studies.get(in.readInt());
            String uid = in.readUTF();
            String modality = in.readUTF();
            OptionalInt number = in.readBoolean() ? OptionalInt.of(in.readInt()) : OptionalInt.empty();
            series.add(new StudySeries(
                    study,
                    new SeriesSummary(study.studyInstanceUid(), uid, modality, number, in.readUTF(), in.readUTF(), -1),
                    readOrigin(in)));
        }
        return series;
    }

    private static StudyOrigin readOrigin(DataInputStream in) throws IOException {
        Set<String> ids = new LinkedHashSet<>();
        for (int left = in.readInt(); left > 0; left--) {
            ids.add(in.readUTF());
        }
        Set<StudyOrigin.Place> places = new LinkedHashSet<>();
        for (int left = in.readInt(); left > 0; left--) {
            places.add(new StudyOrigin.Place(in.readUTF(), in.readUTF()));
        }
        return new StudyOrigin(ids, places);
    }

    private static void writeOrigin(DataOutputStream out, StudyOrigin origin) throws IOException {
        out.writeInt(origin.referringPhysicianIds().size());
        for (String id : origin.referringPhysicianIds()) {
            out.writeUTF(id);
        }
        out.writeInt(origin.places().size());
        for (StudyOrigin.Place place : origin.places()) {
            out.writeUTF(place.institutionName());
            out.writeUTF(place.departmentName());
        }
    }

    private static SortedMap<String, IndexedFile> readFiles(DataInputStream in, List<StudySeries> series)
            throws IOException {
        SortedMap<String, IndexedFile> files = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            String path = in.readUTF();
            Stamp stamp = new Stamp(in.readLong(), in.readLong());
            int seriesNumber = in.readInt();
            String text = in.readUTF();
            IndexedInstance instance = null;
            if (seriesNumber >= 0) {
                StudySeries of = series.get(seriesNumber);
                instance = new IndexedInstance(of.study, of.series, of.origin, text);
            }
            files.put(path, new IndexedFile(path, stamp, instance, instance != null || text.isEmpty() ? null : text));
        }
        return files;
    }

    /**
     * Writes one line a problem into {@code folder-problems.txt} beside the index. Paths often bear patients' names: the log mustn't have them, this file, which
     * only the owner may read, may.
     */
    void saveProblems(List<String> problems) throws IOException {
        replace(
                file.resolveSibling(PROBLEMS),
                out -> out.write(problems.stream()
                        .map(problem -> problem.replaceAll("\\p{Cntrl}", " ") + "\n")
                        .collect(Collectors.joining())
                        .getBytes(StandardCharsets.UTF_8)));
    }

    /** Replaces what was saved, atomically. */
    void save(Collection<IndexedFile> files) throws IOException {
        replace(file, out -> {
            CheckedOutputStream checked = new CheckedOutputStream(out, new CRC32());
            DataOutputStream data = new DataOutputStream(checked);
            write(data, files);
            data.writeInt((int) checked.getChecksum().getValue());
            data.flush();
        });
    }

    @FunctionalInterface
    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private static void replace(Path file, Content content) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        Files.createDirectories(parent, attributes(posix, "rwx------"));
        Path temporary =
                Files.createTempFile(parent, file.getFileName().toString(), ".new", attributes(posix, "rw-------"));
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
                content.writeTo(out);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static FileAttribute<?>[] attributes(boolean posix, String permissions) {
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private void write(DataOutputStream out, Collection<IndexedFile> files) throws IOException {
        Map<StudySummary, Integer> studies = new LinkedHashMap<>();
        Map<StudySeries, Integer> series = new LinkedHashMap<>();
        for (IndexedFile file : files) {
            IndexedInstance instance = file.instance();
            if (instance != null) {
                studies.putIfAbsent(instance.study(), studies.size());
                series.putIfAbsent(StudySeries.of(instance), series.size());
            }
        }
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        out.writeUTF(directory.toString());
        out.writeInt(studies.size());
        for (StudySummary study : studies.keySet()) {
            out.writeUTF(study.studyInstanceUid());
            out.writeUTF(study.patientName());
            out.writeUTF(study.patientId());
            out.writeLong(number(study.patientBirthDate()));
            out.writeUTF(study.patientSex());
            out.writeLong(number(study.studyDate()));
            out.writeLong(
                    study.studyTime() == null ? NO_DATE : study.studyTime().toNanoOfDay());
            out.writeUTF(study.studyDescription());
            out.writeUTF(study.accessionNumber());
            out.writeUTF(study.referringPhysicianName());
        }
        out.writeInt(series.size());
        for (StudySeries one : series.keySet()) {
            out.writeInt(studies.getOrDefault(one.study, -1));
            out.writeUTF(one.series.seriesInstanceUid());
            out.writeUTF(one.series.modality());
            out.writeBoolean(one.series.seriesNumber().isPresent());
            if (one.series.seriesNumber().isPresent()) {
                out.writeInt(one.series.seriesNumber().getAsInt());
            }
            out.writeUTF(one.series.seriesDescription());
            out.writeUTF(one.series.bodyPartExamined());
            writeOrigin(out, one.origin);
        }
        out.writeInt(files.size());
        for (IndexedFile file : files) {
            writeFile(out, file, series);
        }
    }

    private static void writeFile(DataOutputStream out, IndexedFile file, Map<StudySeries, Integer> series)
            throws IOException {
        IndexedInstance instance = file.instance();
        out.writeUTF(file.path());
        out.writeLong(file.stamp().size());
        out.writeLong(file.stamp().modifiedNanos());
        if (instance == null) {
            out.writeInt(-1);
            out.writeUTF(file.problem() == null ? "" : file.problem());
        } else {
            out.writeInt(series.getOrDefault(StudySeries.of(instance), -1));
            out.writeUTF(instance.sopInstanceUid());
        }
    }

    private static long number(@Nullable LocalDate date) {
        return date == null ? NO_DATE : date.toEpochDay();
    }

    private static @Nullable LocalDate date(long number) {
        return number == NO_DATE ? null : LocalDate.ofEpochDay(number);
    }

    private static @Nullable LocalTime time(long number) {
        return number == NO_DATE ? null : LocalTime.ofNanoOfDay(number);
    }
}
