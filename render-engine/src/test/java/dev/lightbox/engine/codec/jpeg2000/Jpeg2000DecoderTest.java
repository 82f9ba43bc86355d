package dev.lightbox.engine.codec.jpeg2000;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.DecodeLimits;
import dev.lightbox.engine.codec.Descriptors;
import dev.lightbox.engine.codec.EncodedFrame;
import dev.lightbox.engine.codec.FrameDecoder;
import dev.lightbox.engine.codec.FrameDecoderContract;
import dev.lightbox.engine.codec.ImageDescriptor;
import dev.lightbox.engine.codec.PhotometricInterpretation;
import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.codec.jpeg2000.ht.HighThroughputBlockDecoder;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class Jpeg2000DecoderTest extends FrameDecoderContract {

    private static final ImageDescriptor GRAY_12 = Descriptors.gray(17, 13, 16, 12, 11, false);

    @Override
    protected FrameDecoder decoder() {
        return new Jpeg2000Decoder(HighThroughputBlockDecoder::new);
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                example("gray, 4 resolutions", Codestreams.GRAY_12, GRAY_12),
                example(
                        "signed; every code-block style: -M 63 -n 3 -b 8,8",
                        Codestreams.SIGNED_16_STYLES,
                        Descriptors.gray(20, 18, 16, 16, 15, true)),
                example(
                        "bypass, three layers, SOP and EPH: -M 1 -n 2 -r 4,2,1 -p RLCP -SOP -EPH",
                        Codestreams.BYPASS_LAYERS,
                        Descriptors.gray(19, 15, 16, 10, 9, false)),
                example(
                        "RGB by RCT, tiles and precincts: -mct 1 -n 2 -t 8,8 -p PCRL -c [8,8] -b 4,4",
                        Codestreams.RGB_TILES_PRECINCTS,
                        Descriptors.color(15, 11, 8, PhotometricInterpretation.YBR_RCT, 0)),
                example(
                        "RGB without a transform: -mct 0 -n 2 -p CPRL",
                        Codestreams.RGB_UNTRANSFORMED,
                        Descriptors.color(7, 6, 8, PhotometricInterpretation.RGB, 0)),
                example(
                        "a region of interest; image and tiles off the grid's origin: -d 5,3 -T 2,1 -t 9,10 -n 2 -ROI c=0,U=9 -p RPCL",
                        Codestreams.OFFSET_TILES_REGION,
                        Descriptors.gray(14, 12, 8, 8, 7, false)),
                example(
                        "progression order changes: -mct 1 -n 3 -POC T1=0,0,1,2,3,RLCP/T1=2,0,1,3,3,LRCP",
                        Codestreams.PROGRESSION_CHANGES,
                        Descriptors.color(13, 9, 8, PhotometricInterpretation.YBR_RCT, 0)));
    }

    private static Example example(String name, String base64, ImageDescriptor image) {
        int samples = image.samplesPerPixel();
        int[] values = new int[image.rows() * image.columns() * samples];
        for (int i = 0; i < values.length; i++) {
            int pixel = i / samples;
            values[i] = Codestreams.value(
                    pixel % image.columns(), pixel / image.columns(), i % samples, image.bitsStored(), image.signed());
        }
        return new Example(name, Codestreams.bytes(base64), image, values);
    }

    @Override
    protected long expectedNumber(ImageDescriptor image) {
        return image.columns();
    }

    @Test
    void irreversibleSamplesAreWithinOneOfTheOriginals() throws DecodeException {
        StoredFrame gray =
                decode(Codestreams.bytes(Codestreams.IRREVERSIBLE), Descriptors.gray(32, 24, 16, 12, 11, false));
        StoredFrame color = decode(
                Codestreams.bytes(Codestreams.IRREVERSIBLE_RGB),
                Descriptors.color(16, 12, 8, PhotometricInterpretation.YBR_ICT, 0));
        assertThat(color.photometric()).isEqualTo(PhotometricInterpretation.RGB);
        for (int y = 0; y < 24; y++) {
            for (int x = 0; x < 32; x++) {
                assertThat(gray.value(x, y, 0)).isCloseTo(Codestreams.plane(x, y, 0, 12), within(1));
                if (x < 16 && y < 12) {
                    for (int c = 0; c < 3; c++) {
                        assertThat(color.value(x, y, c)).isCloseTo(Codestreams.plane(x, y, c, 8), within(1));
                    }
                }
            }
        }
    }

    @Test
    void aReducedFrameHoldsThePlaneAtEverySecondOrFourthSample() throws DecodeException {
        for (int reduction = 1; reduction <= 2; reduction++) {
            StoredFrame frame =
                    reduced(Codestreams.IRREVERSIBLE, Descriptors.gray(32, 24, 16, 12, 11, false), reduction);
            assertThat(frame.reduction()).isEqualTo(reduction);
            assertThat(frame.columns()).isEqualTo(32 >> reduction);
            assertThat(frame.rows()).isEqualTo(24 >> reduction);
            // Away from the edges, where the wavelet mirrors the plane, low-pass filtering leaves it as it is.
            for (int y = 2; y < frame.rows() - 2; y++) {
                for (int x = 2; x < frame.columns() - 2; x++) {
                    assertThat(frame.value(x, y, 0))
                            .isCloseTo(Codestreams.plane(x << reduction, y << reduction, 0, 12), within(3));
                }
            }
        }
    }

    @Test
    void aReductionBeyondTheLevelsIsTheSmallestThereIs() throws DecodeException {
        StoredFrame frame = reduced(Codestreams.GRAY_12, GRAY_12, 20);
        assertThat(frame.reduction()).isEqualTo(3);
        assertThat(frame.columns()).isEqualTo(3);
        assertThat(frame.rows()).isEqualTo(2);
    }

    @Test
    void aPictureOffTheGridIsNotReducedBetweenItsSamples() throws DecodeException {
        StoredFrame frame = reduced(Codestreams.OFFSET_TILES_REGION, Descriptors.gray(14, 12, 8, 8, 7, false), 1);
        assertThat(frame.reduction()).isZero();
    }

    private StoredFrame reduced(String base64, ImageDescriptor image, int reduction) throws DecodeException {
        return decoder()
                .decodeReduced(new EncodedFrame(Codestreams.bytes(base64)), image, DecodeLimits.DEFAULT, reduction);
    }

    @Test
    void aMissingEndMarkerIsTold() throws DecodeException {
        byte[] whole = Codestreams.bytes(Codestreams.GRAY_12);
        StoredFrame frame = decode(Arrays.copyOf(whole, whole.length - 2), GRAY_12);
        assertThat(frame.warnings()).containsExactly("The JPEG 2000 codestream has no end marker.");
        assertThat(decode(whole, GRAY_12).warnings()).isEmpty();
    }

    @Test
    void anotherSizeIsRefused() {
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() ->
                        decode(Codestreams.bytes(Codestreams.GRAY_12), Descriptors.gray(13, 17, 16, 12, 11, false)))
                .withMessage("JPEG 2000: expected 13 x 17 pixels as the data set says, the codestream has 17 x 13");
    }

    @Test
    void unsignedCodestreamsOfSignedPixelsAreTwosComplement() throws DecodeException {
        StoredFrame frame = decode(Codestreams.bytes(Codestreams.GRAY_12), Descriptors.gray(17, 13, 16, 12, 11, true));
        for (int x = 0; x < 17; x++) {
            int cell = Codestreams.value(x, 12, 0, 12, false);
            assertThat(frame.value(x, 12, 0)).isEqualTo(cell >= 2048 ? cell - 4096 : cell);
        }
        assertThat(frame.warnings()).hasSize(1).first().asString().contains("two's complement");
    }

    @Test
    void fewerBitsThanTheDataSetSaysHaveNoSign() throws DecodeException {
        byte[] codestream = Codestreams.bytes(Codestreams.OFFSET_TILES_REGION);
        int[] expected = values(decode(codestream, Descriptors.gray(14, 12, 8, 8, 7, false)));
        assertThat(Arrays.stream(expected).max().orElseThrow()).isGreaterThan(127);
        StoredFrame frame = decode(codestream, Descriptors.gray(14, 12, 16, 12, 11, true));
        assertThat(values(frame)).containsExactly(expected);
    }

    @Test
    void signedCodestreamsOfUnsignedPixelsAreSigned() throws DecodeException {
        StoredFrame frame =
                decode(Codestreams.bytes(Codestreams.SIGNED_16_STYLES), Descriptors.gray(20, 18, 16, 16, 15, false));
        assertThat(frame.signed()).isTrue();
        assertThat(frame.value(3, 5, 0)).isEqualTo(Codestreams.value(3, 5, 0, 16, true));
        assertThat(frame.warnings()).hasSize(1).first().asString().contains("shown as in the codestream");
    }

    @Test
    void theCodestreamSaysWhetherColoursAreTransformed() throws DecodeException {
        StoredFrame transformed = decode(
                Codestreams.bytes(Codestreams.RGB_TILES_PRECINCTS),
                Descriptors.color(15, 11, 8, PhotometricInterpretation.YBR_FULL_422, 0));
        assertThat(transformed.photometric()).isEqualTo(PhotometricInterpretation.RGB);
        assertThat(transformed.warnings()).hasSize(1).first().asString().contains("YBR_FULL_422");
        StoredFrame plain = decode(
                Codestreams.bytes(Codestreams.RGB_UNTRANSFORMED),
                Descriptors.color(7, 6, 8, PhotometricInterpretation.YBR_ICT, 0));
        assertThat(plain.photometric()).isEqualTo(PhotometricInterpretation.RGB);
        assertThat(plain.warnings()).hasSize(1).first().asString().contains("no colour transform");
        assertThat(decode(
                                Codestreams.bytes(Codestreams.RGB_UNTRANSFORMED),
                                Descriptors.color(7, 6, 8, PhotometricInterpretation.YBR_FULL, 0))
                        .photometric())
                .isEqualTo(PhotometricInterpretation.YBR_FULL);
    }

    @Test
    void aCodestreamWithinAFileIsFound() throws DecodeException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {0, 0, 0, 12, 'j', 'P', ' ', ' ', 13, 10, (byte) 0x87, 10});
        file.writeBytes(new byte[] {0, 0, 0, 10, 'f', 'r', 'e', 'e', 1, 2});
        file.writeBytes(new byte[] {0, 0, 0, 0, 'j', 'p', '2', 'c'});
        file.writeBytes(Codestreams.bytes(Codestreams.GRAY_12));
        StoredFrame frame = decode(file.toByteArray(), GRAY_12);
        assertThat(frame.value(16, 12, 0)).isEqualTo(Codestreams.value(16, 12, 0, 12, false));
    }
}
