package dev.lightbox.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.engine.SharedData;
import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.dicom.DicomException;
import dev.lightbox.engine.dicom.DicomFile;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.render.presentation.PresentationState;
import dev.lightbox.engine.render.presentation.PresentationStateException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mutated presentation states, shutters and overlays: a picture or a documented refusal, soon. */
class PresentationStateFuzzTest {

    private static final List<String> STATES = List.of(
            "presentation-states/gsps-modality-voi-presentation-luts.dcm",
            "demo-archive/ps-graphic-annotation/1.2.276.0.7230010.3.200.9.0.19.dcm",
            "demo-archive/ps-graphic-annotation/1.2.276.0.7230010.3.200.9.0.5.dcm",
            "demo-archive/ps-display-shutter/1.2.276.0.7230010.3.200.11.0.9.dcm",
            "demo-archive/ps-spatial-transformation/1.2.276.0.7230010.3.200.7.0.13.dcm",
            "demo-archive/ps-voi-lut/1.2.276.0.7230010.3.200.4.0.10.dcm");

    private static final List<String> IMAGES = List.of(
            "presentation-states/image-for-luts.dcm",
            "demo-archive/ps-graphic-annotation/1.2.276.0.7230010.3.200.9.19.1.dcm",
            "demo-archive/ps-graphic-annotation/1.2.276.0.7230010.3.200.9.5.1.dcm",
            "demo-archive/ps-display-shutter/1.2.276.0.7230010.3.200.11.9.1.dcm",
            "demo-archive/ps-spatial-transformation/1.2.276.0.7230010.3.200.7.13.1.dcm",
            "demo-archive/ps-voi-lut/1.2.276.0.7230010.3.200.4.10.1.dcm");

    private static final int MUTATIONS = 400;

    private final Renderer renderer = new Renderer();
    private int pictures;
    private int refusals;

    @Test
    @Timeout(120)
    void statesGiveAPictureOrARefusal() throws Exception {
        Layers all = new Layers(true, Layers.Shutters.ALL, true, Layers.Regions.DIMMED);
        for (int i = 0; i < STATES.size(); i++) {
            byte[] original = SharedData.bytes(STATES.get(i));
            SourceImage image = SourceImage.of(DicomReader.read(SharedData.bytes(IMAGES.get(i)), "image"));
            StoredFrame frame = image.decode(1);
            Random random = new Random(20_261_124L + i);
            for (int k = 0; k < MUTATIONS; k++) {
                byte[] mutated = mutate(original, 132, original.length, random);
                long start = System.nanoTime();
                renderState(mutated, image, frame, all);
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .as("state %s, mutation %s", STATES.get(i), k)
                        .isLessThan(Duration.ofSeconds(10));
            }
        }
        assertThat(pictures).isGreaterThan(500);
        assertThat(refusals).isGreaterThan(100);
    }

    private void renderState(byte[] bytes, SourceImage image, StoredFrame frame, Layers layers) throws IOException {
        try {
            PresentationState state =
                    PresentationState.of(DicomReader.read(bytes, "state").dataSet());
            renderer.renderPixels(
                    image, 1, frame, RenderRequest.whole(image, state).withLayers(layers));
            pictures++;
        } catch (DicomException | PresentationStateException | RenderRefusedException e) {
            assertThat(e.getMessage()).isNotBlank();
            refusals++;
        }
    }

    @Test
    @Timeout(120)
    void overlaysAndShuttersOfImagesGiveAPictureOrARefusal() throws Exception {
        for (String path : List.of(
                "bits/overlay-separate-scout.dcm",
                "demo-archive/overlay/1.2.276.0.7230010.3.200.12.1.1.dcm",
                "demo-archive/shutter/1.3.6.1.4.1.5962.1.1.0.0.0.1168612284.20369.0.3.dcm")) {
            byte[] original = SharedData.bytes(path);
            Random random = new Random(path.length());
            for (int k = 0; k < 60; k++) {
                // The header only: what the pixels are is the decoders' affair.
                byte[] mutated = mutate(original, 132, Math.min(original.length, 3000), random);
                try {
                    DicomFile file = DicomReader.read(mutated, "image");
                    SourceImage image = SourceImage.of(file);
                    StoredFrame frame = image.decode(1);
                    renderer.renderPixels(image, 1, frame, RenderRequest.whole(image));
                    pictures++;
                } catch (IOException | UnsupportedImageException | RenderRefusedException e) {
                    assertThat(e.getMessage()).isNotBlank();
                    refusals++;
                }
            }
        }
        assertThat(pictures).isGreaterThan(20);
    }

    private static byte[] mutate(byte[] original, int from, int to, Random random) {
        byte[] bytes = original.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = from + random.nextInt(to - from);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                default -> bytes[at] = (byte) (random.nextBoolean() ? 0xFF : 0);
            }
        }
        return bytes;
    }
}
