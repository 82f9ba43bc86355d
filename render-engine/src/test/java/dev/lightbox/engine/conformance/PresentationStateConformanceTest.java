package dev.lightbox.engine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.engine.SharedData;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.render.Layers;
import dev.lightbox.engine.render.RenderRequest;
import dev.lightbox.engine.render.Renderer;
import dev.lightbox.engine.render.SourceImage;
import dev.lightbox.engine.render.presentation.PresentationState;
import dev.lightbox.engine.tile.GrayOrRgb8;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/**
 * Every presentation state of the shared data on its image, against what DCMTK's {@code dcmp2pgm} made of the two. Its pictures aren't kept here, but their
 * check sums: most are matched bit for bit; for the others, which were within one level when they were compared, ours are kept.
 */
class PresentationStateConformanceTest {

    @Test
    void everyStateGivesThePictureItGaveWhenItWasCompared() throws Exception {
        List<String> differing = new ArrayList<>();
        int same = 0;
        for (String line : lines()) {
            String[] columns = line.split("\t", -1);
            PresentationState state = PresentationState.of(
                    DicomReader.read(SharedData.bytes(columns[0]), columns[0]).dataSet());
            SourceImage image = SourceImage.of(DicomReader.read(SharedData.bytes(columns[1]), columns[1]));
            GrayOrRgb8 picture = new Renderer()
                    .renderPixels(
                            image,
                            1,
                            image.decode(1),
                            RenderRequest.whole(image, state).withLayers(Layers.BITMAP_SHUTTER));
            CRC32 sum = new CRC32();
            sum.update(picture.pixels());
            String size = picture.width() + "x" + picture.height();
            String actual = String.format("%08x", sum.getValue());
            String expected = columns[4].isEmpty() ? columns[3] : columns[4];
            if (!actual.equals(expected) || !size.equals(columns[2])) {
                differing.add(columns[0] + ": " + size + " " + actual + " instead of " + columns[2] + " " + expected);
            } else if (columns[4].isEmpty()) {
                same++;
            }
        }
        assertThat(differing).isEmpty();
        assertThat(same).isEqualTo(57);
    }

    private static List<String> lines() throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(
                        PresentationStateConformanceTest.class.getResourceAsStream("presentation-states.tsv")),
                StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }
}
