package dev.lightbox.engine.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.TransferSyntax;
import dev.lightbox.engine.dicom.Vr;
import dev.lightbox.engine.geometry.ImagePlane;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PixelSpacing;
import dev.lightbox.engine.geometry.PlaneGrid;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.lut.VoiFunction;
import dev.lightbox.engine.tile.GrayOrRgb8;
import dev.lightbox.engine.volume.ResliceRequest;
import dev.lightbox.engine.volume.ReslicedPlane;
import dev.lightbox.engine.volume.Reslicer;
import dev.lightbox.engine.volume.Slab;
import dev.lightbox.engine.volume.SliceScale;
import dev.lightbox.engine.volume.Volume;
import dev.lightbox.engine.volume.VolumeGeometry;
import dev.lightbox.engine.volume.VolumeInterpolation;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlaneRendererTest {

    private static final TestVolume SHAPE = new TestVolume(97, 61, 5);

    private final PlaneRenderer renderer = new PlaneRenderer();

    static Stream<VoiSelection> selections() {
        return Stream.of(
                new VoiSelection.Own(),
                new VoiSelection.Window(new VoiWindow(40, 400)),
                new VoiSelection.Window(new VoiWindow(-600.5, 1.5)),
                new VoiSelection.Window(new VoiWindow(300, 1500, VoiFunction.LINEAR_EXACT)),
                new VoiSelection.Window(new VoiWindow(50, 350, VoiFunction.SIGMOID)),
                new VoiSelection.Numbered(2),
                new VoiSelection.Numbered(3));
    }

    @ParameterizedTest
    @MethodSource("selections")
    void onTheVoxelsGridLevelsAreThoseOfTheSlice(VoiSelection voi) throws Exception {
        DataSet lut = DataSet.builder()
                .putInts(Tag.LUTDescriptor, Vr.SS, 3, 10, 8)
                .putBytes(Tag.LUTData, Vr.OW, new byte[] {9, 0, 99, 0, (byte) 255, 0})
                .build();
        TestVolume.Values values = (i, j, k) -> 37 * i + 11 * j + 500 * (k - 2) + (i * j) % 7;
        for (String photometric : List.of("MONOCHROME2", "MONOCHROME1")) {
            DataSet.Builder header = Instances.gray(SHAPE.columns(), SHAPE.rows())
                    .put(Tag.PhotometricInterpretation, photometric)
                    .putNumbers(Tag.RescaleIntercept, -1024)
                    .putNumbers(Tag.RescaleSlope, 1)
                    .putNumbers(Tag.WindowCenter, 100, 900)
                    .putNumbers(Tag.WindowWidth, 1000, 77)
                    .putItems(Tag.VOILUTSequence, lut);
            Volume volume = SHAPE.of(0, values);
            SourceImage image = Instances.image(header, pixels(SHAPE, 2, values));
            RenderRequest flat = RenderRequest.whole(image).withVoi(voi).withInvert(true);
            GrayOrRgb8 slice = new Renderer().renderPixels(image, 1, image.decode(1), flat);

            ReslicedPlane plane = Reslicer.reslice(volume, ResliceRequest.of(SHAPE.onSlice(2)));
            GrayOrRgb8 picture = renderer.pixels(new VolumeDisplay(volume, image, 1), plane, voi, true);
            assertThat(picture.pixels()).isEqualTo(slice.pixels());
            assertThat(picture.pixels()).containsAnyOf((byte) 0, (byte) 9).containsAnyOf((byte) 246, (byte) 255);
        }
    }

    @Test
    void unsignedValuesOf16BitsAreExactToo() throws Exception {
        TestVolume.Values values = (i, j, k) -> 677 * i + j + 30 * k;
        DataSet.Builder header = Instances.gray(SHAPE.columns(), SHAPE.rows()).putInts(Tag.PixelRepresentation, 0);
        Volume volume = SHAPE.of(32_768, values);
        SourceImage image = Instances.image(header, pixels(SHAPE, 1, values));
        VoiSelection voi = new VoiSelection.Window(new VoiWindow(40_000, 50_000));
        GrayOrRgb8 slice = new Renderer()
                .renderPixels(
                        image, 1, image.decode(1), RenderRequest.whole(image).withVoi(voi));
        ReslicedPlane plane = Reslicer.reslice(volume, ResliceRequest.of(SHAPE.onSlice(1)));
        assertThat(renderer.pixels(new VolumeDisplay(volume, image, 1), plane, voi, false)
                        .pixels())
                .isEqualTo(slice.pixels());
    }

    /** The header is that of one slice; others of the stack may store more bits, or a sign, and tricubic curves overshoot. */
    @Test
    void wholeValuesThatTheHeadersPixelsCouldNotHoldAreNotTakenForOthers() throws Exception {
        float[] values = {-1, -4096, 0, 4095, 4096, 30_000};
        float[] large = {0, 4095, 4096, 32_768, 40_000, 65_535};
        float[] both = {-1, 0, 65_535, 4096, -32_768, 40_000};
        float[] beyond = {-70_000, 0, 70_000, 65_536, -32_769, 1};
        List<VoiSelection> windows = List.of(
                new VoiSelection.Window(new VoiWindow(2000, 9000)),
                new VoiSelection.Window(new VoiWindow(0, 140_000, VoiFunction.SIGMOID)));
        for (float[] row : List.of(values, large, both, beyond)) {
            for (int bits : new int[] {8, 12, 16}) {
                for (int signed : new int[] {0, 1}) {
                    SourceImage image = Instances.image(
                            Instances.gray(2, 1)
                                    .putInts(Tag.BitsStored, bits)
                                    .putInts(Tag.HighBit, bits - 1)
                                    .putInts(Tag.PixelRepresentation, signed),
                            0,
                            0);
                    VolumeDisplay display = new VolumeDisplay(SHAPE.of(0, (i, j, k) -> 0), image, 1);
                    GrayOrRgb8 linear = renderer.pixels(display, plane(row, false), windows.get(0), false);
                    GrayOrRgb8 sigmoid = renderer.pixels(display, plane(row, false), windows.get(1), false);
                    for (int x = 0; x < row.length; x++) {
                        double line = Math.clamp(((row[x] - 1999.5) / 8999 + 0.5) * 255, 0, 255);
                        assertThat((double) linear.level(x, 0, 0))
                                .as("%s of %d bits, signed %d", row[x], bits, signed)
                                .isBetween(line - 1, line + 1);
                        double curve = 255 / (1 + Math.exp(-4 * row[x] / 140_000));
                        assertThat((double) sigmoid.level(x, 0, 0)).isBetween(curve - 1, curve + 1);
                    }
                }
            }
        }
    }

    @Test
    void whereATricubicCurveLeavesTheStoredRangeItStaysDark() throws Exception {
        // Unsigned 12 bits: 0 0 | 4000 4000. Half-way between two zeros beside the edge the curve is −4000 / 16.
        TestVolume.Values edge = (i, j, k) -> i < 40 ? 0 : 4000;
        SourceImage image = Instances.image(
                Instances.gray(SHAPE.columns(), SHAPE.rows())
                        .putInts(Tag.BitsStored, 12)
                        .putInts(Tag.HighBit, 11)
                        .putInts(Tag.PixelRepresentation, 0),
                pixels(SHAPE, 2, edge));
        Volume volume = SHAPE.of(0, edge);
        PlaneGrid between =
                new PlaneGrid(new PatientPoint(38.5, 30, 2), new Vector3(1, 0, 0), new Vector3(0, 1, 0), 1, 1, 7);
        ReslicedPlane plane =
                Reslicer.reslice(volume, new ResliceRequest(between, VolumeInterpolation.TRICUBIC, Slab.NONE, 0));
        assertThat(plane.values()).containsOnly(-250);
        GrayOrRgb8 picture = renderer.pixels(
                new VolumeDisplay(volume, image, 1), plane, new VoiSelection.Window(new VoiWindow(2000, 4000)), false);
        assertThat(picture.pixels()).containsOnly(0);
    }

    @Test
    void valuesBetweenVoxelsAreWithinOneLevelOfTheExactFormula() throws Exception {
        SourceImage image = image();
        float[] values = {-100.25f, 0.5f, 40.3f, 99.99f, 500.7f};
        GrayOrRgb8 picture = renderer.pixels(
                new VolumeDisplay(SHAPE.of(0, (i, j, k) -> 0), image, 1),
                plane(values, false),
                new VoiSelection.Window(new VoiWindow(50, 100)),
                false);
        for (int x = 0; x < values.length; x++) {
            double exact = Math.clamp(((values[x] - 49.5) / 99 + 0.5) * 255, 0, 255);
            assertThat((double) picture.level(x, 0, 0)).isBetween(exact - 1, exact + 1);
        }
    }

    /** 0.1 and the like have no exact single-precision form: a floor that rounded up would turn what is below white. */
    @Test
    void aMaximumThroughANarrowWindowIsBlackBelowAndWhiteAbove() throws Exception {
        TestVolume shape = new TestVolume(4, 4, 4);
        for (double center : new double[] {0.6, 1.6, 100.7, 0.5, -3.3}) {
            VoiSelection step = new VoiSelection.Window(new VoiWindow(center, 1));
            int low = (int) Math.floor(center - 0.5);
            assertThat(levels(shape.of(0, (i, j, k) -> low), step)).containsOnly(0);
            assertThat(levels(shape.of(0, (i, j, k) -> i == 2 ? low + 1 : low), step))
                    .contains(0, 255);
        }
    }

    private int[] levels(Volume volume, VoiSelection voi) throws Exception {
        PlaneGrid view =
                new PlaneGrid(volume.geometry().center(), new Vector3(1, 0, 0), new Vector3(0, 0, -1), 1, 3, 3);
        ProjectionRequest request =
                new ProjectionRequest(view, Optional.empty(), voi, false, false, Encoding.PNG_LOSSLESS, 1);
        RenderedPlane plane = renderer.render(new VolumeDisplay(volume, image(), 1), request);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(plane.encoded()));
        return image.getRaster().getSamples(0, 0, 3, 3, 0, (int[]) null);
    }

    @Test
    void modalityValuesAreNotRescaledAgain() throws Exception {
        SourceImage image = Instances.image(
                Instances.gray(2, 1).putNumbers(Tag.RescaleSlope, 7).putNumbers(Tag.RescaleIntercept, 1000), 0, 0);
        Volume volume = SHAPE.empty(0, List.of());
        GrayOrRgb8 picture = renderer.pixels(
                new VolumeDisplay(volume, image, 1),
                plane(new float[] {0, 25.5f, 51}, true),
                new VoiSelection.Window(new VoiWindow(26, 52)),
                false);
        assertThat(picture.pixels()).containsExactly(0, (byte) 128, (byte) 255);
    }

    @Test
    void withoutAWindowAllSlicesAreShownFromSmallestToLargestPaddingLeftOut() throws Exception {
        SourceImage image = Instances.image(
                Instances.gray(2, 1)
                        .putNumbers(Tag.RescaleSlope, 2)
                        .putNumbers(Tag.RescaleIntercept, -10)
                        .putInts(Tag.PixelPaddingValue, Vr.SS, -2000),
                0,
                0);
        Volume volume = SHAPE.empty(0, List.of(SliceScale.IDENTITY));
        assertThat(renderer.defaultWindow(new VolumeDisplay(volume, image, 1))).isEqualTo(new VoiWindow(0, 1));
        TestVolume.Values values = (i, j, k) -> i == 0 ? -2000 : 100 * k + i;
        for (int k = 0; k < SHAPE.slices(); k++) {
            volume.put(k, SHAPE.slice(k, 0, values));
            // 1 to 100 k + 96, twice, less 10.
            double low = -8;
            double high = 2 * (100 * k + 96) - 10;
            assertThat(renderer.defaultWindow(new VolumeDisplay(volume, image, 1)))
                    .isEqualTo(new VoiWindow((low + high + 1) / 2, high - low + 1));
        }
    }

    @Test
    void withARescaleOfEachSliceTheRangeIsOfModalityValues() throws Exception {
        SourceImage image = Instances.image(Instances.gray(2, 1).putNumbers(Tag.RescaleSlope, 3), 0, 0);
        List<SliceScale> scales = Stream.of(1, 2, 3, 4, 0.5)
                .map(slope -> new SliceScale(slope.doubleValue(), 0))
                .toList();
        Volume volume = SHAPE.empty(0, scales);
        for (int k = 0; k < SHAPE.slices(); k++) {
            volume.put(k, SHAPE.slice(k, 0, (i, j, slice) -> 10 + i));
        }
        // 10 · 0.5 to 106 · 4
        assertThat(renderer.defaultWindow(new VolumeDisplay(volume, image, 1))).isEqualTo(new VoiWindow(215, 420));
    }

    @Test
    void whatHasNoValueIsMarkedByPatternsThatNothingInverts() throws Exception {
        byte[] cover = new byte[32 * 3];
        for (int x = 0; x < 32; x++) {
            cover[x] = ReslicedPlane.OUTSIDE;
            cover[32 + x] = ReslicedPlane.GAP;
            cover[64 + x] = ReslicedPlane.PENDING;
        }
        ReslicedPlane plane = new ReslicedPlane(32, 3, new float[cover.length], cover, false, 3, 5, false, true, false);
        VolumeDisplay display = new VolumeDisplay(SHAPE.of(0, (i, j, k) -> 0), image(), 1);
        for (boolean invert : new boolean[] {false, true}) {
            GrayOrRgb8 picture = renderer.pixels(display, plane, new VoiSelection.Own(), invert);
            for (int x = 0; x < 32; x++) {
                assertThat(picture.level(x, 0, 0)).isEqualTo(x % 16 == 0 ? 48 : 0);
                // The bar moves to the right from row to row.
                assertThat(picture.level(x, 1, 0)).isEqualTo((x + 5) % 6 < 3 ? 176 : 64);
                assertThat(picture.level(x, 2, 0)).isEqualTo(24);
            }
        }
    }

    @Test
    void onlyACompleteFineLosslessPictureIsExact() throws Exception {
        Volume volume = SHAPE.empty(0, List.of(SliceScale.IDENTITY));
        VolumeDisplay display = new VolumeDisplay(volume, image(), 1);
        short[] slice = SHAPE.slice(0, 0, (i, j, k) -> i);
        volume.put(0, slice);
        RenderedPlane early = renderer.render(display, request(Slab.NONE, 0, Encoding.PNG_LOSSLESS));
        assertThat(early.exact()).isFalse();
        assertThat(early.complete()).isFalse();
        assertThat(early.loaded()).isEqualTo(1);
        assertThat(early.warnings()).anyMatch(warning -> warning.startsWith("1 of 5 slices"));
        for (int k = 1; k < SHAPE.slices(); k++) {
            volume.put(k, slice);
        }
        RenderedPlane plane = renderer.render(display, request(Slab.NONE, 0, Encoding.PNG_LOSSLESS));
        assertThat(plane.exact()).isTrue();
        assertThat(plane.warnings()).isEmpty();
        assertThat(plane.windowCenter()).isEqualTo(50);
        assertThat(plane.windowWidth()).isEqualTo(100);
        var png = ImageIO.read(new ByteArrayInputStream(plane.encoded()));
        assertThat(png.getWidth()).isEqualTo(SHAPE.columns());
        assertThat(png.getRaster().getSample(50, 3, 0)).isEqualTo(129);
        Slab thick = new Slab(2, Slab.Mode.MIP);
        assertThat(renderer.render(display, request(Slab.NONE, 0, Encoding.jpeg(90)))
                        .exact())
                .isFalse();
        assertThat(renderer.render(display, request(thick, 1, Encoding.PNG_LOSSLESS))
                        .exact())
                .isFalse();
        assertThat(renderer.render(display, request(thick, 0, Encoding.PNG_LOSSLESS))
                        .exact())
                .isTrue();
    }

    @Test
    void beyondTheVolumeThePictureIsMarked() throws Exception {
        PlaneGrid aside =
                new PlaneGrid(new PatientPoint(-20, 0, 2), new Vector3(1, 0, 0), new Vector3(0, 1, 0), 1, 16, 16);
        ReslicedPlane plane = Reslicer.reslice(SHAPE.of(0, (i, j, k) -> 90), ResliceRequest.of(aside));
        GrayOrRgb8 picture = renderer.pixels(
                new VolumeDisplay(SHAPE.of(0, (i, j, k) -> 90), image(), 1), plane, new VoiSelection.Own(), false);
        for (int y = 0; y < 16; y++) {
            for (int x = 0; x < 16; x++) {
                assertThat(picture.level(x, y, 0)).isEqualTo((x + y) % 16 == 0 ? 48 : 0);
            }
        }
    }

    @Test
    void coloursAndWindowsThatItDoesNotHaveAreRefused() throws Exception {
        Volume volume = SHAPE.of(0, (i, j, k) -> 0);
        SourceImage colours =
                Instances.headerOnly(Instances.color(2, 2, "RGB"), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        assertThatThrownBy(() -> renderer.defaultWindow(new VolumeDisplay(volume, colours, 1)))
                .isInstanceOf(RenderRefusedException.class)
                .hasMessageContaining("colour");
        VolumeDisplay display = new VolumeDisplay(volume, image(), 1);
        PlaneRequest second = new PlaneRequest(
                ResliceRequest.of(SHAPE.onSlice(0)), new VoiSelection.Numbered(2), false, Encoding.PNG_LOSSLESS, 1);
        assertThatThrownBy(() -> renderer.render(display, second))
                .isInstanceOf(RenderRefusedException.class)
                .hasMessageContaining("not one numbered 2");
    }

    private static PlaneRequest request(Slab slab, double stepMm, Encoding encoding) {
        ResliceRequest plane = new ResliceRequest(SHAPE.onSlice(0), VolumeInterpolation.TRILINEAR, slab, stepMm);
        return new PlaneRequest(plane, new VoiSelection.Own(), false, encoding, 1);
    }

    private static SourceImage image() throws UnsupportedImageException {
        return Instances.image(
                Instances.gray(2, 1).putNumbers(Tag.WindowCenter, 50).putNumbers(Tag.WindowWidth, 100), 0, 0);
    }

    @Test
    void whatIsSampledMoreCoarselyThanAskedIsNotExactAndSaysSo() throws UnsupportedImageException {
        ImagePlane first = new ImagePlane(
                new PatientPoint(0, 0, 0),
                new Vector3(1, 0, 0),
                new Vector3(0, 1, 0),
                new PixelSpacing(1, 1e-6, PixelSpacing.Kind.PATIENT));
        VolumeGeometry geometry = new VolumeGeometry(
                8, 8, first, List.of(new PatientPoint(0, 0, 0), new PatientPoint(0, 0, 5)), new boolean[1]);
        Volume volume = new Volume(geometry, 0, List.of(SliceScale.IDENTITY));
        volume.put(0, new short[64]);
        volume.put(1, new short[64]);
        PlaneGrid grid = new PlaneGrid(new PatientPoint(0, 4, 2), new Vector3(1, 0, 0), new Vector3(0, 1, 0), 1, 1, 1);
        for (double thickness : new double[] {1e-6, 8}) {
            RenderedPlane picture = renderer.render(
                    new VolumeDisplay(volume, image(), 1),
                    new PlaneRequest(
                            new ResliceRequest(
                                    grid, VolumeInterpolation.NEAREST, new Slab(thickness, Slab.Mode.MEAN), 0),
                            new VoiSelection.Own(),
                            false,
                            Encoding.PNG_LOSSLESS,
                            1));
            assertThat(picture.exact()).isEqualTo(thickness < 1);
            assertThat(picture.warnings()).isEqualTo(thickness < 1 ? List.of() : List.of(ReslicedPlane.COARSE));
        }
    }

    private static ReslicedPlane plane(float[] values, boolean modality) {
        return new ReslicedPlane(values.length, 1, values, new byte[values.length], modality, 5, 5, true, false, false);
    }

    private static int[] pixels(TestVolume shape, int slice, TestVolume.Values values) {
        int[] pixels = new int[shape.columns() * shape.rows()];
        for (int j = 0, at = 0; j < shape.rows(); j++) {
            for (int i = 0; i < shape.columns(); i++) {
                pixels[at++] = values.at(i, j, slice);
            }
        }
        return pixels;
    }
}
