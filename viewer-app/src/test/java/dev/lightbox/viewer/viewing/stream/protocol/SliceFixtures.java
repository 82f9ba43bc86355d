package dev.lightbox.viewer.viewing.stream.protocol;

import dev.lightbox.engine.geometry.ImagePlane;
import dev.lightbox.engine.geometry.OrientationLetters;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PixelSpacing;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.render.VoiWindow;
import dev.lightbox.viewer.pacs.InstanceReference;
import dev.lightbox.viewer.viewing.frames.FrameKey;
import dev.lightbox.viewer.viewing.series.SeriesSlice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Slices as {@code docs/fixtures/stream/slices-*.json} has them, as the server holds them. */
final class SliceFixtures {

    private SliceFixtures() {}

    static List<SeriesSlice> read(Path file) throws IOException {
        List<SeriesSlice> slices = new ArrayList<>();
        for (JsonNode slice : JsonMapper.shared().readTree(Files.readString(file))) {
            slices.add(slice(slice));
        }
        return slices;
    }

    private static SeriesSlice slice(JsonNode slice) {
        Optional<PixelSpacing> spacing = maybe(
                slice.get("spacing"),
                node -> new PixelSpacing(
                        node.get("row").doubleValue(),
                        node.get("column").doubleValue(),
                        PixelSpacing.Kind.valueOf(node.get("kind").stringValue().toUpperCase(Locale.ROOT))));
        return new SeriesSlice(
                slice.get("slice").intValue(),
                new FrameKey(
                        new InstanceReference(
                                "2.25.1", "2.25.2", slice.get("sopInstanceUID").stringValue()),
                        slice.get("frame").intValue()),
                maybe(slice.get("instanceNumber"), node -> OptionalInt.of(node.intValue()))
                        .orElse(OptionalInt.empty()),
                slice.get("rows").intValue(),
                slice.get("columns").intValue(),
                slice.get("pixelAspect").doubleValue(),
                spacing,
                maybe(
                        slice.get("orientation"),
                        node -> new OrientationLetters(
                                node.get("left").stringValue(),
                                node.get("right").stringValue(),
                                node.get("top").stringValue(),
                                node.get("bottom").stringValue())),
                maybe(
                        slice.get("position"),
                        node -> new ImagePlane(
                                new PatientPoint(
                                        node.get("x").doubleValue(),
                                        node.get("y").doubleValue(),
                                        node.get("z").doubleValue()),
                                vector(slice.get("row")),
                                vector(slice.get("column")),
                                spacing.orElseThrow())),
                maybe(slice.get("thickness"), node -> OptionalDouble.of(node.doubleValue()))
                        .orElse(OptionalDouble.empty()),
                maybe(slice.get("duration"), node -> OptionalDouble.of(node.doubleValue()))
                        .orElse(OptionalDouble.empty()),
                maybe(
                        slice.get("window"),
                        node -> new VoiWindow(
                                node.get("center").doubleValue(),
                                node.get("width").doubleValue())),
                slice.get("laterality").stringValue(),
                slice.get("view").stringValue(),
                maybe(slice.get("verdict"), JsonNode::stringValue));
    }

    private static Vector3 vector(JsonNode node) {
        return new Vector3(
                node.get("x").doubleValue(),
                node.get("y").doubleValue(),
                node.get("z").doubleValue());
    }

    private static <T> Optional<T> maybe(JsonNode node, Function<JsonNode, T> read) {
        return node.isNull() ? Optional.empty() : Optional.of(read.apply(node));
    }
}
