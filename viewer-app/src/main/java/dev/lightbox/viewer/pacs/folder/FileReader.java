package dev.lightbox.viewer.pacs.folder;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomException;
import dev.lightbox.engine.dicom.DicomFile;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.dicom.PersonName;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.viewer.pacs.SeriesSummary;
import dev.lightbox.viewer.pacs.StudyOrigins;
import dev.lightbox.viewer.pacs.StudySummary;
import dev.lightbox.viewer.pacs.folder.IndexedFile.Stamp;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Reads files below one directory, and never outside it. Thread-safe. */
final class FileReader {

    /** Media Storage Directory Storage (PS3.4 table B.5-1): a DICOMDIR, whatever its name. */
    private static final String MEDIA_STORAGE_DIRECTORY = "1.2.840.10008.1.3.10";

    private static final Pattern UID = Pattern.compile("[0-9][0-9.]{0,63}");
    /** No attribute that the worklist shows is longer by the standard; what a broken file may hold isn't kept. */
    private static final int MAX_TEXT = 1024;

    private final Path directory;

    /** @param directory its real path */
    FileReader(Path directory) {
        this.directory = directory;
    }

    /** Reads the essentials of a header. Never throws for what is in the file. */
    IndexedFile index(String path, Stamp stamp) {
        if (stamp.size() == 0) {
            return broken(path, stamp, "is empty (0 bytes)");
        }
        try {
            DicomFile file = header(path);
            DataSet header = file.dataSet();
            if (file.meta().string(Tag.MediaStorageSOPClassUID).orElse("").equals(MEDIA_STORAGE_DIRECTORY)) {
                return new IndexedFile(path, stamp, null, null);
            }
            for (int tag : new int[] {Tag.StudyInstanceUID, Tag.SeriesInstanceUID, Tag.SOPInstanceUID}) {
                if (!UID.matcher(text(header, tag)).matches()) {
                    return broken(
                            path,
                            stamp,
                            "has no valid " + String.format("(%04X,%04X)", tag >>> 16, tag & 0xffff) + " UID");
                }
            }
            StudySummary study = study(header);
            return new IndexedFile(
                    path,
                    stamp,
                    new IndexedInstance(
                            study,
                            series(study.studyInstanceUid(), header),
                            StudyOrigins.of(header),
                            text(header, Tag.SOPInstanceUID)),
                    null);
        } catch (DicomException e) {
            return broken(path, stamp, "can't be read as DICOM: " + e.getMessage());
        } catch (IOException e) {
            return broken(path, stamp, "can't be opened (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static IndexedFile broken(String path, Stamp stamp, String problem) {
        return new IndexedFile(path, stamp, null, problem);
    }

    /** The header of a file; its name stands for it in messages. */
    DicomFile header(String path) throws IOException {
        Path file = inside(path);
        try (InputStream in =
                new BufferedInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), 32 * 1024)) {
            return DicomReader.readHeader(in, String.valueOf(file.getFileName()));
        }
    }

    /** The whole file. */
    byte[] bytes(String path) throws IOException {
        Path file = inside(path);
        if (Files.size(file) > Integer.MAX_VALUE - 8L) {
            throw new DicomException(file.getFileName() + " is larger than 2 GB");
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return in.readAllBytes();
        }
    }

    Stamp stamp(String path) throws IOException {
        return stamp(
                Files.readAttributes(directory.resolve(path), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    }

    static Stamp stamp(BasicFileAttributes attributes) {
        return new Stamp(attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
    }

    /** The file is looked at again at the moment of reading: a part of its path may have become a link since it was indexed. */
    private Path inside(String path) throws IOException {
        Path file = directory.resolve(path);
        if (!file.toRealPath().equals(file)) {
            throw new NoSuchFileException(path, null, "a link, which isn't followed");
        }
        return file;
    }

    private static StudySummary study(DataSet header) {
        return new StudySummary(
                text(header, Tag.StudyInstanceUID),
                name(header, Tag.PatientName),
                text(header, Tag.PatientID),
                header.date(Tag.PatientBirthDate).orElse(null),
                text(header, Tag.PatientSex),
                header.date(Tag.StudyDate).orElse(null),
                header.time(Tag.StudyTime).orElse(null),
                Set.of(),
                text(header, Tag.StudyDescription),
                text(header, Tag.AccessionNumber),
                name(header, Tag.ReferringPhysicianName),
                -1,
                -1);
    }

    private static SeriesSummary series(String studyInstanceUid, DataSet header) {
        return new SeriesSummary(
                studyInstanceUid,
                text(header, Tag.SeriesInstanceUID),
                text(header, Tag.Modality),
                header.integer(Tag.SeriesNumber),
                text(header, Tag.SeriesDescription),
                text(header, Tag.BodyPartExamined),
                -1);
    }

    private static String name(DataSet header, int tag) {
        return limited(header.personName(tag).map(PersonName::toDicom).orElse(""));
    }

    private static String text(DataSet header, int tag) {
        return limited(header.string(tag).orElse(""));
    }

    private static String limited(String text) {
        return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
    }
}
