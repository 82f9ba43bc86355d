package dev.lightbox.viewer.viewing.stream.protocol;

import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.render.VoiWindow;
import dev.lightbox.viewer.viewing.series.SeriesSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the slices of a series column by column, as docs/stream-protocol.md says under <em>Columns of slices</em>: what is alike in all of them is written once, and what grows
 * evenly as its steps. A thousand slices written one by one take 450 KB, which a slow line carries before the first picture; this way some 10 to 45 KB, most of them UIDs.
 */
final class SliceColumns {

    /** Coordinates are told to a millionth of a millimetre: a plane's location is computed, and its last digits are noise. */
    static final int COORDINATE_DECIMALS = 6;

    private static final double COORDINATE_SCALE = 1e6;

    /** Of the components of directions: of half a metre a nanometre is lost, and the noise of files that compute them anew for each slice. */
    private static final double DIRECTION_SCALE = 1e9;

    /** Second differences of such numbers are exact in 64-bit floating point numbers, which are all that a browser has. */
    private static final long MOST = 1L << 50;

    private SliceColumns() {}

    /** Writes the member {@code slices}. */
    static void write(JsonGenerator json, List<SeriesSlice> slices) {
        json.writeObjectPropertyStart("slices");
        json.writeNumberProperty("count", slices.size());
        uids(json, slices);
        numbers(json, "frame", slices, slice -> slice.key().frameNumber());
        numbers(json, "instanceNumber", slices, slice -> orNaN(slice.instanceNumber()));
        numbers(json, "rows", slices, SeriesSlice::rows);
        numbers(json, "columns", slices, SeriesSlice::columns);
        numbers(json, "pixelAspect", slices, SeriesSlice::pixelAspect);
        values(json, "spacing", slices, SeriesSlice::spacing, (spacing, to) -> {
            to.writeStartObject();
            number(to, "row", spacing.rowMm());
            number(to, "column", spacing.columnMm());
            to.writeStringProperty("kind", spacing.kind().name().toLowerCase(Locale.ROOT));
            to.writeEndObject();
        });
        values(json, "orientation", slices, SeriesSlice::orientation, (letters, to) -> {
            to.writeStartObject();
            to.writeStringProperty("left", letters.left());
            to.writeStringProperty("right", letters.right());
            to.writeStringProperty("top", letters.top());
            to.writeStringProperty("bottom", letters.bottom());
            to.writeEndObject();
        });
        numbers(json, "x", slices, slice -> coordinate(slice, PatientPoint::x));
        numbers(json, "y", slices, slice -> coordinate(slice, PatientPoint::y));
        numbers(json, "z", slices, slice -> coordinate(slice, PatientPoint::z));
        values(json, "row", slices, slice -> slice.plane().map(plane -> rounded(plane.row())), SliceColumns::vector);
        values(
                json,
                "column",
                slices,
                slice -> slice.plane().map(plane -> rounded(plane.column())),
                SliceColumns::vector);
        numbers(
                json,
                "location",
                slices,
                slice -> slice.plane().map(plane -> rounded(plane.location())).orElse(Double.NaN));
        numbers(json, "thickness", slices, slice -> orNaN(slice.thicknessMm()));
        numbers(json, "duration", slices, slice -> orNaN(slice.durationMs()));
        numbers(
                json,
                "windowCenter",
                slices,
                slice -> slice.window().map(VoiWindow::center).orElse(Double.NaN));
        numbers(
                json,
                "windowWidth",
                slices,
                slice -> slice.window().map(VoiWindow::width).orElse(Double.NaN));
        values(json, "laterality", slices, slice -> text(slice.laterality()), (text, to) -> to.writeString(text));
        values(json, "view", slices, slice -> text(slice.view()), (text, to) -> to.writeString(text));
        values(json, "verdict", slices, SeriesSlice::verdict, (text, to) -> to.writeString(text));
        json.writeEndObject();
    }

    private static Optional<String> text(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static double orNaN(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : Double.NaN;
    }

    private static double orNaN(OptionalDouble value) {
        return value.orElse(Double.NaN);
    }

    private static double coordinate(SeriesSlice slice, ToDoubleFunction<PatientPoint> axis) {
        return slice.plane()
                .map(plane -> rounded(axis.applyAsDouble(plane.origin())))
                .orElse(Double.NaN);
    }

    private static double rounded(double mm) {
        double scaled = Math.rint(mm * COORDINATE_SCALE);
        return Math.abs(scaled) <= MOST ? scaled / COORDINATE_SCALE : mm;
    }

    private static Vector3 rounded(Vector3 direction) {
        return new Vector3(component(direction.x()), component(direction.y()), component(direction.z()));
    }

    /** Never a negative zero, which would be another direction to a comparison. */
    private static double component(double value) {
        return Math.rint(value * DIRECTION_SCALE) / DIRECTION_SCALE + 0.0;
    }

    private static void vector(Vector3 vector, JsonGenerator json) {
        json.writeStartObject();
        number(json, "x", vector.x());
        number(json, "y", vector.y());
        number(json, "z", vector.z());
        json.writeEndObject();
    }

    // What isn't a number: a run of likes is written once.

    private static <T> void values(
            JsonGenerator json,
            String name,
            List<SeriesSlice> slices,
            Function<SeriesSlice, Optional<T>> of,
            BiConsumer<T, JsonGenerator> writer) {
        List<Optional<T>> values = slices.stream().map(of).toList();
        if (values.stream().allMatch(Optional::isEmpty)) {
            return;
        }
        json.writeObjectPropertyStart(name);
        alternatives(json, values, value -> {
            if (value.isPresent()) {
                writer.accept(value.get(), json);
            } else {
                json.writeNull();
            }
        });
        json.writeEndObject();
    }

    private static <T> void alternatives(JsonGenerator json, List<T> values, Consumer<T> writer) {
        List<Integer> starts = runs(values);
        if (isFewRuns(starts.size(), values.size())) {
            json.writeArrayPropertyStart("runs");
            for (int i = 0; i < starts.size(); i++) {
                int end = i + 1 < starts.size() ? starts.get(i + 1) : values.size();
                json.writeStartArray();
                json.writeNumber(end - starts.get(i));
                writer.accept(values.get(starts.get(i)));
                json.writeEndArray();
            }
        } else {
            json.writeArrayPropertyStart("each");
            values.forEach(writer);
        }
        json.writeEndArray();
    }

    private static boolean isFewRuns(int runs, int values) {
        return runs == 1 || runs * 2 <= values;
    }

    /** @return where each run of equal values begins */
    private static List<Integer> runs(List<?> values) {
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            if (i == 0 || !values.get(i).equals(values.get(i - 1))) {
                starts.add(i);
            }
        }
        return starts;
    }

    // Numbers: where they grow evenly, their second differences are nothing but zeros.

    /** @param of not finite where there is none: JSON has no NaN and no infinity */
    private static void numbers(
            JsonGenerator json, String name, List<SeriesSlice> slices, ToDoubleFunction<SeriesSlice> of) {
        List<Double> values = new ArrayList<>(slices.size());
        boolean all = true;
        boolean none = true;
        for (SeriesSlice slice : slices) {
            double value = of.applyAsDouble(slice);
            boolean known = Double.isFinite(value);
            all &= known;
            none &= !known;
            values.add(known ? value + 0.0 : Double.NaN);
        }
        if (none) {
            return;
        }
        json.writeObjectPropertyStart(name);
        int decimals = all && !isFewRuns(runs(values).size(), values.size()) ? decimals(values) : -1;
        if (decimals < 0) {
            alternatives(json, values, value -> number(json, value));
        } else {
            double scale = Math.pow(10, decimals);
            json.writeNumberProperty("decimals", decimals);
            steps(
                    json,
                    values.stream()
                            .mapToLong(value -> Math.round(value * scale))
                            .toArray());
        }
        json.writeEndObject();
    }

    /** @return with how many decimals every number is told exactly; -1 where more than {@value #COORDINATE_DECIMALS} would be needed */
    private static int decimals(List<Double> values) {
        int decimals = 0;
        double scale = 1;
        for (double value : values) {
            while (!isExact(value, scale)) {
                decimals++;
                scale *= 10;
                if (decimals > COORDINATE_DECIMALS) {
                    return -1;
                }
            }
        }
        // More decimals than the first numbers needed may be too many for their size.
        double last = scale;
        return values.stream().allMatch(value -> isExact(value, last)) ? decimals : -1;
    }

    private static boolean isExact(double value, double scale) {
        double scaled = Math.rint(value * scale);
        return Math.abs(scaled) <= MOST && scaled / scale == value;
    }

    /** Writes the first number, its distance to the second, and from then on by how much each distance is larger than that before. */
    private static void steps(JsonGenerator json, long[] numbers) {
        json.writeArrayPropertyStart("steps");
        int zeros = 0;
        for (int i = 0; i < numbers.length; i++) {
            long step = switch (i) {
                case 0 -> numbers[0];
                case 1 -> numbers[1] - numbers[0];
                default -> numbers[i] - 2 * numbers[i - 1] + numbers[i - 2];
            };
            if (step == 0) {
                zeros++;
            } else {
                zeros(json, zeros);
                zeros = 0;
                json.writeNumber(step);
            }
        }
        zeros(json, zeros);
        json.writeEndArray();
    }

    private static void zeros(JsonGenerator json, int zeros) {
        if (zeros > 2) {
            json.writeStartArray();
            json.writeNumber(zeros);
            json.writeEndArray();
        } else {
            for (int i = 0; i < zeros; i++) {
                json.writeNumber(0);
            }
        }
    }

    private static void number(JsonGenerator json, String name, double value) {
        json.writeName(name);
        number(json, value);
    }

    /** Without a decimal point where there is nothing behind it. */
    private static void number(JsonGenerator json, double value) {
        if (!Double.isFinite(value)) {
            json.writeNull();
        } else if (value == Math.rint(value) && Math.abs(value) <= MOST) {
            json.writeNumber((long) value);
        } else {
            json.writeNumber(value);
        }
    }

    // UIDs: most are one UID with a number that counts.

    private static void uids(JsonGenerator json, List<SeriesSlice> slices) {
        List<String> uids = slices.stream()
                .map(slice -> slice.key().instance().sopInstanceUid())
                .toList();
        json.writeObjectPropertyStart("sopInstanceUID");
        if (uids.isEmpty() || isFewRuns(runs(uids).size(), uids.size())) {
            alternatives(json, uids, json::writeString);
        } else {
            String prefix = commonRoot(uids);
            List<String> rest =
                    uids.stream().map(uid -> uid.substring(prefix.length())).toList();
            json.writeStringProperty("prefix", prefix);
            if (rest.stream().allMatch(SliceColumns::isCount)) {
                json.writeNumberProperty("decimals", 0);
                steps(json, rest.stream().mapToLong(Long::parseLong).toArray());
            } else {
                alternatives(json, rest, json::writeString);
            }
        }
        json.writeEndObject();
    }

    /** The components that all begin with, the dot behind them included. */
    private static String commonRoot(List<String> uids) {
        String root = uids.getFirst();
        for (String uid : uids) {
            int end = 0;
            while (end < Math.min(root.length(), uid.length()) && root.charAt(end) == uid.charAt(end)) {
                end++;
            }
            root = root.substring(0, end);
        }
        return root.substring(0, root.lastIndexOf('.') + 1);
    }

    /** A number that is written as the browser would write it. */
    private static boolean isCount(String text) {
        return !text.isEmpty()
                && text.length() <= 15
                && text.chars().allMatch(c -> c >= '0' && c <= '9')
                && (text.length() == 1 || text.charAt(0) != '0');
    }
}
