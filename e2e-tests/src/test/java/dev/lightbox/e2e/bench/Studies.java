package dev.lightbox.e2e.bench;

import dev.lightbox.e2e.environment.Orthanc;
import dev.lightbox.e2e.environment.Project;
import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomFile;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.dicom.DicomWriter;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.phantom.PhantomSeries;
import dev.lightbox.engine.phantom.PhantomStudies;
import dev.lightbox.engine.phantom.PhantomStudy;
import dev.lightbox.engine.phantom.PhantomWriter;
import dev.lightbox.engine.phantom.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Studies to be measured, put into the archive when they are asked for: copies under names of their own, so that the server has never seen them. Not thread-safe.
 */
final class Studies {

    /** 295 slices of 512², JPEG 2000: see the data's own README. */
    private static final String HEAD_NECK = "demo-archive/ct-head-neck-295";

    private static final double LONG_SPACING_MM = 1;

    private final Orthanc orthanc;
    private final Path data;
    private final Map<String, List<Path>> sources = new HashMap<>();

    Studies(Orthanc orthanc, Path data) {
        this.orthanc = orthanc;
        this.data = data;
    }

    /** What {@link #ct} are, in words. */
    String ctInWords() {
        return hasHeadNeck() ? "295 slices, JPEG 2000" : "240 slices, uncompressed";
    }

    private boolean hasHeadNeck() {
        return Files.isDirectory(data.resolve(HEAD_NECK));
    }

    /** A CT of one series that nobody has opened yet: of the data's folder, or the phantom where it isn't there. */
    Study ct(String name) {
        List<Path> files =
                hasHeadNeck() ? sources.computeIfAbsent(HEAD_NECK, key -> bySlice(data.resolve(key))) : phantomCt();
        return copy(name, files, files.size(), builder -> builder);
    }

    /** A radiograph of 3000 × 2400 pixels. */
    Study radiograph(String name) {
        List<Path> files = phantom(PhantomStudies.CR_CHEST, 2);
        return copy(name, files, 1, builder -> builder);
    }

    /** A CT of so many slices, 512², uncompressed: the phantom's, over and over, each at its own place. */
    Study longCt(String name, int slices) {
        int[] slice = {0};
        return copy(
                name,
                phantomCt(),
                slices,
                builder -> builder.putNumbers(Tag.ImagePositionPatient, -229.95, -214.95, -LONG_SPACING_MM * slice[0]++)
                        .putNumbers(Tag.SliceThickness, LONG_SPACING_MM)
                        .remove(Tag.SliceLocation));
    }

    private List<Path> phantomCt() {
        return phantom(PhantomStudies.CT_HEAD_TO_THORAX, 2);
    }

    private List<Path> phantom(PhantomStudy study, int number) {
        PhantomSeries series = study.series(number);
        return sources.computeIfAbsent(series.seriesInstanceUid(), key -> {
            Path directory = Project.work("bench-phantom");
            PhantomStudy one = new PhantomStudy(
                    study.studyInstanceUid(),
                    study.patient(),
                    study.referringPhysician(),
                    study.daysAgo(),
                    study.time(),
                    study.accessionNumber(),
                    study.description(),
                    List.of(series));
            try {
                new PhantomWriter(LocalDate.now(), Progress.NONE).write(directory, List.of(one));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            return bySlice(directory.resolve(one.studyInstanceUid()).resolve(key));
        });
    }

    /** The files of a series in the order of their instance numbers. */
    private static List<Path> bySlice(Path directory) {
        Map<Path, Integer> numbers = new HashMap<>();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.filter(Studies::isDicom).toList()) {
                numbers.put(
                        path,
                        DicomReader.readHeader(path)
                                .dataSet()
                                .integer(Tag.InstanceNumber)
                                .orElse(0));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return numbers.keySet().stream()
                .sorted(Comparator.comparing(numbers::get))
                .toList();
    }

    /** Whether it has the mark of a DICOM file; a thumbnail lies beside the slices. */
    private static boolean isDicom(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(132);
            return start.length == 132 && new String(start, 128, 4, StandardCharsets.US_ASCII).equals("DICM");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Study copy(String name, List<Path> files, int slices, Function<DataSet.Builder, DataSet.Builder> change) {
        Study study = new Study(
                "BENCH-" + name.toUpperCase(Locale.ROOT), uid("study/" + name), uid("series/" + name), slices);
        String today = LocalDate.now().format(DateTimeFormatter.BASIC_ISO_DATE);
        for (int slice = 0; slice < slices; slice++) {
            Path path = files.get(slice % files.size());
            try {
                DicomFile file = DicomReader.read(path);
                DataSet changed = change.apply(file.dataSet().toBuilder()
                                .put(Tag.PatientName, "Bench^" + name)
                                .put(Tag.PatientID, study.patientId())
                                .put(Tag.StudyDate, today)
                                .put(Tag.StudyInstanceUID, study.studyInstanceUid())
                                .put(Tag.SeriesInstanceUID, study.seriesInstanceUid())
                                .put(Tag.SOPInstanceUID, uid("instance/" + name + "/" + slice))
                                .putInts(Tag.InstanceNumber, slice + 1))
                        .build();
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                DicomWriter.write(changed, file.transferSyntax().uid(), file.pixelData(), out);
                orthanc.store(out.toByteArray());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return study;
    }

    /** Below 2.25 (PS3.5 B.2), the same for the same name in one run. */
    private static String uid(String name) {
        UUID uuid = UUID.nameUUIDFromBytes(("lightbox bench/" + name).getBytes(StandardCharsets.UTF_8));
        return "2.25." + new BigInteger(uuid.toString().replace("-", ""), 16);
    }
}
