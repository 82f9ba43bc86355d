package dev.lightbox.engine.codec.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lightbox.engine.SharedData;
import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.DecodeLimits;
import dev.lightbox.engine.codec.Descriptors;
import dev.lightbox.engine.codec.EncodedFrame;
import dev.lightbox.engine.codec.FrameDecoder;
import dev.lightbox.engine.codec.FrameDecoderContract;
import dev.lightbox.engine.codec.ImageDescriptor;
import dev.lightbox.engine.codec.PhotometricInterpretation;
import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.dicom.DicomException;
import dev.lightbox.engine.dicom.DicomReader;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.junit.jupiter.api.Test;

/** Progressive codestreams by the Java platform's encoder, which uses spectral selection and successive approximation, and its decoder as the truth. */
class ProgressiveJpegDecoderTest extends FrameDecoderContract {

    @Override
    protected FrameDecoder decoder() {
        return new JpegDecoder();
    }

    @Override
    protected List<Example> examples() {
        byte[] gray = progressive(picture(19, 13, BufferedImage.TYPE_BYTE_GRAY), 0.8f);
        byte[] color = progressive(picture(20, 18, BufferedImage.TYPE_INT_RGB), 0.9f);
        return List.of(
                new Example("gray", gray, Descriptors.gray(19, 13, 8, 8, 7, false), levels(gray, 1)),
                new Example(
                        "colour",
                        color,
                        Descriptors.color(20, 18, 8, PhotometricInterpretation.YBR_FULL_422, 0),
                        levels(color, 3)));
    }

    @Override
    protected long expectedNumber(ImageDescriptor image) {
        return image.columns();
    }

    @Test
    void grayLevelsAreThoseOfTheIndependentJpegGroupsDecoder() throws DecodeException {
        for (float quality : new float[] {0.3f, 0.75f, 1}) {
            byte[] codestream = progressive(picture(301, 47, BufferedImage.TYPE_BYTE_GRAY), quality);
            StoredFrame frame = decode(codestream, Descriptors.gray(301, 47, 8, 8, 7, false));
            assertThat(values(frame)).containsExactly(levels(codestream, 1));
        }
    }

    /** The retired syntaxes .53 and .55 hold the same picture as the sequential one, coded in another order. */
    @Test
    void twelveBitsBySpectralSelectionAndFullProgressionEqualSequentialOnes() throws DicomException, DecodeException {
        ImageDescriptor image = Descriptors.gray(512, 512, 16, 12, 11, false);
        int[] sequential = values(decode(frame("transfer-syntaxes/ct-jpeg-extended-p2_4-12bit.dcm"), image));
        assertThat(values(decode(frame("transfer-syntaxes/ct-jpeg-spectral-p6_8-12bit.dcm"), image)))
                .containsExactly(sequential);
        assertThat(values(decode(frame("transfer-syntaxes/ct-jpeg-progressive-p10_12-12bit.dcm"), image)))
                .containsExactly(sequential);
    }

    @Test
    void theCoefficientsMemoryCountsAgainstTheLimit() {
        byte[] codestream = progressive(picture(1200, 900, BufferedImage.TYPE_BYTE_GRAY), 0.3f);
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> decoder()
                        .decode(
                                new EncodedFrame(codestream),
                                Descriptors.gray(1200, 900, 8, 8, 7, false),
                                new DecodeLimits(1200 * 900, 65_535)))
                .withMessageContaining("coefficients")
                .withMessageContaining("limit of 1080000");
    }

    @Test
    void aScanThatRepeatsWhatIsKnownIsRefused() {
        byte[] codestream = progressive(picture(16, 16, BufferedImage.TYPE_BYTE_GRAY), 0.5f);
        int first = scan(codestream, 0);
        int second = scan(codestream, first);
        byte[] repeated = new byte[codestream.length + second - first];
        System.arraycopy(codestream, 0, repeated, 0, second);
        System.arraycopy(codestream, first, repeated, second, codestream.length - first);
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> decode(repeated, Descriptors.gray(16, 16, 8, 8, 7, false)))
                .withMessageContaining("progressive scan")
                .withMessageContaining("coefficient 0");
    }

    private static int scan(byte[] codestream, int after) {
        int at = after + 2;
        while (codestream[at] != (byte) 0xFF || codestream[at + 1] != (byte) 0xDA) {
            at++;
        }
        return at;
    }

    private static byte[] frame(String file) throws DicomException {
        return DicomReader.read(SharedData.bytes(file), file)
                .pixelData()
                .orElseThrow()
                .frame(1);
    }

    private static BufferedImage picture(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        WritableRaster raster = image.getRaster();
        Random random = new Random(17);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int band = 0; band < raster.getNumBands(); band++) {
                    double wave = Math.sin(x * 0.21 + band) * Math.cos(y * 0.13);
                    raster.setSample(
                            x, y, band, (int) Math.clamp(128 + 90 * wave + 12 * random.nextGaussian(), 0, 255));
                }
            }
        }
        return image;
    }

    private static byte[] progressive(BufferedImage image, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var stream = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static int[] levels(byte[] codestream, int samples) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(codestream));
            int[] levels = new int[image.getWidth() * image.getHeight() * samples];
            return image.getRaster().getPixels(0, 0, image.getWidth(), image.getHeight(), levels);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
