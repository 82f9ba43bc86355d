package dev.lightbox.engine.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.Vr;
import dev.lightbox.engine.lut.VoiFunction;
import dev.lightbox.engine.tile.GrayOrRgb8;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class RendererTest {

    private final Renderer renderer = new Renderer();

    @Test
    void theFilesWindowIsAppliedToModalityValues() throws Exception {
        SourceImage image = Instances.image(
                Instances.gray(4, 1)
                        .putNumbers(Tag.RescaleSlope, 2)
                        .putNumbers(Tag.RescaleIntercept, -1000)
                        .putNumbers(Tag.WindowCenter, 40)
                        .putNumbers(Tag.WindowWidth, 400),
                // HU -160, 40, 239, 1000
                420,
                520,
                620,
                1000);
        // C.11.2.1.2.1: (40 - 39.5) / 399 + 0.5 of 255 is 127.8; 240 lies above 239.
        assertThat(levels(image, RenderRequest.whole(image))).containsExactly(0, 128, 255, 255);
    }

    @Test
    void anotherWindowAndInversionReplaceTheFiles() throws Exception {
        SourceImage image = Instances.image(
                Instances.gray(3, 1).putNumbers(Tag.WindowCenter, 1).putNumbers(Tag.WindowWidth, 2), 0, 50, 255);
        RenderRequest request = RenderRequest.of(new Region(0, 0, 3, 1), 3, 1)
                .withWindow(new VoiWindow(128, 256))
                .withInvert(true);
        assertThat(levels(image, request)).containsExactly(255, 205, 0);
    }

    @Test
    void monochrome1ShowsItsSmallestValueWhiteAndInverseTwiceIsOnce() throws Exception {
        DataSet.Builder header = Instances.gray(2, 1)
                .put(Tag.PhotometricInterpretation, "MONOCHROME1")
                .put(Tag.PresentationLUTShape, "INVERSE");
        SourceImage image = Instances.image(header, 10, 20);
        assertThat(levels(image, RenderRequest.whole(image))).containsExactly(255, 0);
    }

    @Test
    void withoutAWindowTheDataAreShownFromSmallestToLargestPaddingLeftOut() throws Exception {
        SourceImage image = Instances.image(
                Instances.gray(4, 1).putInts(Tag.PixelPaddingValue, Vr.SS, -2000), -2000, 100, 150, 300);
        VoiWindow window = image.defaultWindow(1, image.decode(1));
        assertThat(window).isEqualTo(new VoiWindow(200.5, 201));
        assertThat(levels(image, RenderRequest.whole(image))).containsExactly(0, 0, 64, 255);
    }

    @Test
    void aWidthOfZeroIsNoWindow() throws Exception {
        SourceImage image = Instances.image(
                Instances.gray(2, 1).putNumbers(Tag.WindowCenter, 5).putNumbers(Tag.WindowWidth, 0), 1, 3);
        assertThat(image.windows(1)).isEmpty();
        assertThat(image.defaultWindow(1, image.decode(1))).isEqualTo(new VoiWindow(2.5, 3));
    }

    @Test
    void aVoiLutIsUsedWhereThereIsNoWindow() throws Exception {
        DataSet lut = DataSet.builder()
                .putInts(Tag.LUTDescriptor, Vr.SS, 3, 10, 8)
                .putBytes(Tag.LUTData, Vr.OW, new byte[] {9, 0, 99, 0, (byte) 255, 0})
                .build();
        SourceImage image = Instances.image(Instances.gray(4, 1).putItems(Tag.VOILUTSequence, lut), -5, 10, 11, 12);
        assertThat(levels(image, RenderRequest.whole(image))).containsExactly(9, 9, 99, 255);
        assertThat(image.defaultWindow(1, image.decode(1))).isEqualTo(new VoiWindow(11.5, 3));
    }

    @Test
    void scalingAveragesBeforeTheWindowCutsOff() throws Exception {
        SourceImage image = Instances.image(Instances.gray(2, 1), -1000, 1100);
        RenderRequest request = RenderRequest.of(new Region(0, 0, 2, 1), 1, 1).withWindow(new VoiWindow(50, 101));
        // The mean, 50, lies in the middle; averaging black and white levels would give the same only by chance.
        assertThat(levels(image, request)).containsExactly(129);
    }

    @Test
    void aRegionBeyondThePictureIsClippedAndItsSizeWithIt() throws Exception {
        SourceImage image = Instances.image(Instances.gray(4, 2), 1, 2, 3, 4, 5, 6, 7, 8);
        RenderRequest request = RenderRequest.of(new Region(2, -2, 4, 4), 8, 8).withWindow(new VoiWindow(128, 256));
        RenderedImage result = renderer.render(image, 1, image.decode(1), request);
        assertThat(result.region()).isEqualTo(new Region(2, 0, 2, 2));
        assertThat(result.width()).isEqualTo(4);
        assertThat(result.height()).isEqualTo(4);
        var raster = ImageIO.read(new ByteArrayInputStream(result.encoded())).getRaster();
        assertThat(raster.getSample(0, 0, 0)).isEqualTo(3);
        assertThat(raster.getSample(3, 3, 0)).isEqualTo(8);
        assertThat(result.windowCenter()).isEqualTo(128);
        assertThat(result.losslessEncoding()).isTrue();
    }

    @Test
    void aRegionOutsideThePictureIsRefused() throws Exception {
        SourceImage image = Instances.image(Instances.gray(2, 1), 1, 2);
        RenderRequest request = RenderRequest.of(new Region(5, 5, 2, 2), 8, 8);
        StoredFrame frame = image.decode(1);
        assertThatIllegalArgumentException().isThrownBy(() -> renderer.render(image, 1, frame, request));
    }

    @Test
    void scaledAndExactLevelsAgreeForEveryFunction() throws Exception {
        int[] values = new int[256];
        for (int i = 0; i < 256; i++) {
            values[i] = i * 16 - 500;
        }
        for (String function : new String[] {"LINEAR", "LINEAR_EXACT", "SIGMOID"}) {
            SourceImage image = Instances.image(
                    Instances.gray(256, 1)
                            .putNumbers(Tag.WindowCenter, 1500)
                            .putNumbers(Tag.WindowWidth, 3000)
                            .put(Tag.VOILUTFunction, function),
                    values);
            int[] exact = levels(image, RenderRequest.whole(image));
            RenderRequest taller = RenderRequest.of(new Region(0, 0, 256, 1), 256, 2);
            int[] scaled = levels(image, taller);
            for (int i = 0; i < 256; i++) {
                assertThat(scaled[i]).as(function + " of " + values[i]).isBetween(exact[i] - 1, exact[i] + 1);
            }
        }
    }

    @Test
    void aWindowMayBringItsOwnFunctionAndElseHasTheFiles() throws Exception {
        SourceImage image = Instances.image(
                Instances.gray(1, 1)
                        .putNumbers(Tag.WindowCenter, 1)
                        .putNumbers(Tag.WindowWidth, 2)
                        .put(Tag.VOILUTFunction, "LINEAR_EXACT"),
                24);
        RenderRequest whole = RenderRequest.whole(image);
        // C.11.2.1.3.2: (24 - 50) / 100 + 0.5 of 255 is 61.2; C.11.2.1.2.1: (24 - 49.5) / 99 + 0.5 gives 61.8;
        // C.11.2.1.3.1: 66.6.
        // C.11.2.1.3.1: 1 / (1 + e).
        assertThat(levels(image, whole.withWindow(new VoiWindow(50, 100)))).containsExactly(61);
        assertThat(levels(image, whole.withWindow(new VoiWindow(50, 100, VoiFunction.LINEAR))))
                .containsExactly(62);
        assertThat(levels(image, whole.withWindow(new VoiWindow(50, 100, VoiFunction.SIGMOID))))
                .containsExactly(67);
    }

    @Test
    void windowsAndVoiLutsAreChosenByTheirNumber() throws Exception {
        DataSet lut = DataSet.builder()
                .putInts(Tag.LUTDescriptor, Vr.SS, 3, 10, 8)
                .put(Tag.LUTExplanation, "three levels")
                .putBytes(Tag.LUTData, Vr.OW, new byte[] {9, 0, 99, 0, (byte) 255, 0})
                .build();
        SourceImage image = Instances.image(
                Instances.gray(2, 1)
                        .putNumbers(Tag.WindowCenter, 128, 50)
                        .putNumbers(Tag.WindowWidth, 256, 101)
                        .put(Tag.WindowCenterWidthExplanation, "wide", "narrow")
                        .putItems(Tag.VOILUTSequence, lut),
                11,
                100);
        assertThat(image.voiChoices(1))
                .extracting(VoiChoice::explanation)
                .containsExactly("wide", "narrow", "three levels");
        RenderRequest whole = RenderRequest.whole(image);
        assertThat(levels(image, whole)).containsExactly(11, 100);
        assertThat(levels(image, whole.withVoiNumber(1))).containsExactly(11, 100);
        assertThat(levels(image, whole.withVoiNumber(2))).containsExactly(29, 255);
        assertThat(levels(image, whole.withVoiNumber(3))).containsExactly(99, 255);
        StoredFrame frame = image.decode(1);
        assertThatThrownBy(() -> renderer.renderPixels(image, 1, frame, whole.withVoiNumber(4)))
                .isInstanceOf(RenderRefusedException.class)
                .hasMessageContaining("has 3 windows and VOI LUTs, not one numbered 4");
    }

    @Test
    void coloursHaveNoWindow() throws Exception {
        DataSet.Builder header = Instances.color(2, 1, "YBR_FULL");
        SourceImage image = Instances.ofBytes(header, new byte[] {100, (byte) 128, (byte) 128, 76, 85, (byte) 255});
        RenderedImage result = renderer.render(image, 1, image.decode(1), RenderRequest.whole(image));
        int rgb = ImageIO.read(new ByteArrayInputStream(result.encoded())).getRGB(0, 0);
        assertThat(rgb & 0xFFFFFF).isEqualTo(0x646464);
        int red = ImageIO.read(new ByteArrayInputStream(result.encoded())).getRGB(1, 0);
        assertThat(red >> 16 & 0xFF).isBetween(254, 255);
        assertThat(red & 0xFF).isBetween(0, 1);
        assertThat(result.windowWidth()).isNaN();
    }

    @Test
    void coloursAreConvertedToSrgbWhereAskedForAndElseLeft() throws Exception {
        DataSet.Builder header = rgb().putBytes(
                        Tag.ICCProfile,
                        Vr.OB,
                        ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData());
        SourceImage image = Instances.ofBytes(header, new byte[] {51, 51, 51, 0, 0, (byte) 255});
        RenderRequest whole = RenderRequest.whole(image);
        assertThat(levels(image, whole)).containsExactly(51, 51, 51, 0, 0, 255);
        int[] converted = levels(image, whole.withColor(ColorHandling.SRGB));
        // A fifth of the light is level 124 of sRGB.
        assertThat(converted[0]).isBetween(123, 125);
        assertThat(converted[5]).isBetween(254, 255);
    }

    @Test
    void aProfileThatCannotBeUsedIsToldAndTheColoursAreLeft() throws Exception {
        SourceImage image = Instances.ofBytes(
                rgb().putBytes(Tag.ICCProfile, Vr.OB, new byte[200]), new byte[] {51, 51, 51, 0, 0, (byte) 255});
        RenderRequest request = RenderRequest.whole(image).withColor(ColorHandling.SRGB);
        assertThat(levels(image, request)).containsExactly(51, 51, 51, 0, 0, 255);
        assertThat(renderer.render(image, 1, image.decode(1), request).warnings())
                .containsExactly("Its colours are shown as stored: ICC Profile: it has no profile signature.");
    }

    private static DataSet.Builder rgb() {
        return Instances.color(2, 1, "RGB");
    }

    @Test
    void largerValuesAreNeverDarkerInAnyWindow() throws Exception {
        int[] values = new int[512];
        for (int i = 0; i < values.length; i++) {
            values[i] = i * 8 - 2048;
        }
        for (VoiFunction function : VoiFunction.values()) {
            for (double width : new double[] {0.5, 1, 2, 37, 400, 5000}) {
                SourceImage image = Instances.image(Instances.gray(512, 1), values);
                RenderRequest request = RenderRequest.whole(image).withWindow(new VoiWindow(100, width, function));
                int[] rising = levels(image, request);
                int[] falling = levels(image, request.withInvert(true));
                for (int i = 1; i < values.length; i++) {
                    assertThat(rising[i]).isGreaterThanOrEqualTo(rising[i - 1]);
                    assertThat(falling[i]).isEqualTo(255 - rising[i]);
                }
            }
        }
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
