package dev.lightbox.engine.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.engine.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** Every real file that we have: it reads without a word, or {@code verdicts.tsv} says what is said of it. */
class SharedFilesTest {
    private static final int NUMBER_OF_FILES = 1144;

    private static final Set<String> NO_DICOM = Set.of("png", "txt", "tsv", "md");

    @Test
    void everyFileReadsOrHasItsVerdict() throws IOException {
        Map<String, String> said = new TreeMap<>();
        int files = 0;
        for (Path path : SharedData.files("")) {
            String name = SharedData.root().relativize(path).toString();
            String ending = name.substring(name.lastIndexOf('.') + 1);
            if (NO_DICOM.contains(ending) || name.endsWith("LICENSE")) {
                continue;
            }
            if (ending.equals("zip")) {
                files += readZip(path, name, said);
            } else {
                said.putAll(saidOf(name, Files.readAllBytes(path)));
                files++;
            }
        }
        assertThat(files).isEqualTo(NUMBER_OF_FILES);
        Map<String, String> verdicts = verdicts();
        Map<String, String> unexpected = new TreeMap<>();
        Set<String> met = new TreeSet<>();
        said.forEach((file, words) -> {
            String row = row(file, verdicts);
            met.add(row);
            if (!words.equals(verdicts.get(row))) {
                unexpected.put(file, words);
            }
        });
        assertThat(unexpected).isEmpty();
        assertThat(met).isEqualTo(verdicts.keySet());
    }

    /** @return the path of the table's row for this file: its own, or the longest with a star */
    private static String row(String file, Map<String, String> verdicts) {
        if (verdicts.containsKey(file)) {
            return file;
        }
        return verdicts.keySet().stream()
                .filter(path -> path.endsWith("*") && file.startsWith(path.substring(0, path.length() - 1)))
                .max(Comparator.comparing(String::length))
                .orElse(file);
    }

    private static Map<String, String> verdicts() throws IOException {
        Map<String, String> verdicts = new TreeMap<>();
        try (InputStream in = Objects.requireNonNull(SharedFilesTest.class.getResourceAsStream("verdicts.tsv"))) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (!line.startsWith("#")) {
                    int tab = line.indexOf('\t');
                    verdicts.put(line.substring(0, tab), line.substring(tab + 1));
                }
            }
        }
        return verdicts;
    }

    private static int readZip(Path path, String name, Map<String, String> said) throws IOException {
        int files = 0;
        try (ZipFile zip = new ZipFile(path.toFile())) {
            for (ZipEntry entry :
                    zip.stream().filter(entry -> !entry.isDirectory()).toList()) {
                said.putAll(saidOf(
                        name + "!" + entry.getName(), zip.getInputStream(entry).readAllBytes()));
                files++;
            }
        }
        return files;
    }

    /** @return nothing where the file and all its frames read without a warning */
    private static Map<String, String> saidOf(String name, byte[] bytes) {
        List<String> said = new ArrayList<>();
        try {
            DicomFile file = DicomReader.read(bytes, "file");
            said.addAll(file.warnings());
            if (file.pixelData().isPresent()) {
                PixelData pixels = file.pixelData().get();
                for (int frame = 1; frame <= pixels.numberOfFrames(); frame++) {
                    assertThat(pixels.frame(frame)).isNotEmpty();
                }
            }
        } catch (DicomException e) {
            said.add("refused: " + e.getMessage());
        }
        Map<String, String> result = new LinkedHashMap<>();
        if (!said.isEmpty()) {
            result.put(name, String.join("; ", said));
        }
        return result;
    }
}
