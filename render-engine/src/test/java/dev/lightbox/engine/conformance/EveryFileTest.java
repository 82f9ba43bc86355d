package dev.lightbox.engine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.engine.SharedData;
import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.dicom.DicomException;
import dev.lightbox.engine.dicom.DicomFile;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.render.Encoding;
import dev.lightbox.engine.render.Region;
import dev.lightbox.engine.render.RenderRequest;
import dev.lightbox.engine.render.RenderedImage;
import dev.lightbox.engine.render.Renderer;
import dev.lightbox.engine.render.SourceImage;
import dev.lightbox.engine.render.UnsupportedImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Thumbnails of the first and last frame of every file there is, text files and archives too: a picture, or a refusal fit for the user; nothing else. */
class EveryFileTest {

    @Test
    void everyFileGivesAThumbnailOrSaysWhyNot() throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        List<String> failures = new ArrayList<>();
        for (Path path : SharedData.files("")) {
            try {
                counts.merge(thumbnails(path), 1, Integer::sum);
            } catch (RuntimeException | AssertionError e) {
                failures.add(path.getFileName() + ": " + e);
            }
        }
        System.out.println("thumbnails of every file: " + counts);
        assertThat(failures).isEmpty();
        assertThat(counts.keySet()).containsExactly("no DICOM", "no picture", "refused", "thumbnail");
        assertThat(counts.get("thumbnail")).isGreaterThan(150);
    }

    private static String thumbnails(Path path) throws IOException {
        String name = path.getFileName().toString();
        SourceImage image;
        try {
            DicomFile file = DicomReader.read(Files.readAllBytes(path), name);
            image = SourceImage.of(file);
        } catch (DicomException e) {
            assertThat(e.getMessage()).contains(name);
            return "no DICOM";
        } catch (UnsupportedImageException e) {
            assertThat(e.getMessage()).contains(name);
            return "no picture";
        }
        for (int frame : new int[] {1, image.numberOfFrames()}) {
            image.plane(frame);
            image.orientationLetters(frame);
            assertThat(image.pixelAspect(frame)).isPositive();
            StoredFrame stored;
            try {
                stored = image.decode(frame);
            } catch (DecodeException e) {
                assertThat(e.getMessage()).isNotBlank().contains(image.verdict().orElse(""));
                return "refused";
            }
            assertThat(image.verdict()).isEmpty();
            RenderRequest request = RenderRequest.of(new Region(0, 0, image.columns(), image.rows()), 96, 64)
                    .withEncoding(Encoding.jpeg(80));
            RenderedImage thumbnail = new Renderer().render(image, frame, stored, request);
            assertThat(thumbnail.width()).isEqualTo(96);
            assertThat(thumbnail.height()).isEqualTo(64);
            assertThat(thumbnail.encoded()).isNotEmpty();
            assertThat(Double.isNaN(thumbnail.windowWidth()))
                    .isEqualTo(!stored.photometric().isMonochrome());
        }
        return "thumbnail";
    }
}
