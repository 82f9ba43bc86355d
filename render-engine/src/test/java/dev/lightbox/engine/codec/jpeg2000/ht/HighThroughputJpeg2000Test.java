package dev.lightbox.engine.codec.jpeg2000.ht;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.Descriptors;
import dev.lightbox.engine.codec.FrameDecoder;
import dev.lightbox.engine.codec.FrameDecoderContract;
import dev.lightbox.engine.codec.FrameDecoders;
import dev.lightbox.engine.codec.ImageDescriptor;
import dev.lightbox.engine.codec.PhotometricInterpretation;
import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.dicom.TransferSyntax;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whole codestreams of High Throughput. */
class HighThroughputJpeg2000Test extends FrameDecoderContract {

    @Override
    protected FrameDecoder decoder() {
        return FrameDecoders.of(TransferSyntax.HTJ2K_LOSSLESS).orElseThrow();
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                example("gray, 4 resolutions", HtCodestreams.GRAY_12, Descriptors.gray(17, 13, 16, 12, 11, false)),
                example(
                        "RPCL, precincts, blocks of 8 x 4",
                        HtCodestreams.GRAY_16_RPCL,
                        Descriptors.gray(33, 22, 16, 16, 15, false)),
                example(
                        "RGB by RCT in tiles, PCRL",
                        HtCodestreams.RGB_TILES,
                        Descriptors.color(15, 11, 8, PhotometricInterpretation.YBR_RCT, 0)),
                example(
                        "RGB without a transform, CPRL",
                        HtCodestreams.RGB_UNTRANSFORMED,
                        Descriptors.color(7, 6, 8, PhotometricInterpretation.RGB, 0)),
                refined("cleanup and propagation", 2, false, 0),
                refined("all passes", 3, false, 0),
                refined("all passes, causal, behind placeholders", 3, true, 2));
    }

    private static Example example(String name, String base64, ImageDescriptor image) {
        int samples = image.samplesPerPixel();
        int[] values = new int[image.rows() * image.columns() * samples];
        for (int i = 0; i < values.length; i++) {
            int pixel = i / samples;
            values[i] = HtCodestreams.value(
                    pixel % image.columns(), pixel / image.columns(), i % samples, image.bitsStored());
        }
        return new Example(name, HtCodestreams.bytes(base64), image, values);
    }

    /**
     * No free encoder writes refinement passes. OpenJPEG 2.5.0 and OpenJPH 0.9.0 read those of ours as we do; both refuse placeholders, which this reads as
     * newer versions of OpenJPH do.
     */
    private static Example refined(String name, int passes, boolean causal, int placeholders) {
        int width = 19;
        int height = 14;
        int planes = 10;
        int plane = 4;
        int[] values = new int[width * height];
        Random random = new Random(42);
        for (int i = 0; i < values.length; i++) {
            if (random.nextInt(3) == 0) {
                values[i] = (random.nextBoolean() ? 1 : -1) * random.nextInt(1 << random.nextInt(1, planes));
            }
        }
        byte[] bytes = HtCodestream.of(
                width,
                height,
                planes,
                causal,
                planes - 1 - plane - placeholders,
                placeholders,
                passes,
                HtBlockEncoder.cleanup(values, width, height, plane),
                HtBlockEncoder.refinement(values, width, height, plane, passes > 2, causal));
        int[] halves = HtBlockEncoder.decoded(values, width, height, plane, passes, causal);
        int[] expected = new int[halves.length];
        for (int i = 0; i < halves.length; i++) {
            int magnitude = (halves[i] & Integer.MAX_VALUE) >> 1;
            expected[i] = halves[i] < 0 ? -magnitude : magnitude;
        }
        return new Example(name, bytes, Descriptors.gray(width, height, 16, planes, planes - 1, true), expected);
    }

    @Override
    protected long expectedNumber(ImageDescriptor image) {
        return image.columns();
    }

    @Test
    void irreversibleSamplesAreWithinOneOfTheOriginals() throws DecodeException {
        StoredFrame gray =
                decode(HtCodestreams.bytes(HtCodestreams.IRREVERSIBLE), Descriptors.gray(32, 24, 16, 12, 11, false));
        StoredFrame color = decode(
                HtCodestreams.bytes(HtCodestreams.IRREVERSIBLE_RGB),
                Descriptors.color(16, 12, 8, PhotometricInterpretation.YBR_ICT, 0));
        for (int y = 0; y < 24; y++) {
            for (int x = 0; x < 32; x++) {
                assertThat(gray.value(x, y, 0)).isCloseTo(HtCodestreams.plane(x, y, 0, 12), within(1));
                if (x < 16 && y < 12) {
                    for (int c = 0; c < 3; c++) {
                        assertThat(color.value(x, y, c)).isCloseTo(HtCodestreams.plane(x, y, c, 8), within(1));
                    }
                }
            }
        }
    }
}
