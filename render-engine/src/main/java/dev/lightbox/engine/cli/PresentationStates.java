package dev.lightbox.engine.cli;

import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomFile;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.dicom.ReadLimits;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.render.Layers;
import dev.lightbox.engine.render.RenderRequest;
import dev.lightbox.engine.render.Renderer;
import dev.lightbox.engine.render.SourceImage;
import dev.lightbox.engine.render.UnsupportedImageException;
import dev.lightbox.engine.render.presentation.PresentationState;
import dev.lightbox.engine.render.presentation.PresentationStateException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares images with a presentation state applied. Finds the images by the manifest's words, or by the UIDs that the state refers to. Thread-safe. */
final class PresentationStates {

    private final Path root;
    private final List<Manifest.Line> lines;
    private @Nullable Map<String, String> pathsByUid;

    PresentationStates(Path root, List<Manifest.Line> lines) {
        this.root = root;
        this.lines = lines;
    }

    LineVerifier.Check verify(Path directory, Manifest.Line line, DicomFile file) {
        ReferenceOptions options = new ReferenceOptions(line.get("reference_made_by"));
        try {
            PresentationState state = PresentationState.of(file.dataSet());
            Optional<String> image = options.appliedTo().or(() -> referenced(file.dataSet()));
            if (image.isEmpty()) {
                return new LineVerifier.Check(
                        Verdict.MISSING, "the image that the presentation state refers to isn't in the list");
            }
            return compare(state, image.get(), options.frame(), directory, line.get("reference"));
        } catch (PresentationStateException e) {
            return new LineVerifier.Check(Verdict.UNSUPPORTED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new LineVerifier.Check(Verdict.MISSING, Failures.text(e));
        } catch (UsageException | UnsupportedImageException | RuntimeException e) {
            return new LineVerifier.Check(Verdict.DIFFERS, line.get("reference") + ": " + e.getMessage());
        }
    }

    private LineVerifier.Check compare(
            PresentationState state, String path, int frameNumber, Path directory, String reference)
            throws IOException, UsageException, UnsupportedImageException {
        InputFile input = InputFile.of(root.resolve(path).toString());
        DicomFile file = DicomReader.read(input.bytes(ReadLimits.DEFAULT), input.name());
        SourceImage image = SourceImage.of(file, OpenImage.LIMITS);
        StoredFrame frame = image.decode(frameNumber);
        RenderRequest request = RenderRequest.whole(image, state).withLayers(Layers.BITMAP_SHUTTER);
        return LineVerifier.compare(
                new Renderer().renderPixels(image, frameNumber, frame, request), directory, reference, 1);
    }

    /** The path of the first image that a presentation state names (Referenced Series Sequence, PS3.3 C.11.11). */
    private Optional<String> referenced(DataSet state) {
        Map<String, String> paths = paths();
        for (DataSet series : state.items(Tag.ReferencedSeriesSequence)) {
            for (DataSet image : series.items(Tag.ReferencedImageSequence)) {
                Optional<String> path =
                        image.string(Tag.ReferencedSOPInstanceUID).map(paths::get);
                if (path.isPresent()) {
                    return path;
                }
            }
        }
        return Optional.empty();
    }

    private synchronized Map<String, String> paths() {
        if (pathsByUid == null) {
            Map<String, String> paths = new HashMap<>();
            for (Manifest.Line line : lines) {
                try {
                    InputFile input = InputFile.of(root.resolve(line.path()).toString());
                    DicomFile header = input.member().isEmpty()
                            ? DicomReader.readHeader(input.file())
                            : DicomReader.readHeader(
                                    new ByteArrayInputStream(input.bytes(ReadLimits.DEFAULT)), input.name());
                    header.dataSet().string(Tag.SOPInstanceUID).ifPresent(uid -> paths.putIfAbsent(uid, line.path()));
                } catch (IOException | UsageException e) {
                    // Its own line says what is wrong with it.
                    continue;
                }
            }
            pathsByUid = paths;
        }
        return pathsByUid;
    }
}
