package dev.lightbox.engine.render.presentation;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.render.overlay.CieLab;
import dev.lightbox.engine.render.presentation.GraphicAnnotation.Anchor;
import dev.lightbox.engine.render.presentation.GraphicAnnotation.Box;
import dev.lightbox.engine.render.presentation.GraphicAnnotation.Compound;
import dev.lightbox.engine.render.presentation.GraphicAnnotation.Shape;
import dev.lightbox.engine.render.presentation.GraphicAnnotation.ShapeType;
import dev.lightbox.engine.render.presentation.GraphicAnnotation.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the Graphic Annotation and Graphic Layer modules (PS3.3 C.10.5, C.10.7). What can't be understood is left out with a warning. */
final class Annotations {

    /** Most points of all annotations together. */
    static final int MAX_POINTS = 100_000;

    private record Item(Optional<ImageReferences> images, GraphicAnnotation annotation, int order) {}

    private final List<GraphicLayer> layers;
    private final List<Item> items;
    private int points;

    private Annotations(List<GraphicLayer> layers, List<Item> items) {
        this.layers = layers;
        this.items = items;
    }

    static Annotations of(DataSet dataSet, List<String> warnings) {
        List<GraphicLayer> layers = new ArrayList<>();
        for (DataSet item : dataSet.items(Tag.GraphicLayerSequence)) {
            layers.add(layer(item));
        }
        layers.sort(Comparator.comparingInt(GraphicLayer::order));
        Annotations annotations = new Annotations(List.copyOf(layers), new ArrayList<>());
        int left = 0;
        for (DataSet item : dataSet.items(Tag.GraphicAnnotationSequence)) {
            left += annotations.read(item);
        }
        annotations.items.sort(Comparator.comparingInt(Item::order));
        if (left > 0) {
            warnings.add(left + (left == 1 ? " annotation isn't" : " annotations aren't")
                    + " shown: they can't be understood.");
        }
        return annotations;
    }

    List<GraphicLayer> layers() {
        return layers;
    }

    List<GraphicAnnotation> of(String sopInstanceUid, int frameNumber) {
        return items.stream()
                .filter(item -> item.images.isEmpty() || item.images.get().contains(sopInstanceUid, frameNumber))
                .map(Item::annotation)
                .toList();
    }

    private static GraphicLayer layer(DataSet item) {
        int[] lab = item.integers(Tag.GraphicLayerRecommendedDisplayCIELabValue);
        Optional<CieLab> color = lab.length == 3
                ? Optional.of(CieLab.ofStored(lab[0] & 0xFFFF, lab[1] & 0xFFFF, lab[2] & 0xFFFF))
                : Optional.empty();
        int gray = item.integer(Tag.GraphicLayerRecommendedDisplayGrayscaleValue)
                .orElseGet(() -> color.map(CieLab::presentationValue).orElse(65_535));
        return new GraphicLayer(
                item.string(Tag.GraphicLayer).orElse(""),
                item.integer(Tag.GraphicLayerOrder).orElse(0),
                Math.clamp(gray, 0, 65_535),
                color,
                item.string(Tag.GraphicLayerDescription).orElse(""));
    }

    /** @return number of annotations that had to be left out */
    private int read(DataSet item) {
        Optional<ImageReferences> images = ImageReferences.ofItem(item);
        String layer = item.string(Tag.GraphicLayer).orElse("");
        int order = layers.stream()
                .filter(candidate -> candidate.name().equals(layer))
                .mapToInt(GraphicLayer::order)
                .findFirst()
                .orElse(Integer.MAX_VALUE);
        int left = 0;
        for (DataSet object : item.items(Tag.GraphicObjectSequence)) {
            left += add(images, shape(layer, object), order);
        }
        for (DataSet object : item.items(Tag.CompoundGraphicSequence)) {
            left += add(images, compound(layer, object), order);
        }
        for (DataSet object : item.items(Tag.TextObjectSequence)) {
            left += add(images, text(layer, object), order);
        }
        return left;
    }

    private int add(Optional<ImageReferences> images, Optional<? extends GraphicAnnotation> annotation, int order) {
        annotation.ifPresent(found -> items.add(new Item(images, found, order)));
        return annotation.isPresent() ? 0 : 1;
    }

    private Optional<Shape> shape(String layer, DataSet object) {
        Optional<Units> units = units(object, Tag.GraphicAnnotationUnits);
        Optional<List<Point>> found = points(object);
        Optional<ShapeType> type = object.string(Tag.GraphicType).flatMap(Annotations::shapeType);
        if (units.isEmpty()
                || found.isEmpty()
                || type.isEmpty()
                || !fits(type.get(), found.get().size())) {
            return Optional.empty();
        }
        return Optional.of(new Shape(
                layer,
                units.get(),
                type.get(),
                found.get(),
                object.string(Tag.GraphicFilled).filter("Y"::equals).isPresent()));
    }

    private static Optional<ShapeType> shapeType(String term) {
        return switch (term) {
            case "POINT" -> Optional.of(ShapeType.POINT);
            case "POLYLINE" -> Optional.of(ShapeType.POLYLINE);
            case "INTERPOLATED" -> Optional.of(ShapeType.INTERPOLATED);
            case "CIRCLE" -> Optional.of(ShapeType.CIRCLE);
            case "ELLIPSE" -> Optional.of(ShapeType.ELLIPSE);
            default -> Optional.empty();
        };
    }

    /** C.10.5.1.2. */
    private static boolean fits(ShapeType type, int count) {
        return switch (type) {
            case POINT -> count == 1;
            case CIRCLE -> count == 2;
            case ELLIPSE -> count == 4;
            case POLYLINE, INTERPOLATED -> count >= 2;
        };
    }

    private Optional<Compound> compound(String layer, DataSet object) {
        Optional<Units> units = units(object, Tag.CompoundGraphicUnits);
        Optional<List<Point>> found = points(object);
        Optional<String> type = object.string(Tag.CompoundGraphicType);
        if (units.isEmpty() || found.isEmpty() || type.isEmpty() || found.get().isEmpty()) {
            return Optional.empty();
        }
        double[] center = object.numbers(Tag.RotationPoint);
        double rotation = object.number(Tag.RotationAngle).orElse(0);
        return Optional.of(new Compound(
                layer,
                units.get(),
                type.get().toUpperCase(Locale.ROOT),
                found.get(),
                object.string(Tag.GraphicFilled).filter("Y"::equals).isPresent(),
                Double.isFinite(rotation) ? rotation : 0,
                center.length == 2 && Double.isFinite(center[0] + center[1])
                        ? Optional.of(new Point(center[0], center[1]))
                        : Optional.empty(),
                object.number(Tag.GapLength),
                object.number(Tag.DiameterOfVisibility)));
    }

    private static Optional<Text> text(String layer, DataSet object) {
        Optional<Box> box = units(object, Tag.BoundingBoxAnnotationUnits)
                .flatMap(units -> point(object, Tag.BoundingBoxTopLeftHandCorner)
                        .flatMap(first -> point(object, Tag.BoundingBoxBottomRightHandCorner)
                                .map(last -> new Box(
                                        units,
                                        first,
                                        last,
                                        object.string(Tag.BoundingBoxTextHorizontalJustification)
                                                .orElse("LEFT")))));
        Optional<Anchor> anchor = units(object, Tag.AnchorPointAnnotationUnits)
                .flatMap(units -> point(object, Tag.AnchorPoint)
                        .map(at -> new Anchor(
                                units,
                                at,
                                object.string(Tag.AnchorPointVisibility)
                                        .filter("Y"::equals)
                                        .isPresent())));
        String text = object.string(Tag.UnformattedTextValue).orElse("").replace("\r\n", "\n");
        return text.isEmpty() || (box.isEmpty() && anchor.isEmpty())
                ? Optional.empty()
                : Optional.of(new Text(layer, text, box, anchor));
    }

    private static Optional<Units> units(DataSet object, int tag) {
        return switch (object.string(tag).orElse("")) {
            // MATRIX differs from PIXEL for tiled pictures only, which aren't gray.
            case "PIXEL", "MATRIX" -> Optional.of(Units.PIXEL);
            case "DISPLAY" -> Optional.of(Units.DISPLAY);
            default -> Optional.empty();
        };
    }

    private static Optional<Point> point(DataSet object, int tag) {
        double[] values = object.numbers(tag);
        return values.length == 2 && Double.isFinite(values[0] + values[1])
                ? Optional.of(new Point(values[0], values[1]))
                : Optional.empty();
    }

    private Optional<List<Point>> points(DataSet object) {
        double[] values = object.numbers(Tag.GraphicData);
        int dimensions = object.integer(Tag.GraphicDimensions).orElse(2);
        if (dimensions != 2 || values.length % 2 != 0 || points + values.length / 2 > MAX_POINTS) {
            return Optional.empty();
        }
        List<Point> found = new ArrayList<>(values.length / 2);
        for (int i = 0; i < values.length; i += 2) {
            if (!Double.isFinite(values[i] + values[i + 1])) {
                return Optional.empty();
            }
            found.add(new Point(values[i], values[i + 1]));
        }
        points += found.size();
        return Optional.of(List.copyOf(found));
    }
}
