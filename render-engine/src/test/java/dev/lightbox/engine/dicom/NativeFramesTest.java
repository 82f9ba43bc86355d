package dev.lightbox.engine.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.engine.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The first frame of every uncompressed file, byte for byte as three other programs read it (MANIFEST.tsv, raw_sha256). */
class NativeFramesTest {
    private static final List<String> UNCOMPRESSED =
            List.of("1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99");

    @Test
    void firstFramesAreThoseOfOtherPrograms() throws IOException, NoSuchAlgorithmException {
        List<String> lines = Files.readAllLines(SharedData.path("MANIFEST.tsv"));
        List<String> columns = List.of(lines.getFirst().split("\t", -1));
        Map<String, String> expected = new LinkedHashMap<>();
        Map<String, String> actual = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\t", -1);
            String path = cells[columns.indexOf("path")];
            String hash = cells[columns.indexOf("raw_sha256")];
            String syntax = cells[columns.indexOf("transfer_syntax")];
            boolean comparable = hash.length() == 64
                    && !path.contains("!")
                    // Its frame isn't complete: refused here, padded by the others.
                    && !path.equals("broken/truncated-pixeldata.dcm")
                    && UNCOMPRESSED.contains(syntax.substring(syntax.lastIndexOf(' ') + 1));
            if (comparable) {
                expected.put(path, hash);
                actual.put(path, hashOfFirstFrame(path));
            }
        }
        assertThat(expected).hasSizeGreaterThan(50);
        assertThat(actual).isEqualTo(expected);
    }

    private static String hashOfFirstFrame(String path) throws IOException, NoSuchAlgorithmException {
        DicomFile file = DicomReader.read(SharedData.path(path));
        byte[] frame = file.pixelData().orElseThrow().frame(1);
        // The manifest has colour by pixel; a frame has it as the file has it.
        boolean byPlane = file.dataSet().integer(Tag.PlanarConfiguration).orElse(0) == 1;
        byte[] byPixel = byPlane
                ? byPixel(frame, file.dataSet().integer(Tag.BitsAllocated).orElseThrow() / 8)
                : frame;
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(byPixel));
    }

    private static byte[] byPixel(byte[] planes, int sampleBytes) {
        byte[] pixels = new byte[planes.length];
        int samples = planes.length / 3 / sampleBytes;
        for (int sample = 0; sample < samples; sample++) {
            for (int plane = 0; plane < 3; plane++) {
                System.arraycopy(
                        planes,
                        (plane * samples + sample) * sampleBytes,
                        pixels,
                        (3 * sample + plane) * sampleBytes,
                        sampleBytes);
            }
        }
        return pixels;
    }
}
