package dev.lightbox.viewer.viewing.stream.protocol;

import dev.lightbox.engine.dicom.Uids;
import dev.lightbox.engine.render.Region;
import dev.lightbox.engine.render.RenderRequest;
import dev.lightbox.engine.render.VoiWindow;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the browser's messages, and refuses whatever the protocol doesn't allow. Thread-safe. */
public final class MessageReader {

    /** Longest message, in bytes of UTF-8. */
    public static final int MAX_BYTES = 8192;

    /** Highest number of a viewport. */
    public static final int MAX_VIEWPORT = 15;

    private static final long MAX_UINT32 = 0xFFFF_FFFFL;

    /** Far beyond any picture, and small enough that float32 in the tile's header stays within a fraction of a pixel of it. */
    private static final double MAX_COORDINATE = 1e6;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(8)
                            .maxNumberLength(64)
                            .maxStringLength(MAX_BYTES)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private MessageReader() {}

    /**
     * @param text one whole message, at most {@value #MAX_BYTES} bytes long; the caller has bounded it
     * @throws ProtocolException where it isn't JSON, its type is unknown, a member is missing or out of range
     */
    public static ClientMessage read(String text) throws ProtocolException {
        JsonNode message;
        try {
            message = MAPPER.readTree(text);
        } catch (JacksonException notJson) {
            // Its message would quote what was sent.
            throw new ProtocolException("not a JSON message");
        }
        if (!message.isObject()) {
            throw new ProtocolException("not a JSON object");
        }
        int viewport = (int) integer(message, "viewport", 0, MAX_VIEWPORT);
        return switch (string(message, "type")) {
            case "series" -> new ClientMessage.ShowSeries(viewport, sequence(message), uid(message));
            case "render" -> render(message, viewport);
            case "painted" -> new ClientMessage.Painted(viewport, sequence(message));
            case "close" -> new ClientMessage.Close(viewport);
            default -> throw new ProtocolException("unknown type");
        };
    }

    private static ClientMessage.Render render(JsonNode message, int viewport) throws ProtocolException {
        JsonNode size = object(message, "size");
        int width = (int) integer(size, "width", 1, RenderRequest.MAX_EDGE);
        int height = (int) integer(size, "height", 1, RenderRequest.MAX_EDGE);
        if ((long) width * height > RenderRequest.MAX_PIXELS) {
            throw new ProtocolException("size has too many pixels");
        }
        return new ClientMessage.Render(
                viewport,
                sequence(message),
                integer(message, "slice", 1, MAX_UINT32),
                window(message),
                bool(message, "invert"),
                region(object(message, "region")),
                width,
                height,
                quality(message));
    }

    private static Optional<VoiWindow> window(JsonNode message) throws ProtocolException {
        if (member(message, "window").isNull()) {
            return Optional.empty();
        }
        JsonNode window = object(message, "window");
        double width = number(window, "width");
        if (width <= 0) {
            throw new ProtocolException("window.width must be above 0");
        }
        return Optional.of(new VoiWindow(number(window, "center"), width));
    }

    private static Region region(JsonNode region) throws ProtocolException {
        double width = coordinate(region, "width");
        double height = coordinate(region, "height");
        if (width <= 0 || height <= 0) {
            throw new ProtocolException("region must not be empty");
        }
        return new Region(coordinate(region, "x"), coordinate(region, "y"), width, height);
    }

    private static ClientMessage.Quality quality(JsonNode message) throws ProtocolException {
        return switch (string(message, "quality")) {
            case "interactive" -> ClientMessage.Quality.INTERACTIVE;
            case "exact" -> ClientMessage.Quality.EXACT;
            default -> throw new ProtocolException("unknown quality");
        };
    }

    private static String uid(JsonNode message) throws ProtocolException {
        String uid = string(message, "seriesInstanceUID");
        if (!Uids.isValid(uid)) {
            throw new ProtocolException("seriesInstanceUID is no UID");
        }
        return uid;
    }

    private static long sequence(JsonNode message) throws ProtocolException {
        return integer(message, "sequence", 0, MAX_UINT32);
    }

    private static JsonNode member(JsonNode parent, String name) throws ProtocolException {
        JsonNode member = parent.get(name);
        if (member == null) {
            throw new ProtocolException(name + " is missing");
        }
        return member;
    }

    private static JsonNode object(JsonNode parent, String name) throws ProtocolException {
        JsonNode member = member(parent, name);
        if (!member.isObject()) {
            throw new ProtocolException(name + " must be an object");
        }
        return member;
    }

    private static String string(JsonNode parent, String name) throws ProtocolException {
        JsonNode member = member(parent, name);
        if (!member.isString()) {
            throw new ProtocolException(name + " must be a string");
        }
        return member.stringValue();
    }

    private static boolean bool(JsonNode parent, String name) throws ProtocolException {
        JsonNode member = member(parent, name);
        if (!member.isBoolean()) {
            throw new ProtocolException(name + " must be true or false");
        }
        return member.booleanValue();
    }

    private static long integer(JsonNode parent, String name, long least, long most) throws ProtocolException {
        JsonNode member = member(parent, name);
        if (!member.isIntegralNumber()
                || !member.canConvertToLong()
                || member.longValue() < least
                || member.longValue() > most) {
            throw new ProtocolException(name + " must be an integer from " + least + " to " + most);
        }
        return member.longValue();
    }

    private static double number(JsonNode parent, String name) throws ProtocolException {
        JsonNode member = member(parent, name);
        // A huge integer or exponent converts to infinity.
        if (!member.isNumber() || !Double.isFinite(member.asDouble(Double.NaN))) {
            throw new ProtocolException(name + " must be a finite number");
        }
        return member.asDouble(Double.NaN);
    }

    private static double coordinate(JsonNode parent, String name) throws ProtocolException {
        double value = number(parent, name);
        if (Math.abs(value) > MAX_COORDINATE) {
            throw new ProtocolException("region." + name + " is out of range");
        }
        return value;
    }
}
