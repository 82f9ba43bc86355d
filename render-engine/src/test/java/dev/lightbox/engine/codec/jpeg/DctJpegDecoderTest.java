package dev.lightbox.engine.codec.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lightbox.engine.SharedData;
import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.Descriptors;
import dev.lightbox.engine.codec.FrameDecoder;
import dev.lightbox.engine.codec.FrameDecoderContract;
import dev.lightbox.engine.codec.ImageDescriptor;
import dev.lightbox.engine.codec.PhotometricInterpretation;
import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.dicom.DicomException;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.tile.GrayOrRgb8;
import dev.lightbox.engine.tile.JpegEncoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DctJpegDecoderTest extends FrameDecoderContract {

    @Override
    protected FrameDecoder decoder() {
        return new JpegDecoder();
    }

    /** Flat blocks survive the cosine transform exactly, so literal values can be asserted. */
    @Override
    protected List<Example> examples() {
        int[] gray = new int[11 * 9];
        Arrays.fill(gray, 77);
        int[] white = new int[3 * 8 * 8];
        Arrays.fill(white, 255);
        return List.of(
                new Example(
                        "flat gray",
                        JpegEncoder.encode(flat(11, 9, 1, 77), 100),
                        Descriptors.gray(11, 9, 8, 8, 7, false),
                        gray),
                new Example(
                        "white",
                        JpegEncoder.encode(flat(8, 8, 3, 255), 100),
                        Descriptors.color(8, 8, 8, PhotometricInterpretation.YBR_FULL_422, 0),
                        white));
    }

    @Override
    protected long expectedNumber(ImageDescriptor image) {
        return image.columns();
    }

    @Test
    void grayLevelsAreThoseOfTheIndependentJpegGroupsDecoder() throws IOException {
        for (int quality : new int[] {30, 75, 95}) {
            byte[] codestream = JpegEncoder.encode(noise(61, 47, 1), quality);
            StoredFrame frame = decode(codestream, Descriptors.gray(61, 47, 8, 8, 7, false));
            var expected = ImageIO.read(new ByteArrayInputStream(codestream)).getRaster();
            for (int y = 0; y < 47; y++) {
                for (int x = 0; x < 61; x++) {
                    assertThat(frame.value(x, y, 0)).isEqualTo(expected.getSample(x, y, 0));
                }
            }
        }
    }

    @Test
    void subsampledColoursAreThoseOfTheIndependentJpegGroupsDecoder() throws IOException {
        byte[] codestream = JpegEncoder.encode(noise(61, 47, 3), 90);
        StoredFrame frame = decode(codestream, Descriptors.color(61, 47, 8, PhotometricInterpretation.YBR_FULL_422, 0));
        assertThat(frame.photometric()).isEqualTo(PhotometricInterpretation.RGB);
        var expected = ImageIO.read(new ByteArrayInputStream(codestream));
        for (int y = 0; y < 47; y++) {
            for (int x = 0; x < 61; x++) {
                int rgb = expected.getRGB(x, y);
                assertThat(frame.value(x, y, 0)).isBetween((rgb >> 16 & 0xFF) - 1, (rgb >> 16 & 0xFF) + 1);
                assertThat(frame.value(x, y, 1)).isBetween((rgb >> 8 & 0xFF) - 1, (rgb >> 8 & 0xFF) + 1);
                assertThat(frame.value(x, y, 2)).isBetween((rgb & 0xFF) - 1, (rgb & 0xFF) + 1);
            }
        }
    }

    /** Made by libjpeg from a synthetic pattern: subsampling, scans and restarts that the platform's encoder doesn't write. */
    @ParameterizedTest
    @ValueSource(strings = {"420-one-component-a-scan-restarts", "422-restarts", "411-progressive-restarts"})
    void whatOtherEncodersWriteIsDecodedAsByTheIndependentJpegGroup(String name) throws IOException {
        byte[] codestream = resource(name);
        int[] actual =
                values(decode(codestream, Descriptors.color(33, 65, 8, PhotometricInterpretation.YBR_FULL_422, 0)));
        int[] expected = ImageIO.read(new ByteArrayInputStream(codestream))
                .getRaster()
                .getPixels(0, 0, 33, 65, new int[actual.length]);
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).isBetween(expected[i] - 1, expected[i] + 1);
        }
    }

    /** Also a gray component that says 2 x 2 samples. The levels are libjpeg-turbo's; the platform's decoder can't take this file. */
    @Test
    void factorsOfSixteenBitsAndRestartsAfterEachBlock() throws IOException {
        StoredFrame frame =
                decode(resource("gray-16-bit-quantization-restarts"), Descriptors.gray(33, 65, 8, 8, 7, false));
        int[] line = new int[33];
        for (int x = 0; x < line.length; x++) {
            line[x] = frame.value(x, 0, 0);
        }
        assertThat(line)
                .containsExactly(
                        61, 61, 61, 61, 61, 61, 61, 61, 95, 95, 95, 95, 95, 95, 95, 95, 161, 161, 161, 161, 161, 161,
                        161, 161, 163, 168, 177, 188, 201, 213, 222, 226, 161);
    }

    private byte[] resource(String name) throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/jpeg/" + name + ".jpg")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    @Test
    void bytesBetweenSegmentsAndBehindTheEndDontMatter() throws DecodeException {
        byte[] plain = JpegEncoder.encode(flat(16, 16, 1, 200), 100);
        byte[] odd = new byte[plain.length + 12];
        // A second SOI, and fill bytes before the first segment.
        System.arraycopy(
                new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xFF},
                0,
                odd,
                0,
                6);
        System.arraycopy(plain, 2, odd, 6, plain.length - 2);
        assertThat(values(decode(odd, Descriptors.gray(16, 16, 8, 8, 7, false))))
                .containsOnly(200);
    }

    @Test
    void aHeightThatComesAtTheEndMustBeTheDataSets() throws DecodeException {
        byte[] plain = JpegEncoder.encode(flat(16, 16, 1, 200), 100);
        int frame = 0;
        while (plain[frame] != (byte) 0xFF || plain[frame + 1] != (byte) 0xC0) {
            frame++;
        }
        plain[frame + 5] = 0;
        plain[frame + 6] = 0;
        assertThat(values(decode(plain, Descriptors.gray(16, 16, 8, 8, 7, false))))
                .containsOnly(200);
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> decode(plain, Descriptors.gray(16, 160, 8, 8, 7, false)))
                .withMessageContaining("cut off");
    }

    @Test
    void aCodestreamOfYccInADataSetThatSaysRgbIsShownByTheCodestreamWithAWarning() throws DecodeException {
        byte[] codestream = JpegEncoder.encode(flat(16, 16, 3, 200), 100);
        StoredFrame frame = decode(codestream, Descriptors.color(16, 16, 8, PhotometricInterpretation.RGB, 0));
        assertThat(frame.value(3, 3, 0)).isEqualTo(200);
        assertThat(frame.warnings()).singleElement().asString().contains("RGB").contains("YCbCr");
    }

    @Test
    void colourInADataSetThatSaysGrayIsShownInColourWithAWarning() throws DecodeException {
        byte[] codestream = JpegEncoder.encode(flat(16, 16, 3, 200), 100);
        StoredFrame frame = decode(codestream, Descriptors.gray(16, 16, 8, 8, 7, false));
        assertThat(frame.samplesPerPixel()).isEqualTo(3);
        assertThat(frame.warnings())
                .singleElement()
                .asString()
                .contains("1 samples per pixel")
                .contains("has 3");
    }

    @Test
    void otherCodingsAreNamedInTheirRefusal() {
        Map<Integer, String> names =
                Map.of(0xC5, "hierarchical", 0xCD, "hierarchical", 0xC9, "arithmetic", 0xCB, "arithmetic");
        names.forEach((marker, name) -> {
            byte[] codestream = JpegEncoder.encode(flat(8, 8, 1, 1), 80);
            for (int i = 0; i + 1 < codestream.length; i++) {
                if (codestream[i] == (byte) 0xFF && codestream[i + 1] == (byte) 0xC0) {
                    codestream[i + 1] = marker.byteValue();
                }
            }
            assertThatExceptionOfType(DecodeException.class)
                    .isThrownBy(() -> decode(codestream, Descriptors.gray(8, 8, 8, 8, 7, false)))
                    .withMessageContaining(name);
        });
    }

    @Test
    void twelveBitsOfARealFileSurviveCorruptionWithoutHarm() throws DicomException {
        byte[] bytes = DicomReader.read(SharedData.bytes("transfer-syntaxes/nm1-jpeg-extended-12bit.dcm"), "nm1")
                .pixelData()
                .orElseThrow()
                .frame(1);
        ImageDescriptor image = Descriptors.gray(256, 1024, 16, 12, 11, false);
        Random random = new Random(5);
        int whole = 0;
        for (int i = 0; i < 60; i++) {
            byte[] mutated = bytes.clone();
            mutated[random.nextInt(mutated.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                assertThat(decode(mutated, image).rows()).isEqualTo(1024);
                whole++;
            } catch (DecodeException e) {
                assertThat(e.getMessage()).startsWith("JPEG");
            }
        }
        assertThat(whole).isBetween(1, 59);
    }

    private static GrayOrRgb8 flat(int width, int height, int samples, int level) {
        byte[] pixels = new byte[width * height * samples];
        Arrays.fill(pixels, (byte) level);
        return new GrayOrRgb8(width, height, samples, pixels);
    }

    private static GrayOrRgb8 noise(int width, int height, int samples) {
        byte[] pixels = new byte[width * height * samples];
        new Random(3).nextBytes(pixels);
        return new GrayOrRgb8(width, height, samples, pixels);
    }
}
