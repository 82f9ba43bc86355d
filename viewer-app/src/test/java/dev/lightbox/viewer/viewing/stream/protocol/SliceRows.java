package dev.lightbox.viewer.viewing.stream.protocol;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A browser's side of a series' columns, from the specification alone: shares no code with the server's. */
public final class SliceRows {

    private static final JsonNodeFactory JSON = JsonMapper.shared().getNodeFactory();

    private static final List<String> AS_THEY_ARE = List.of(
            "frame",
            "instanceNumber",
            "rows",
            "columns",
            "pixelAspect",
            "spacing",
            "orientation",
            "row",
            "column",
            "location",
            "thickness",
            "duration",
            "verdict");

    private SliceRows() {}

    /** @return a slice object each, with every member the protocol names */
    public static List<ObjectNode> of(JsonNode seriesEvent) {
        JsonNode columns = seriesEvent.get("slices");
        int count = columns.get("count").intValue();
        List<ObjectNode> slices = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            slices.add(JSON.objectNode().put("slice", i + 1));
        }
        put(slices, "sopInstanceUID", column(columns.get("sopInstanceUID"), count));
        for (String name : AS_THEY_ARE) {
            put(slices, name, column(columns.get(name), count));
        }
        for (String text : List.of("laterality", "view")) {
            put(
                    slices,
                    text,
                    column(columns.get(text), count).stream()
                            .map(value -> value.isNull() ? JSON.stringNode("") : value)
                            .toList());
        }
        group(slices, columns, "position", List.of("x", "y", "z"), List.of("x", "y", "z"));
        group(slices, columns, "window", List.of("windowCenter", "windowWidth"), List.of("center", "width"));
        return slices;
    }

    private static void put(List<ObjectNode> slices, String name, List<? extends JsonNode> values) {
        for (int i = 0; i < slices.size(); i++) {
            slices.get(i).set(name, values.get(i));
        }
    }

    private static void group(
            List<ObjectNode> slices, JsonNode columns, String name, List<String> from, List<String> members) {
        List<List<JsonNode>> parts = from.stream()
                .map(part -> column(columns.get(part), slices.size()))
                .toList();
        for (int i = 0; i < slices.size(); i++) {
            if (parts.getFirst().get(i).isNull()) {
                slices.get(i).set(name, JSON.nullNode());
                continue;
            }
            ObjectNode whole = JSON.objectNode();
            for (int part = 0; part < members.size(); part++) {
                whole.set(members.get(part), parts.get(part).get(i));
            }
            slices.get(i).set(name, whole);
        }
    }

    private static List<JsonNode> column(@Nullable JsonNode column, int count) {
        List<JsonNode> values = new ArrayList<>();
        if (column == null) {
            for (int i = 0; i < count; i++) {
                values.add(JSON.nullNode());
            }
        } else if (column.has("runs")) {
            for (JsonNode run : column.get("runs")) {
                for (int i = 0; i < run.get(0).intValue(); i++) {
                    values.add(run.get(1));
                }
            }
        } else if (column.has("each")) {
            column.get("each").forEach(values::add);
        } else {
            numbers(column).forEach(number -> values.add(JSON.numberNode(number.doubleValue())));
        }
        if (values.size() != count) {
            throw new AssertionError("a column of " + values.size() + " values for " + count + " slices: " + column);
        }
        return column != null && column.has("prefix") ? prefixed(column, values) : values;
    }

    private static List<JsonNode> prefixed(JsonNode column, List<JsonNode> values) {
        String prefix = column.get("prefix").stringValue();
        return values.stream()
                .<JsonNode>map(value -> JSON.stringNode(
                        prefix + (value.isString() ? value.stringValue() : Long.toString(value.longValue()))))
                .toList();
    }

    private static List<BigDecimal> numbers(JsonNode column) {
        List<Long> steps = new ArrayList<>();
        for (JsonNode step : column.get("steps")) {
            if (step.isArray()) {
                for (int i = 0; i < step.get(0).intValue(); i++) {
                    steps.add(0L);
                }
            } else {
                steps.add(step.longValue());
            }
        }
        List<BigDecimal> numbers = new ArrayList<>();
        long number = 0;
        long distance = 0;
        for (int i = 0; i < steps.size(); i++) {
            distance = i == 0 ? 0 : distance + steps.get(i);
            number = i == 0 ? steps.getFirst() : number + distance;
            numbers.add(BigDecimal.valueOf(number, column.get("decimals").intValue()));
        }
        return numbers;
    }
}
