package dev.lightbox.viewer.viewing.stream.protocol;

import dev.lightbox.engine.dicom.Uids;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PlaneGrid;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.measure.MeasurementKind;
import dev.lightbox.engine.measure.MeasuringPlane;
import dev.lightbox.engine.measure.PicturePoint;
import dev.lightbox.engine.render.Region;
import dev.lightbox.engine.render.RenderRequest;
import dev.lightbox.engine.render.VoiWindow;
import dev.lightbox.engine.volume.Slab;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the browser's messages, and refuses whatever the protocol doesn't allow. Thread-safe. */
public final class MessageReader {

    private static final String NO_FRAME = "right and down must be perpendicular unit vectors";

    /** Longest message, in bytes of UTF-8. */
    public static final int MAX_BYTES = 8192;

    /** Highest number of a viewport. */
    public static final int MAX_VIEWPORT = 31;

    /** Most slices of one {@code ahead}. */
    public static final int MAX_AHEAD = 32;

    private static final long MAX_UINT32 = 0xFFFF_FFFFL;

    /** Far beyond any picture and, in mm, any patient; and small enough that float32 in the tile's header stays within a fraction of a pixel of it. */
    private static final double MAX_COORDINATE = 1e6;

    private static final double MIN_SPACING_MM = 1e-4;
    private static final double MAX_SPACING_MM = 1e4;
    private static final double MAX_SLAB_MM = 5000;

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
        String type = string(message, "type");
        if (type.equals("beside")) {
            return new ClientMessage.OpenBeside(uid(message, "studyInstanceUID"));
        }
        int viewport = (int) integer(message, "viewport", 0, MAX_VIEWPORT);
        return switch (type) {
            case "series" ->
                new ClientMessage.ShowSeries(
                        viewport, sequence(message), study(message), uid(message, "seriesInstanceUID"));
            case "render" -> render(message, viewport, quality(message));
            case "ahead" ->
                new ClientMessage.Ahead(
                        render(message, viewport, ClientMessage.Quality.INTERACTIVE),
                        integer(message, "received", 0, MAX_UINT32),
                        slices(message));
            case "mpr" ->
                new ClientMessage.ShowVolume(
                        viewport, sequence(message), study(message), uid(message, "seriesInstanceUID"), slice(message));
            case "plane" -> plane(message, viewport);
            case "probe" ->
                new ClientMessage.Probe(
                        viewport, integer(message, "number", 0, MAX_UINT32), point(object(message, "point")));
            case "export" ->
                new ClientMessage.Export(
                        viewport,
                        integer(message, "number", 0, MAX_UINT32),
                        slice(message),
                        exportForm(message),
                        bool(message, "patientText"));
            case "present" -> new ClientMessage.Present(viewport, sequence(message), state(message));
            case "measure" -> measure(message, viewport);
            case "painted" -> new ClientMessage.Painted(viewport, sequence(message));
            case "close" -> new ClientMessage.Close(viewport);
            default -> throw new ProtocolException("unknown type");
        };
    }

    private static ClientMessage.Render render(JsonNode message, int viewport, ClientMessage.Quality quality)
            throws ProtocolException {
        Size size = size(object(message, "size"));
        return new ClientMessage.Render(
                viewport,
                sequence(message),
                integer(message, "slice", 1, MAX_UINT32),
                window(message),
                bool(message, "invert"),
                region(object(message, "region")),
                size.width(),
                size.height(),
                quality);
    }

    private static List<Long> slices(JsonNode message) throws ProtocolException {
        JsonNode slices = member(message, "slices");
        if (!slices.isArray() || slices.size() > MAX_AHEAD) {
            throw new ProtocolException("slices must be a list of at most " + MAX_AHEAD);
        }
        List<Long> numbers = new ArrayList<>();
        for (JsonNode slice : slices) {
            numbers.add(integer("slices", slice, 1, MAX_UINT32));
        }
        return List.copyOf(numbers);
    }

    private record Size(int width, int height) {}

    private static Size size(JsonNode size) throws ProtocolException {
        int width = (int) integer(size, "width", 1, RenderRequest.MAX_EDGE);
        int height = (int) integer(size, "height", 1, RenderRequest.MAX_EDGE);
        if ((long) width * height > RenderRequest.MAX_PIXELS) {
            throw new ProtocolException("size has too many pixels");
        }
        return new Size(width, height);
    }

    private static OptionalLong slice(JsonNode message) throws ProtocolException {
        return member(message, "slice").isNull()
                ? OptionalLong.empty()
                : OptionalLong.of(integer(message, "slice", 1, MAX_UINT32));
    }

    private static ClientMessage.RenderPlane plane(JsonNode message, int viewport) throws ProtocolException {
        return new ClientMessage.RenderPlane(
                viewport,
                sequence(message),
                grid(message, size(object(message, "size"))),
                method(message),
                within(message, "slab", 0, MAX_SLAB_MM),
                window(message),
                bool(message, "invert"),
                quality(message));
    }

    private static PlaneGrid grid(JsonNode message, Size size) throws ProtocolException {
        PatientPoint center = point(object(message, "center"));
        Vector3 right = vector(object(message, "right"));
        Vector3 down = vector(object(message, "down"));
        double spacing = within(message, "spacing", MIN_SPACING_MM, MAX_SPACING_MM);
        try {
            return new PlaneGrid(center, right, down, spacing, size.width(), size.height());
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(NO_FRAME);
        }
    }

    private static ClientMessage.Method method(JsonNode message) throws ProtocolException {
        String term = string(message, "method");
        for (ClientMessage.Method method : ClientMessage.Method.values()) {
            if (method.term().equals(term)) {
                return method;
            }
        }
        throw new ProtocolException("unknown method");
    }

    private static ClientMessage.Measure measure(JsonNode message, int viewport) throws ProtocolException {
        long number = integer(message, "number", 0, MAX_UINT32);
        long revision = integer(message, "revision", 0, MAX_UINT32);
        OptionalLong slice = slice(message);
        MeasurementKind kind = measurementKind(message);
        JsonNode points = member(message, "points");
        // Bounded by the message's length.
        if (!points.isArray() || points.isEmpty()) {
            throw new ProtocolException("points must be a list of some");
        }
        if (slice.isEmpty()) {
            List<PatientPoint> places = new ArrayList<>();
            for (JsonNode point : points) {
                places.add(point(point));
            }
            return new ClientMessage.MeasureVolume(
                    viewport, number, revision, kind, measuringPlane(object(message, "plane")), List.copyOf(places));
        }
        List<PicturePoint> places = new ArrayList<>();
        for (JsonNode point : points) {
            places.add(new PicturePoint(coordinate(point, "x"), coordinate(point, "y")));
        }
        return new ClientMessage.MeasureSlice(viewport, number, revision, slice.getAsLong(), kind, List.copyOf(places));
    }

    private static MeasuringPlane measuringPlane(JsonNode plane) throws ProtocolException {
        Vector3 right = vector(object(plane, "right"));
        Vector3 down = vector(object(plane, "down"));
        ClientMessage.Method method = method(plane);
        if (method.isProjection()) {
            throw new ProtocolException("nothing is measured in a projection");
        }
        Slab slab = new Slab(within(plane, "slab", 0, MAX_SLAB_MM), method.mode());
        try {
            return new MeasuringPlane(right, down, slab);
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(NO_FRAME);
        }
    }

    private static ClientMessage.ExportForm exportForm(JsonNode message) throws ProtocolException {
        String term = string(message, "form");
        for (ClientMessage.ExportForm form : ClientMessage.ExportForm.values()) {
            if (form.term().equals(term)) {
                return form;
            }
        }
        throw new ProtocolException("unknown form");
    }

    private static Optional<ClientMessage.StateName> state(JsonNode message) throws ProtocolException {
        if (member(message, "state").isNull()) {
            return Optional.empty();
        }
        JsonNode state = object(message, "state");
        return Optional.of(new ClientMessage.StateName(uid(state, "seriesInstanceUID"), uid(state, "sopInstanceUID")));
    }

    private static MeasurementKind measurementKind(JsonNode message) throws ProtocolException {
        String term = string(message, "kind");
        for (MeasurementKind kind : MeasurementKind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(term)) {
                return kind;
            }
        }
        throw new ProtocolException("unknown kind");
    }

    private static PatientPoint point(JsonNode point) throws ProtocolException {
        return new PatientPoint(coordinate(point, "x"), coordinate(point, "y"), coordinate(point, "z"));
    }

    private static Vector3 vector(JsonNode vector) throws ProtocolException {
        return new Vector3(coordinate(vector, "x"), coordinate(vector, "y"), coordinate(vector, "z"));
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

    private static String uid(JsonNode message, String name) throws ProtocolException {
        String uid = string(message, name);
        if (!Uids.isValid(uid)) {
            throw new ProtocolException(name + " is no UID");
        }
        return uid;
    }

    /** Left out for the stream's own study. */
    private static Optional<String> study(JsonNode message) throws ProtocolException {
        return message.has("studyInstanceUID") ? Optional.of(uid(message, "studyInstanceUID")) : Optional.empty();
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
        return integer(name, member(parent, name), least, most);
    }

    private static long integer(String name, JsonNode member, long least, long most) throws ProtocolException {
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

    private static double within(JsonNode parent, String name, double least, double most) throws ProtocolException {
        double value = number(parent, name);
        if (value < least || value > most) {
            throw new ProtocolException(name + " must be from " + least + " to " + most);
        }
        return value;
    }

    private static double coordinate(JsonNode parent, String name) throws ProtocolException {
        double value = number(parent, name);
        if (Math.abs(value) > MAX_COORDINATE) {
            throw new ProtocolException(name + " is out of range");
        }
        return value;
    }
}
