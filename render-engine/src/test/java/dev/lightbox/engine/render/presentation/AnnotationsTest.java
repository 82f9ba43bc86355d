package dev.lightbox.engine.render.presentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.render.presentation.GraphicAnnotation.Compound;
import dev.lightbox.engine.render.presentation.GraphicAnnotation.Shape;
import dev.lightbox.engine.render.presentation.GraphicAnnotation.ShapeType;
import dev.lightbox.engine.render.presentation.GraphicAnnotation.Text;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Annotations as vectors. */
class AnnotationsTest {

    private static DataSet graphic(String units, String type, String filled, double... data) {
        return DataSet.builder()
                .put(Tag.GraphicAnnotationUnits, units)
                .putInts(Tag.GraphicDimensions, 2)
                .putInts(Tag.NumberOfGraphicPoints, data.length / 2)
                .putNumbers(Tag.GraphicData, data)
                .put(Tag.GraphicType, type)
                .put(Tag.GraphicFilled, filled)
                .build();
    }

    private static DataSet layer(String name, int order) {
        return DataSet.builder()
                .put(Tag.GraphicLayer, name)
                .putInts(Tag.GraphicLayerOrder, order)
                .build();
    }

    private static DataSet.Builder annotation(String layer) {
        return DataSet.builder().put(Tag.GraphicLayer, layer);
    }

    @Test
    void layersAreInTheirOrderAndTheirAnnotationsToo() throws Exception {
        PresentationState state = States.of(States.plain()
                .putItems(Tag.GraphicLayerSequence, layer("FRONT", 2), layer("BACK", 1))
                .putItems(
                        Tag.GraphicAnnotationSequence,
                        annotation("FRONT")
                                .putItems(Tag.GraphicObjectSequence, graphic("PIXEL", "CIRCLE", "Y", 5, 5, 8, 9))
                                .build(),
                        annotation("BACK")
                                .putItems(Tag.GraphicObjectSequence, graphic("DISPLAY", "POINT", "N", 0.5, 0.25))
                                .build()));
        assertThat(state.layers()).extracting(GraphicLayer::name).containsExactly("BACK", "FRONT");
        assertThat(state.layers()).extracting(GraphicLayer::presentationValue).containsOnly(65_535);
        assertThat(state.annotations(States.IMAGE, 1))
                .containsExactly(
                        new Shape("BACK", Units.DISPLAY, ShapeType.POINT, List.of(new Point(0.5, 0.25)), false),
                        new Shape(
                                "FRONT",
                                Units.PIXEL,
                                ShapeType.CIRCLE,
                                List.of(new Point(5, 5), new Point(8, 9)),
                                true));
        assertThat(state.warnings()).isEmpty();
    }

    @Test
    void annotationsOfOtherImagesAreLeftOut() throws Exception {
        PresentationState state = States.of(States.plain()
                .putItems(
                        Tag.GraphicAnnotationSequence,
                        annotation("L")
                                .putItems(Tag.ReferencedImageSequence, States.reference(States.IMAGE, 2))
                                .putItems(Tag.GraphicObjectSequence, graphic("PIXEL", "POINT", "N", 1, 1))
                                .build()));
        assertThat(state.annotations(States.IMAGE, 1)).isEmpty();
        assertThat(state.annotations(States.IMAGE, 2)).hasSize(1);
    }

    @Test
    void textHasABoxOrAnAnchorOrBoth() throws Exception {
        DataSet text = DataSet.builder()
                .put(Tag.UnformattedTextValue, "two\r\nlines")
                .put(Tag.BoundingBoxAnnotationUnits, "DISPLAY")
                .putNumbers(Tag.BoundingBoxTopLeftHandCorner, 0.25, 0.5)
                .putNumbers(Tag.BoundingBoxBottomRightHandCorner, 0.75, 0.625)
                .put(Tag.BoundingBoxTextHorizontalJustification, "CENTER")
                .put(Tag.AnchorPointAnnotationUnits, "PIXEL")
                .putNumbers(Tag.AnchorPoint, 10, 20.5)
                .put(Tag.AnchorPointVisibility, "Y")
                .build();
        PresentationState state = States.of(States.plain()
                .putItems(
                        Tag.GraphicAnnotationSequence,
                        annotation("L").putItems(Tag.TextObjectSequence, text).build()));
        Text found = (Text) state.annotations(States.IMAGE, 1).getFirst();
        assertThat(found.text()).isEqualTo("two\nlines");
        assertThat(found.box())
                .contains(new GraphicAnnotation.Box(
                        Units.DISPLAY, new Point(0.25, 0.5), new Point(0.75, 0.625), "CENTER"));
        assertThat(found.anchor()).contains(new GraphicAnnotation.Anchor(Units.PIXEL, new Point(10, 20.5), true));
    }

    @Test
    void compoundGraphicsKeepWhatTheyAre() throws Exception {
        DataSet ruler = DataSet.builder()
                .put(Tag.CompoundGraphicUnits, "PIXEL")
                .putInts(Tag.GraphicDimensions, 2)
                .putInts(Tag.NumberOfGraphicPoints, 2)
                .putNumbers(Tag.GraphicData, 1, 2, 3, 4)
                .put(Tag.CompoundGraphicType, "RULER")
                .build();
        PresentationState state = States.of(States.plain()
                .putItems(
                        Tag.GraphicAnnotationSequence,
                        annotation("L")
                                .putItems(Tag.CompoundGraphicSequence, ruler)
                                .build()));
        Compound found = (Compound) state.annotations(States.IMAGE, 1).getFirst();
        assertThat(found.type()).isEqualTo("RULER");
        assertThat(Outline.of(found))
                .containsExactly(new Outline(Units.PIXEL, List.of(new Point(1, 2), new Point(3, 4)), false));
    }

    @Test
    void whatCannotBeUnderstoodIsToldAndLeftOut() throws Exception {
        PresentationState state = States.of(States.plain()
                .putItems(
                        Tag.GraphicAnnotationSequence,
                        annotation("L")
                                .putItems(
                                        Tag.GraphicObjectSequence,
                                        graphic("PIXEL", "CIRCLE", "N", 1, 2, 3),
                                        graphic("FURLONG", "POINT", "N", 1, 2),
                                        graphic("PIXEL", "POINT", "N", Double.NaN, 2),
                                        graphic("PIXEL", "POINT", "N", 1, 2))
                                .build()));
        assertThat(state.annotations(States.IMAGE, 1)).hasSize(1);
        assertThat(state.warnings()).containsExactly("3 annotations aren't shown: they can't be understood.");
    }

    @Test
    void pointsFollowThePictureIntoTheDisplayedArea() throws Exception {
        // An image of 100 x 50, turned right; its right half is displayed.
        PresentationState state = States.of(States.plain()
                .putInts(Tag.ImageRotation, 90)
                .putItems(
                        Tag.DisplayedAreaSelectionSequence,
                        States.area(51, 50, 100, 1, "SCALE TO FIT").build()));
        PresentationGeometry geometry = state.geometry(States.IMAGE, 1, 100, 50, 1);
        assertThat(geometry.displayed()).isEqualTo(new PresentationGeometry.Area(0, 50, 50, 50));
        assertThat(geometry.toPicture(new Point(75, 10), Units.PIXEL)).isEqualTo(new Point(40, 75));
        assertThat(geometry.toDisplayedArea(new Point(75, 10), Units.PIXEL)).isEqualTo(new Point(0.8, 0.5));
        assertThat(geometry.toPicture(new Point(0.5, 1), Units.DISPLAY)).isEqualTo(new Point(25, 100));
    }

    @Test
    void turningBackUndoesTurning() {
        for (int degrees : new int[] {0, 90, 180, 270}) {
            for (boolean flip : new boolean[] {false, true}) {
                SpatialTransformation turn = new SpatialTransformation(degrees, flip);
                Point point = new Point(3, 40);
                assertThat(turn.turnBack(turn.turn(point, 100, 50), 100, 50)).isEqualTo(point);
            }
        }
    }

    @Test
    void circlesAndCurvesPassThroughTheirPoints() {
        Outline circle = Outline.of(new Shape(
                        "", Units.PIXEL, ShapeType.CIRCLE, List.of(new Point(10, 10), new Point(13, 14)), true))
                .getFirst();
        assertThat(circle.filled()).isTrue();
        assertThat(circle.points())
                .allSatisfy(p -> assertThat(Math.hypot(p.x() - 10, p.y() - 10)).isCloseTo(5, within(1e-9)));
        List<Point> through = List.of(new Point(0, 0), new Point(5, 7), new Point(9, 1));
        Outline curve = Outline.of(new Shape("", Units.PIXEL, ShapeType.INTERPOLATED, through, false))
                .getFirst();
        assertThat(curve.points()).containsAll(through).hasSizeGreaterThan(20);
    }
}
