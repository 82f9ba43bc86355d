package dev.lightbox.engine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.engine.SharedData;
import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.dicom.DicomFile;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.render.Layers;
import dev.lightbox.engine.render.RenderRequest;
import dev.lightbox.engine.render.Renderer;
import dev.lightbox.engine.render.SourceImage;
import dev.lightbox.engine.render.VoiWindow;
import dev.lightbox.engine.render.presentation.PresentationState;
import dev.lightbox.engine.tile.GrayOrRgb8;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Frame 1 of every file that has an independent tool's picture, shown with its own window: within one level, lossy ones within two. */
class RenderedConformanceTest {

    private final Renderer renderer = new Renderer();

    @Test
    void everyReferencePictureIsMatched() throws Exception {
        Map<String, Integer> counts = new TreeMap<>();
        List<String> failures = new ArrayList<>();
        for (Manifest.Line line : Manifest.lines()) {
            if (line.get("reference").isEmpty()
                    || line.get("rows_x_cols_x_frames").isEmpty()) {
                counts.merge("without a reference of its own", 1, Integer::sum);
                continue;
            }
            try {
                counts.merge(check(line), 1, Integer::sum);
            } catch (Exception | AssertionError e) {
                failures.add(line.path() + " (" + line.get("reference_made_by") + "): " + e);
            }
        }
        System.out.println("rendered pictures, lines of the manifest: " + counts);
        assertThat(failures).as("pictures that differ").isEmpty();
        assertThat(counts.get("lossy, within 2")).isGreaterThan(15);
        assertThat(counts.getOrDefault("within 0", 0) + counts.getOrDefault("within 1", 0))
                .isGreaterThan(120);
    }

    @Test
    void picturesWithOverlaysAreMatched() throws Exception {
        int compared = 0;
        for (Manifest.Line line : Manifest.lines()) {
            String reference = line.get("reference").replaceFirst("\\.png$", ".overlays.png");
            if (line.get("reference").isEmpty()
                    || !Files.exists(SharedData.path("MANIFEST.tsv").resolveSibling(reference))) {
                continue;
            }
            SourceImage image = SourceImage.of(line.read());
            StoredFrame frame = image.decode(1);
            GrayOrRgb8 actual = renderer.renderPixels(
                    image, 1, frame, request(line, image, frame).withOverlays(true));
            Golden.compare(line.path() + " with overlays", actual, Golden.read(SharedData.path(reference)), 1);
            compared++;
        }
        assertThat(compared).isEqualTo(2);
    }

    @Test
    void appliedPresentationStatesAreMatched() throws Exception {
        int compared = 0;
        for (Manifest.Line line : Manifest.lines()) {
            if (!line.get("reference_made_by").startsWith("dcmp2pgm")) {
                continue;
            }
            String path = line.get("reference_made_by").replaceFirst(".*applied to ", "");
            PresentationState state = PresentationState.of(line.read().dataSet());
            SourceImage image = SourceImage.of(DicomReader.read(SharedData.bytes(path), path));
            GrayOrRgb8 actual = renderer.renderPixels(
                    image, 1, image.decode(1), RenderRequest.whole(image, state).withLayers(Layers.BITMAP_SHUTTER));
            Golden.compare(line.path() + " applied", actual, reference(line), 1);
            compared++;
        }
        assertThat(compared).isEqualTo(1);
    }

    private String check(Manifest.Line line) throws Exception {
        DicomFile file = line.read();
        SourceImage image = SourceImage.of(file);
        StoredFrame frame;
        try {
            frame = image.decode(1);
        } catch (DecodeException e) {
            // A reference made from a cut-off file shows what isn't there.
            assertThat(line.get("bit_exact")).as(e.getMessage()).isEqualTo("n/a (broken)");
            return "refused as broken";
        }
        boolean lossy = line.get("bit_exact").startsWith("no(lossy");
        GrayOrRgb8 actual = renderer.renderPixels(image, 1, frame, request(line, image, frame));
        Golden.Difference difference = Golden.compare(line.path(), actual, reference(line), lossy ? 2 : 1);
        return lossy ? "lossy, within 2" : "within " + difference.largest();
    }

    /** The picture's own window; where the tool was told to take smallest to largest (it doesn't know functional groups), the same. */
    private static RenderRequest request(Manifest.Line line, SourceImage image, StoredFrame frame) {
        RenderRequest own = RenderRequest.whole(image).withOverlays(false);
        if (!line.get("reference_made_by").contains("+Wm")) {
            return own;
        }
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int y = 0; y < frame.rows(); y++) {
            for (int x = 0; x < frame.columns(); x++) {
                double value = image.modalityValue(1, frame.number(x, y, 0));
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
        }
        VoiWindow window = new VoiWindow((min + max + 1) / 2, max - min + 1);
        return own.withWindow(window);
    }

    private static GrayOrRgb8 reference(Manifest.Line line) throws IOException {
        return Golden.read(SharedData.path(line.get("reference")));
    }
}
