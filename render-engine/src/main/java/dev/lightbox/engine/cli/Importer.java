package dev.lightbox.engine.cli;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomException;
import dev.lightbox.engine.dicom.DicomFile;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.Uids;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Copies DICOM files to the place in an archive that their UIDs name. For one thread at a time. */
final class Importer {
    private static final String MEDIA_STORAGE_DIRECTORY = "1.2.840.10008.1.3.10";
    private static final String UNFINISHED_PREFIX = ".import-unfinished-";
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path archive;
    private final Console console;
    private final List<Skipped> skipped = new ArrayList<>();
    private int imported;
    private int alreadyThere;

    private Importer(Path archive, Console console) {
        this.archive = archive;
        this.console = console;
    }

    /** A file that was left out, relative to the source, and why. */
    record Skipped(Path file, String reason) {}

    /** @param alreadyThere files that the archive held before, or that the source holds twice */
    record Result(int imported, int alreadyThere, List<Skipped> skipped) {}

    /** Something is wrong with one of the files to be imported, and with nothing else. */
    private static final class UnusableFileException extends IOException {
        private static final long serialVersionUID = 1L;

        UnusableFileException(String reason) {
            super(reason);
        }
    }

    /**
     * Imports all files below a directory. What can't be imported is in the result, and stops nothing.
     *
     * @throws IOException if the archive can't be written
     * @throws InterruptedException if the thread is interrupted; what was imported stays, and is whole
     */
    static Result run(Path source, Path archive, Console console) throws IOException, InterruptedException {
        Files.createDirectories(archive);
        Importer importer = new Importer(archive, console);
        importer.importAll(source);
        return new Result(importer.imported, importer.alreadyThere, List.copyOf(importer.skipped));
    }

    private void importAll(Path source) throws IOException, InterruptedException {
        SourceFiles sources = SourceFiles.below(source, archive);
        sources.unreadable().forEach((path, failure) -> skip(source, path, Failures.text(failure)));
        List<Path> files = sources.files();
        for (int i = 0; i < files.size(); i++) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            try {
                importOne(files.get(i));
            } catch (UnusableFileException e) {
                skip(source, files.get(i), String.valueOf(e.getMessage()));
            }
            console.progress("Files read", i + 1, files.size());
        }
    }

    private void skip(Path source, Path file, String reason) {
        skipped.add(new Skipped(source.relativize(file), reason));
    }

    private void importOne(Path file) throws IOException {
        DicomFile header = readHeader(file);
        if (header.meta().string(Tag.MediaStorageSOPClassUID).orElse("").equals(MEDIA_STORAGE_DIRECTORY)) {
            // A DICOMDIR only lists the files beside it, which are found without it.
            return;
        }
        Path place = place(header.dataSet());
        if (Files.notExists(place)) {
            copy(file, place);
            imported++;
        } else if (isTheSame(file, place)) {
            alreadyThere++;
        } else {
            throw new UnusableFileException(
                    "the archive holds another file with the same SOP Instance UID, and keeps that one");
        }
    }

    private static DicomFile readHeader(Path file) throws UnusableFileException {
        try {
            return DicomReader.readHeader(file);
        } catch (DicomException e) {
            // The message begins with the file's name, which the list of what was left out says already.
            String name = file.getFileName() + ": ";
            String message = String.valueOf(e.getMessage());
            throw new UnusableFileException(message.startsWith(name) ? message.substring(name.length()) : message);
        }
    }

    private Path place(DataSet dataSet) throws UnusableFileException {
        return archive.resolve(uid(dataSet, Tag.StudyInstanceUID, "Study Instance UID"))
                .resolve(uid(dataSet, Tag.SeriesInstanceUID, "Series Instance UID"))
                .resolve(uid(dataSet, Tag.SOPInstanceUID, "SOP Instance UID") + ".dcm");
    }

    /** A UID that is safe as part of a path: digits and dots, never "..". */
    private static String uid(DataSet dataSet, int tag, String name) throws UnusableFileException {
        String uid = dataSet.string(tag).orElseThrow(() -> new UnusableFileException("it has no " + name));
        if (!Uids.isValid(uid)) {
            throw new UnusableFileException("its " + name + " isn't a valid UID");
        }
        return uid;
    }

    private static boolean isTheSame(Path file, Path place) throws UnusableFileException {
        try {
            return SameInstance.inBoth(file, place);
        } catch (IOException e) {
            throw new UnusableFileException("it can't be compared with the one in the archive: " + Failures.text(e));
        }
    }

    /** Others see the file whole or not at all. */
    private void copy(Path file, Path place) throws IOException {
        Path unfinished = Files.createTempFile(archive, UNFINISHED_PREFIX, ".dcm");
        try {
            try (InputStream in = open(file);
                    OutputStream out = Files.newOutputStream(unfinished)) {
                byte[] buffer = new byte[BUFFER_BYTES];
                for (int count = read(in, buffer); count >= 0; count = read(in, buffer)) {
                    out.write(buffer, 0, count);
                }
            }
            Files.createDirectories(place.getParent());
            Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static InputStream open(Path file) throws UnusableFileException {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new UnusableFileException(Failures.text(e));
        }
    }

    private static int read(InputStream in, byte[] buffer) throws UnusableFileException {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw new UnusableFileException("it can't be read to its end: " + e.getMessage());
        }
    }
}
