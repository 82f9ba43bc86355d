package dev.lightbox.engine.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.Vr;
import dev.lightbox.engine.lut.GrayscaleDisplay;
import dev.lightbox.engine.render.presentation.PresentationState;
import dev.lightbox.engine.render.presentation.PresentationStateException;
import dev.lightbox.engine.render.presentation.States;
import dev.lightbox.engine.tile.GrayOrRgb8;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What becomes of pictures under a presentation state: literal pixels. */
class PresentationStateTest {

    private final Renderer renderer = new Renderer();

    /** Three columns, two rows of 8-bit values; its own window, rescale and photometric interpretation are traps. */
    private static SourceImage image() throws UnsupportedImageException {
        return Instances.ofBytes(header(3, 2), new byte[] {10, 20, 30, 40, 50, 60});
    }

    private static DataSet.Builder header(int columns, int rows) {
        return Instances.gray(columns, rows)
                .put(Tag.SOPClassUID, States.IMAGE_CLASS)
                .put(Tag.SOPInstanceUID, States.IMAGE)
                .putInts(Tag.BitsAllocated, 8)
                .putInts(Tag.BitsStored, 8)
                .putInts(Tag.HighBit, 7)
                .putInts(Tag.PixelRepresentation, 0)
                .put(Tag.PhotometricInterpretation, "MONOCHROME1")
                .putNumbers(Tag.RescaleSlope, 5)
                .putNumbers(Tag.RescaleIntercept, -100)
                .putNumbers(Tag.WindowCenter, 0)
                .putNumbers(Tag.WindowWidth, 10);
    }

    @Test
    void whatTheStateLeavesOutIsNotDone() throws Exception {
        assertThat(levels(image(), States.plain())).containsExactly(10, 20, 30, 40, 50, 60);
        assertThat(levels(image(), States.plain().put(Tag.PresentationLUTShape, "INVERSE")))
                .containsExactly(245, 235, 225, 215, 205, 195);
    }

    @Test
    void itsRescaleAndWindowTakeThePlaceOfTheImages() throws Exception {
        DataSet.Builder state = States.plain()
                .putNumbers(Tag.RescaleSlope, 2)
                .putNumbers(Tag.RescaleIntercept, -60)
                .putItems(Tag.SoftcopyVOILUTSequence, States.window(0, 81));
        // -40, -20, 0, 20, 40, 60 in the window from -40.5 to 39.5: (x + 40.5) / 80 of 255.
        assertThat(levels(image(), state)).containsExactly(2, 65, 129, 193, 255, 255);
    }

    @Test
    void aWindowOfTheUsersTakesThePlaceOfTheStates() throws Exception {
        SourceImage image = image();
        PresentationState state = States.of(States.plain().putItems(Tag.SoftcopyVOILUTSequence, States.window(5, 2)));
        RenderRequest request = RenderRequest.whole(image, state).withWindow(new VoiWindow(128, 256));
        assertThat(levels(image, request)).containsExactly(10, 20, 30, 40, 50, 60);
    }

    @Test
    void eachImageAndFrameHasItsOwnWindow() throws Exception {
        SourceImage image = Instances.ofBytes(header(1, 1).putInts(Tag.NumberOfFrames, 2), new byte[] {10, 10});
        PresentationState state = States.of(States.plain()
                .putItems(
                        Tag.SoftcopyVOILUTSequence,
                        States.window(1, 2).toBuilder()
                                .putItems(Tag.ReferencedImageSequence, States.reference("1.2.3.5"))
                                .build(),
                        States.window(128, 256).toBuilder()
                                .putItems(Tag.ReferencedImageSequence, States.reference(States.IMAGE, 1))
                                .build(),
                        States.window(64, 128).toBuilder()
                                .putItems(Tag.ReferencedImageSequence, States.reference(States.IMAGE, 2))
                                .build()));
        RenderRequest whole = RenderRequest.whole(image, state);
        assertThat(renderer.renderPixels(image, 1, image.decode(1), whole).level(0, 0, 0))
                .isEqualTo(10);
        assertThat(renderer.renderPixels(image, 2, image.decode(2), whole).level(0, 0, 0))
                .isEqualTo(20);
    }

    @Test
    void theWayThroughAllThreeTables() throws Exception {
        DataSet modality = lut(0, 12, 4095, 0, 1000, 2000, 3000).toBuilder()
                .put(Tag.ModalityLUTType, "US")
                .build();
        DataSet voi = DataSet.builder()
                .putItems(Tag.VOILUTSequence, lut(1000, 8, 0, 127, 255))
                .build();
        DataSet presentation = lut(0, 16, 65_535, 0x8000, 0);
        SourceImage image = Instances.ofBytes(header(5, 1), new byte[] {0, 1, 2, 3, 4});
        // Modality: 4095, 0, 1000, 2000, 3000; VOI: 255, 0, 0, 255, 255 (its entries are for 1000, 1001, 1002).
        DataSet.Builder state = States.plain()
                .putItems(Tag.ModalityLUTSequence, modality)
                .putItems(Tag.SoftcopyVOILUTSequence, voi)
                .putItems(Tag.PresentationLUTSequence, presentation);
        assertThat(levels(image, state)).containsExactly(0, 255, 255, 0, 0);
    }

    private static DataSet lut(int first, int bits, int... entries) {
        byte[] data = new byte[2 * entries.length];
        for (int i = 0; i < entries.length; i++) {
            data[2 * i] = (byte) entries[i];
            data[2 * i + 1] = (byte) (entries[i] >> 8);
        }
        return DataSet.builder()
                .putInts(Tag.LUTDescriptor, Vr.US, entries.length, first, bits)
                .putBytes(Tag.LUTData, Vr.OW, data)
                .build();
    }

    @Test
    void picturesAreTurnedClockwiseThenFlipped() throws Exception {
        // 10 20 30
        // 40 50 60
        assertThat(turned(90, "N")).containsExactly(40, 10, 50, 20, 60, 30);
        assertThat(turned(180, "N")).containsExactly(60, 50, 40, 30, 20, 10);
        assertThat(turned(270, "N")).containsExactly(30, 60, 20, 50, 10, 40);
        assertThat(turned(0, "Y")).containsExactly(30, 20, 10, 60, 50, 40);
        assertThat(turned(90, "Y")).containsExactly(10, 40, 20, 50, 30, 60);
        assertThat(turned(180, "Y")).containsExactly(40, 50, 60, 10, 20, 30);
        assertThat(turned(270, "Y")).containsExactly(60, 30, 50, 20, 40, 10);
    }

    private int[] turned(int degrees, String flip) throws Exception {
        return levels(
                image(), States.plain().putInts(Tag.ImageRotation, degrees).put(Tag.ImageHorizontalFlip, flip));
    }

    @Test
    void aPartOfATurnedPictureIsCountedAsItLies() throws Exception {
        SourceImage image = image();
        PresentationState state = States.of(States.plain().putInts(Tag.ImageRotation, 90));
        RenderRequest part = RenderRequest.of(new Region(0, 1, 2, 1), 2, 1).withPresentationState(state);
        assertThat(levels(image, part)).containsExactly(50, 20);
    }

    @Test
    void theDisplayedAreaIsScaledToFitInItsTrueShape() throws Exception {
        SourceImage image = image();
        DataSet area = States.area(2, 1, 3, 2, "SCALE TO FIT")
                .putInts(Tag.PresentationPixelAspectRatio, 2, 1)
                .build();
        PresentationState state = States.of(States.plain().putItems(Tag.DisplayedAreaSelectionSequence, area));
        RenderRequest request = RenderRequest.displayed(image, 1, state, 100, 8, OptionalDouble.empty());
        // Two columns, two rows twice as high.
        assertThat(request.region()).isEqualTo(new Region(1, 0, 2, 2));
        assertThat(request.width()).isEqualTo(4);
        assertThat(request.height()).isEqualTo(8);
        int[] levels = levels(image, request);
        // A quarter of a pixel from the first column: interpolation sees what lies beside the area.
        assertThat(levels[0]).isEqualTo(18);
        assertThat(levels[31]).isEqualTo(60);
    }

    @Test
    void anAreaReachingBeyondTheImageIsBlackThere() throws Exception {
        SourceImage image = image();
        DataSet area = States.area(0, 0, 3, 2, "MAGNIFY")
                .putNumbers(Tag.PresentationPixelMagnificationRatio, 1)
                .build();
        PresentationState state = States.of(States.plain().putItems(Tag.DisplayedAreaSelectionSequence, area));
        RenderRequest request = RenderRequest.displayed(image, 1, state, 100, 100, OptionalDouble.empty());
        assertThat(request.region()).isEqualTo(new Region(-1, -1, 4, 3));
        assertThat(levels(image, request)).containsExactly(0, 0, 0, 0, 0, 10, 20, 30, 0, 40, 50, 60);
    }

    @Test
    void magnifiedAndTrueSizesDependOnTheArea() throws Exception {
        SourceImage image = image();
        PresentationState magnified = States.of(States.plain()
                .putItems(
                        Tag.DisplayedAreaSelectionSequence,
                        States.area(1, 1, 3, 2, "MAGNIFY")
                                .putNumbers(Tag.PresentationPixelMagnificationRatio, 4)
                                .build()));
        RenderRequest request = RenderRequest.displayed(image, 1, magnified, 100, 100, OptionalDouble.empty());
        assertThat(request.width()).isEqualTo(12);
        assertThat(request.height()).isEqualTo(8);
        // Its middle, where the display is too small.
        RenderRequest small = RenderRequest.displayed(image, 1, magnified, 4, 100, OptionalDouble.empty());
        assertThat(small.region()).isEqualTo(new Region(1, 0, 1, 2));
        PresentationState truly = States.of(States.plain()
                .putInts(Tag.ImageRotation, 90)
                .putItems(
                        Tag.DisplayedAreaSelectionSequence,
                        States.area(1, 2, 3, 1, "TRUE SIZE")
                                .putNumbers(Tag.PresentationPixelSpacing, 1.0, 0.5)
                                .build()));
        // Three columns of half a millimetre, two rows of one; turned, on pixels of a quarter.
        RenderRequest real = RenderRequest.displayed(image, 1, truly, 100, 100, OptionalDouble.of(0.25));
        assertThat(real.width()).isEqualTo(8);
        assertThat(real.height()).isEqualTo(6);
    }

    @Test
    void itsShutterAndOverlaysTurnWithThePicture() throws Exception {
        DataSet.Builder state = States.plain()
                .putInts(Tag.ImageRotation, 90)
                .put(Tag.ShutterShape, "RECTANGULAR")
                .putInts(Tag.ShutterLeftVerticalEdge, 1)
                .putInts(Tag.ShutterRightVerticalEdge, 2)
                .putInts(Tag.ShutterUpperHorizontalEdge, 1)
                .putInts(Tag.ShutterLowerHorizontalEdge, 2)
                .putInts(Tag.ShutterPresentationValue, 0xFFFF)
                .putInts(Tag.OverlayRows, 2)
                .putInts(Tag.OverlayColumns, 3)
                .putInts(Tag.OverlayOrigin, 1, 1)
                .putBytes(Tag.OverlayData, Vr.OW, new byte[] {0b00_0001, 0})
                .put(Tag.OverlayActivationLayer, "L")
                .putItems(
                        Tag.GraphicLayerSequence,
                        DataSet.builder()
                                .put(Tag.GraphicLayer, "L")
                                .putInts(Tag.GraphicLayerOrder, 1)
                                .putInts(Tag.GraphicLayerRecommendedDisplayGrayscaleValue, 0x8080)
                                .build());
        assertThat(levels(image(), state)).containsExactly(40, 128, 50, 20, 255, 255);
        SourceImage image = image();
        RenderRequest bare = RenderRequest.whole(image, States.of(state)).withLayers(Layers.BITMAP_SHUTTER);
        assertThat(levels(image, bare)).containsExactly(40, 10, 50, 20, 60, 30);
    }

    @Test
    void overlaysOfTheImageAreShownOnlyWhereTheStateActivatesThem() throws Exception {
        SourceImage image = Instances.ofBytes(
                header(3, 2)
                        .putInts(Tag.OverlayRows, 2)
                        .putInts(Tag.OverlayColumns, 3)
                        .putInts(Tag.OverlayOrigin, 1, 1)
                        .putBytes(Tag.OverlayData, Vr.OW, new byte[] {1, 0}),
                new byte[] {10, 20, 30, 40, 50, 60});
        assertThat(levels(image, States.plain())).containsExactly(10, 20, 30, 40, 50, 60);
        assertThat(levels(image, States.plain().put(Tag.OverlayActivationLayer, "ANY")))
                .containsExactly(255, 20, 30, 40, 50, 60);
    }

    @Test
    void graphicsAreDrawnWhereAskedFor() throws Exception {
        DataSet line = DataSet.builder()
                .put(Tag.GraphicAnnotationUnits, "PIXEL")
                .putInts(Tag.GraphicDimensions, 2)
                .putInts(Tag.NumberOfGraphicPoints, 2)
                .putNumbers(Tag.GraphicData, 0.5, 1.5, 2.5, 1.5)
                .put(Tag.GraphicType, "POLYLINE")
                .put(Tag.GraphicFilled, "N")
                .build();
        DataSet.Builder state = States.plain()
                .putItems(
                        Tag.GraphicAnnotationSequence,
                        DataSet.builder()
                                .put(Tag.GraphicLayer, "L")
                                .putItems(Tag.GraphicObjectSequence, line)
                                .build());
        assertThat(levels(image(), state)).containsExactly(10, 20, 30, 40, 50, 60);
        SourceImage image = image();
        Layers graphics = new Layers(true, Layers.Shutters.ALL, true, Layers.Regions.BORDER);
        assertThat(levels(image, RenderRequest.whole(image, States.of(state)).withLayers(graphics)))
                .containsExactly(10, 20, 30, 255, 255, 255);
    }

    @Test
    void aCalibratedDisplayGetsDrivingLevels() throws Exception {
        SourceImage image = Instances.ofBytes(header(3, 1), new byte[] {0, (byte) 128, (byte) 255});
        GrayscaleDisplay display = GrayscaleDisplay.ofRange(0.5, 400, 0.5, 2.2);
        RenderRequest request =
                RenderRequest.whole(image, States.of(States.plain())).withDisplay(display);
        assertThat(levels(image, request))
                .containsExactly(0, display.drivingLevel(128 / 255.0), 255)
                .doesNotContain(128);
        assertThat(levels(image, request.withInvert(true))).containsExactly(255, display.drivingLevel(127 / 255.0), 0);
    }

    @Test
    void aStateOfAnotherImageIsRefusedWithBothUids() throws Exception {
        SourceImage image = image();
        StoredFrame frame = image.decode(1);
        DataSet.Builder foreign = States.plain()
                .putItems(
                        Tag.ReferencedSeriesSequence,
                        DataSet.builder()
                                .putItems(Tag.ReferencedImageSequence, States.reference("1.2.3.5"))
                                .build());
        RenderRequest request = RenderRequest.whole(image, States.of(foreign));
        assertThatThrownBy(() -> renderer.renderPixels(image, 1, frame, request))
                .isInstanceOf(RenderRefusedException.class)
                .hasMessage("The presentation state 1.2.3.99 is for other images: expected 1.2.3.5, found 1.2.3.4.");
        DataSet.Builder otherFrames = States.plain()
                .putItems(
                        Tag.ReferencedSeriesSequence,
                        DataSet.builder()
                                .putItems(Tag.ReferencedImageSequence, States.reference(States.IMAGE, 2, 3))
                                .build());
        RenderRequest second = RenderRequest.whole(image, States.of(otherFrames));
        assertThatThrownBy(() -> renderer.renderPixels(image, 1, frame, second))
                .isInstanceOf(RenderRefusedException.class)
                .hasMessageContaining("for other frames of 1.2.3.4 than 1");
    }

    @Test
    void otherKindsOfStatesAreNamed() {
        assertThatThrownBy(() -> States.of(States.plain().put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.11.2")))
                .isInstanceOf(PresentationStateException.class)
                .hasMessage(
                        "It is a Color Softcopy Presentation State; only Grayscale Softcopy Presentation States can be applied.");
        assertThatThrownBy(() -> States.of(States.plain().put(Tag.SOPClassUID, States.IMAGE_CLASS)))
                .isInstanceOf(PresentationStateException.class)
                .hasMessage("It is no presentation state: SOP Class 1.2.840.10008.5.1.4.1.1.7.");
    }

    @Test
    void whatCannotBeRightIsRefusedBeforeAPictureIsAskedFor() {
        assertRefused(States.plain().putInts(Tag.ImageRotation, 45), "expected 0, 90, 180 or 270, found 45");
        assertRefused(States.plain().putNumbers(Tag.RescaleSlope, 0), "Rescale Slope");
        assertRefused(
                States.plain().putItems(Tag.SoftcopyVOILUTSequence, States.window(5, 0)),
                "a window with a width above 0");
        assertRefused(
                States.plain()
                        .putItems(
                                Tag.PresentationLUTSequence,
                                DataSet.builder()
                                        .putInts(Tag.LUTDescriptor, Vr.US, 256, 0, 8)
                                        .putBytes(Tag.LUTData, Vr.OW, new byte[10])
                                        .build()),
                "expected 256 entries, found 10 bytes");
        assertRefused(
                States.plain()
                        .putItems(
                                Tag.DisplayedAreaSelectionSequence,
                                States.area(1, 1, 2, 2, "MAGNIFY").build()),
                "Magnification Ratio");
        assertRefused(States.plain().remove(Tag.ReferencedSeriesSequence), "refers to no image");
    }

    private static void assertRefused(DataSet.Builder state, String message) {
        assertThatThrownBy(() -> States.of(state))
                .isInstanceOf(PresentationStateException.class)
                .hasMessageContaining(message);
    }

    private int[] levels(SourceImage image, DataSet.Builder state) throws Exception {
        return levels(image, RenderRequest.whole(image, States.of(state)));
    }

    private int[] levels(SourceImage image, RenderRequest request) throws Exception {
        GrayOrRgb8 pixels = renderer.renderPixels(image, 1, image.decode(1), request);
        int[] levels = new int[pixels.pixels().length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = pixels.pixels()[i] & 0xFF;
        }
        return levels;
    }
}
