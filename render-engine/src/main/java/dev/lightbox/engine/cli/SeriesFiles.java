package dev.lightbox.engine.cli;

import dev.lightbox.engine.dicom.DicomException;
import dev.lightbox.engine.dicom.DicomFile;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.dicom.ReadLimits;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.render.SourceImage;
import dev.lightbox.engine.render.UnsupportedImageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The pictures in files, directories and archives, by series; their headers alone. Immutable.
 *
 * @param series in the order in which they were met
 * @param skipped what holds no picture or can't be read
 */
record SeriesFiles(List<Series> series, List<Skipped> skipped) {

    /** Media Storage Directory Storage: a DICOMDIR, which only lists the files beside it. */
    private static final String DIRECTORY = "1.2.840.10008.1.3.10";

    /** Each frame takes memory before a pixel is read, and a header can claim any number of them. */
    private static final int MOST_FRAMES = 1 << 17;

    /**
     * @param uid Series Instance UID; empty where the files have none
     * @param modality empty where the files don't say
     */
    record Series(String uid, String modality, List<SeriesFrame> frames) {}

    /** @param reason why, fit for the user */
    record Skipped(String name, String reason) {}

    SeriesFiles {
        series = List.copyOf(series);
        skipped = List.copyOf(skipped);
    }

    /**
     * Reads headers, on all cores.
     *
     * @param operands files, directories, archives, members as {@code series.zip!slice.dcm}, {@code @LIST} or {@code -}
     * @throws UsageException if there are none, or a list can't be read
     */
    static SeriesFiles read(Console console, List<String> operands) throws UsageException, InterruptedException {
        Reading reading = new Reading();
        List<InputFile> files = new ArrayList<>();
        for (InputFile operand : InputFile.list(operands)) {
            reading.expand(operand, files);
        }
        reading.readAll(files, console);
        return reading.result();
    }

    /** A header, or why there is none; neither for what is passed over in silence. */
    private record Header(InputFile file, Optional<SourceImage> image, String reason) {

        static Header skipped(InputFile file, String reason) {
            // Messages of the engine begin with the file's name, which is told anyway.
            String rest = reason.startsWith(file.name())
                    ? reason.substring(file.name().length()).replaceFirst("^[:, ]+", "")
                    : reason;
            return new Header(file, Optional.empty(), rest);
        }

        static Header of(InputFile file, DicomFile header) {
            if (header.meta()
                    .string(Tag.MediaStorageSOPClassUID)
                    .filter(DIRECTORY::equals)
                    .isPresent()) {
                return new Header(file, Optional.empty(), "");
            }
            try {
                return new Header(file, Optional.of(SourceImage.of(header, OpenImage.LIMITS)), "");
            } catch (UnsupportedImageException e) {
                return skipped(file, String.valueOf(e.getMessage()));
            }
        }

        static Header read(InputFile file) {
            try {
                if (file.member().isPresent()) {
                    byte[] bytes = file.bytes(ReadLimits.DEFAULT);
                    return of(file, DicomReader.readHeader(new ByteArrayInputStream(bytes), file.name()));
                }
                return of(file, DicomReader.readHeader(file.file()));
            } catch (DicomException e) {
                return skipped(file, String.valueOf(e.getMessage()));
            } catch (IOException e) {
                return skipped(file, Failures.text(e));
            }
        }
    }

    private static final class Reading {
        private final Map<String, List<SeriesFrame>> frames = new LinkedHashMap<>();
        private final List<Skipped> skipped = new ArrayList<>();

        /** Adds the files that an operand stands for; an archive's members are read at once, in one pass. */
        void expand(InputFile operand, List<InputFile> files) throws InterruptedException {
            Path path = operand.file();
            try {
                if (operand.member().isPresent()) {
                    files.add(operand);
                } else if (Files.isDirectory(path)) {
                    SourceFiles below = SourceFiles.below(path);
                    below.unreadable()
                            .forEach((file, failure) ->
                                    skipped.add(new Skipped(file.toString(), Failures.text(failure))));
                    for (Path file : below.files()) {
                        if (Archives.isArchive(file.toString())) {
                            skipped.add(new Skipped(file.toString(), "an archive; name it to have it looked into"));
                        } else {
                            files.add(new InputFile(file.toString(), file, Optional.empty()));
                        }
                    }
                } else if (Archives.isArchive(path.toString())) {
                    readArchive(path);
                } else {
                    files.add(operand);
                }
            } catch (IOException e) {
                skipped.add(new Skipped(operand.text(), Failures.text(e)));
            }
        }

        private void readArchive(Path archive) throws IOException, InterruptedException {
            Archives.visitAll(archive, (member, content) -> {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                InputFile file = new InputFile(archive + "!" + member, archive, Optional.of(member));
                try {
                    add(Header.of(file, DicomReader.readHeader(content, file.name())));
                } catch (DicomException e) {
                    add(Header.skipped(file, String.valueOf(e.getMessage())));
                }
            });
        }

        void readAll(List<InputFile> files, Console console) throws InterruptedException {
            if (files.isEmpty()) {
                return;
            }
            int threads = Math.min(files.size(), Runtime.getRuntime().availableProcessors());
            ExecutorService executor = Executors.newFixedThreadPool(
                    threads, Thread.ofPlatform().name("headers-", 0).daemon().factory());
            try {
                List<Future<Header>> headers = new ArrayList<>();
                for (InputFile file : files) {
                    headers.add(executor.submit(() -> Header.read(file)));
                }
                for (int i = 0; i < headers.size(); i++) {
                    add(headers.get(i).get());
                    if (files.size() > 1) {
                        console.progress("Headers read", i + 1, files.size());
                    }
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException("reading a header failed", e.getCause());
            } finally {
                executor.shutdownNow();
            }
        }

        private void add(Header header) {
            if (header.image().isEmpty()) {
                if (!header.reason().isEmpty()) {
                    skipped.add(new Skipped(header.file().text(), header.reason()));
                }
                return;
            }
            SourceImage image = header.image().get();
            if (image.numberOfFrames() > MOST_FRAMES) {
                skipped.add(new Skipped(
                        header.file().text(),
                        "Number of Frames is " + image.numberOfFrames() + ", more than the " + MOST_FRAMES
                                + " that are read of a file"));
                return;
            }
            List<SeriesFrame> series = frames.computeIfAbsent(
                    image.dataSet().string(Tag.SeriesInstanceUID).orElse(""), uid -> new ArrayList<>());
            for (int frame = 1; frame <= image.numberOfFrames(); frame++) {
                series.add(new SeriesFrame(header.file(), image, frame));
            }
        }

        SeriesFiles result() {
            List<Series> series = new ArrayList<>();
            frames.forEach((uid, all) -> series.add(new Series(
                    uid, all.getFirst().image().dataSet().string(Tag.Modality).orElse(""), List.copyOf(all))));
            return new SeriesFiles(series, skipped);
        }
    }
}
