package dev.lightbox.engine.conformance;

import dev.lightbox.engine.SharedData;
import dev.lightbox.engine.dicom.DicomFile;
import dev.lightbox.engine.dicom.DicomReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;

/** The shared data's list of files and what trusted tools decoded from them; see its README. */
final class Manifest {

    /** One file. */
    record Line(Map<String, String> columns) {

        String path() {
            return get("path");
        }

        String get(String column) {
            return columns.getOrDefault(column, "");
        }

        /** Whether trusted tools agree on its stored values, bit for bit. */
        boolean isBitExact() {
            return get("bit_exact").startsWith("yes");
        }

        /** The file, also from within an archive. */
        DicomFile read() throws IOException {
            int separator = path().indexOf('!');
            String name = path().substring(path().lastIndexOf('/') + 1);
            if (separator < 0) {
                return DicomReader.read(SharedData.bytes(path()), name);
            }
            try (ZipFile archive = new ZipFile(
                            SharedData.path(path().substring(0, separator)).toFile());
                    var member = archive.getInputStream(archive.getEntry(path().substring(separator + 1)))) {
                return DicomReader.read(member.readAllBytes(), name);
            }
        }
    }

    private Manifest() {}

    static List<Line> lines() throws IOException {
        List<String> text = Files.readAllLines(SharedData.path("MANIFEST.tsv"));
        String[] names = text.getFirst().split("\t", -1);
        return text.stream()
                .skip(1)
                .map(line -> line(names, line.split("\t", -1)))
                .toList();
    }

    private static Line line(String[] names, String[] values) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (int i = 0; i < names.length && i < values.length; i++) {
            columns.put(names[i], values[i]);
        }
        return new Line(columns);
    }
}
