package dev.lightbox.viewer.dicomweb;

import dev.lightbox.engine.lut.VoiFunction;
import dev.lightbox.engine.render.ColorHandling;
import dev.lightbox.engine.render.Region;
import dev.lightbox.engine.render.RenderRequest;
import dev.lightbox.engine.render.VoiWindow;
import dev.lightbox.viewer.viewing.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a rendered picture is asked for (PS3.18 8.3.5.1). Parameters that the standard doesn't know are ignored.
 *
 * @param window of gray levels; empty for the picture's own
 * @param viewport box in pixels and part of the picture; empty for the whole, a pixel for a pixel
 * @param quality 1–100, of JPEG
 * @param color what becomes of an ICC profile
 * @param unsupportedAnnotations keywords of annotations, none of which is drawn here
 */
record RenderedQuery(
        Optional<VoiWindow> window,
        Optional<Viewport> viewport,
        int quality,
        ColorHandling color,
        List<String> unsupportedAnnotations) {

    private static final int DEFAULT_QUALITY = 90;

    /**
     * @param width largest, in pixels
     * @param height largest, in pixels
     * @param region in pixels of the source; empty for all of it. What is missing reaches to its edges
     * @param flipHorizontally left for right
     * @param flipVertically top for bottom
     */
    record Viewport(int width, int height, Optional<Part> region, boolean flipHorizontally, boolean flipVertically) {

        /** A part whose right and lower edges may be left open: NaN. */
        record Part(double x, double y, double width, double height) {}

        /** @throws RefusedException where the part lies outside */
        Region region(int columns, int rows) {
            Part part = region.orElse(new Part(0, 0, Double.NaN, Double.NaN));
            double width = Double.isNaN(part.width()) ? columns - part.x() : part.width();
            double height = Double.isNaN(part.height()) ? rows - part.y() : part.height();
            if (!(width > 0 && height > 0)) {
                throw outside(columns, rows);
            }
            Region wanted = new Region(part.x(), part.y(), width, height);
            if (wanted.clip(columns, rows).isEmpty()) {
                throw outside(columns, rows);
            }
            return wanted;
        }

        private static RefusedException outside(int columns, int rows) {
            return RefusedException.badRequest(
                    "viewport: the region lies outside of the picture of " + columns + " x " + rows + " pixels.");
        }
    }

    /** @throws RefusedException 400 for what can't be understood, or isn't supported */
    static RenderedQuery of(Map<String, String[]> parameters) {
        return new RenderedQuery(
                QueryText.one(parameters, "window").map(RenderedQuery::window),
                QueryText.one(parameters, "viewport").map(RenderedQuery::viewport),
                QueryText.one(parameters, "quality").map(RenderedQuery::quality).orElse(DEFAULT_QUALITY),
                QueryText.one(parameters, "iccprofile")
                        .map(RenderedQuery::color)
                        .orElse(ColorHandling.AS_STORED),
                QueryText.one(parameters, "annotation")
                        .map(RenderedQuery::annotations)
                        .orElse(List.of()));
    }

    /** What was asked for and isn't done, one sentence each. */
    List<String> warnings() {
        return unsupportedAnnotations.isEmpty()
                ? List.of()
                : List.of("The following annotation values are not supported: "
                        + String.join(", ", unsupportedAnnotations));
    }

    /** PS3.18 8.3.5.1.4: all three values are there. */
    private static VoiWindow window(String text) {
        String[] values = text.split(",", -1);
        if (values.length != 3) {
            throw RefusedException.badRequest(
                    "window: expected center,width,function, found \"" + QueryText.shown(text) + "\".");
        }
        VoiFunction function = switch (values[2].strip()) {
            case "linear" -> VoiFunction.LINEAR;
            case "linear-exact" -> VoiFunction.LINEAR_EXACT;
            case "sigmoid" -> VoiFunction.SIGMOID;
            default ->
                throw RefusedException.badRequest("window: the function is linear, linear-exact or sigmoid, not \""
                        + QueryText.shown(values[2]) + "\".");
        };
        double width = QueryText.number("window", values[1]);
        if (!(width > 0)) {
            throw RefusedException.badRequest(
                    "window: the width must be above 0, not " + QueryText.shown(values[1]) + ".");
        }
        return new VoiWindow(QueryText.number("window", values[0]), width, function);
    }

    /** PS3.18 8.3.5.1.3: vw,vh or vw,vh,sx,sy,sw,sh, of which the last four may be left empty; a negative size flips. */
    private static Viewport viewport(String text) {
        String[] values = text.split(",", -1);
        if (values.length != 2 && values.length != 6) {
            throw RefusedException.badRequest(
                    "viewport: expected vw,vh or vw,vh,sx,sy,sw,sh, found \"" + QueryText.shown(text) + "\".");
        }
        int width = edge(values[0]);
        int height = edge(values[1]);
        if ((long) width * height > RenderRequest.MAX_PIXELS) {
            throw RefusedException.badRequest("viewport: at most " + RenderRequest.MAX_PIXELS + " pixels.");
        }
        if (values.length == 2) {
            return new Viewport(width, height, Optional.empty(), false, false);
        }
        double x = values[2].isBlank() ? 0 : QueryText.number("viewport", values[2]);
        double y = values[3].isBlank() ? 0 : QueryText.number("viewport", values[3]);
        double regionWidth = values[4].isBlank() ? Double.NaN : QueryText.number("viewport", values[4]);
        double regionHeight = values[5].isBlank() ? Double.NaN : QueryText.number("viewport", values[5]);
        if (x < 0 || y < 0 || regionWidth == 0 || regionHeight == 0) {
            throw RefusedException.badRequest("viewport: the region begins at 0 or above, and isn't empty.");
        }
        return new Viewport(
                width,
                height,
                Optional.of(new Viewport.Part(x, y, Math.abs(regionWidth), Math.abs(regionHeight))),
                regionWidth < 0,
                regionHeight < 0);
    }

    private static int edge(String text) {
        int edge = QueryText.integer("viewport", text);
        if (edge < 1 || edge > RenderRequest.MAX_EDGE) {
            throw RefusedException.badRequest(
                    "viewport: width and height are 1 to " + RenderRequest.MAX_EDGE + ", not " + edge + ".");
        }
        return edge;
    }

    /** PS3.18 8.3.5.1.2. */
    private static int quality(String text) {
        int quality = QueryText.integer("quality", text);
        if (quality < 1 || quality > 100) {
            throw RefusedException.badRequest("quality: 1 to 100, not " + quality + ".");
        }
        return quality;
    }

    /** PS3.18 8.3.5.1.5. Profiles aren't sent along. */
    private static ColorHandling color(String text) {
        return switch (text) {
            case "no" -> ColorHandling.AS_STORED;
            case "srgb" -> ColorHandling.SRGB;
            default ->
                throw RefusedException.badRequest(
                        "iccprofile: no and srgb are supported, not \"" + QueryText.shown(text) + "\".");
        };
    }

    /** PS3.18 8.3.5.1.1: keywords that aren't supported are ignored, with a warning. */
    private static List<String> annotations(String text) {
        List<String> keywords = List.of(text.split(",", -1));
        if (keywords.stream().anyMatch(keyword -> !keyword.strip().matches("[A-Za-z0-9_-]{1,40}"))) {
            throw RefusedException.badRequest("annotation: expected keywords such as patient,technique.");
        }
        return keywords.stream().map(String::strip).toList();
    }
}
