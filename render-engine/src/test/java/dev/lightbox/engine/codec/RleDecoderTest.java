package dev.lightbox.engine.codec;

import static dev.lightbox.engine.codec.NativeDecoderTest.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RleDecoderTest extends FrameDecoderContract {

    @Override
    protected FrameDecoder decoder() {
        return new RleDecoder();
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                // A run of five 7s (1 - 5 = -4), then three literals, a no-operation byte between.
                new Example(
                        "8 bits",
                        rle(bytes(-4, 7, -128, 2, 1, 2, 3)),
                        Descriptors.gray(4, 2, 8, 8, 7, false),
                        7,
                        7,
                        7,
                        7,
                        7,
                        1,
                        2,
                        3),
                new Example(
                        "16 bits signed: the most significant bytes come first",
                        rle(bytes(-1, 0xFF, 1, 0, 0x12), bytes(3, 0xFE, 0x00, 0x05, 0x34)),
                        Descriptors.gray(2, 2, 16, 16, 15, true),
                        -2,
                        -256,
                        5,
                        0x1234),
                new Example(
                        "RGB: a segment a colour, whatever the planar configuration says",
                        rle(bytes(1, 1, 4), bytes(1, 2, 5), bytes(1, 3, 6)),
                        Descriptors.color(2, 1, 8, PhotometricInterpretation.RGB, 1),
                        1,
                        2,
                        3,
                        4,
                        5,
                        6),
                new Example(
                        "RGB of 16 bits",
                        rle(bytes(0, 1), bytes(0, 2), bytes(0, 3), bytes(0, 4), bytes(0, 5), bytes(0, 6)),
                        Descriptors.color(1, 1, 16, PhotometricInterpretation.RGB, 0),
                        0x102,
                        0x304,
                        0x506),
                new Example(
                        "1 bit, packed",
                        rle(bytes(1, 0b1000_0001, 0b10)),
                        Descriptors.gray(5, 2, 1, 1, 0, false),
                        1,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        1,
                        0,
                        1));
    }

    @Override
    protected long expectedNumber(ImageDescriptor image) {
        return image.bytesPerFrame() / Math.max(1, image.bitsAllocated() / 8) / image.samplesPerPixel();
    }

    @Test
    void theNumberOfSegmentsMustFit() {
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> decode(rle(bytes(0, 1), bytes(0, 2)), Descriptors.gray(1, 1, 8, 8, 7, false)))
                .withMessage("RLE Lossless: expected 1 segments, found 2");
    }

    @Test
    void whatASegmentHoldsTooMuchIsLeftOutWithAWarning() throws DecodeException {
        StoredFrame run = decode(rle(bytes(-9, 1)), Descriptors.gray(3, 3, 8, 8, 7, false));
        assertThat(values(run)).containsOnly(1).hasSize(9);
        assertThat(run.warnings())
                .singleElement()
                .asString()
                .contains("segment 1")
                .contains("9 bytes");
        StoredFrame literals = decode(rle(bytes(3, 1, 2, 3, 0)), Descriptors.gray(3, 1, 8, 8, 7, false));
        assertThat(values(literals)).containsExactly(1, 2, 3);
        assertThat(literals.warnings()).hasSize(1);
    }

    @Test
    void segmentsMayLieInAnyOrder() throws DecodeException {
        byte[] frame = rle(bytes(1, 0x12, 0x56), bytes(1, 0x34, 0x78));
        byte[] turned = frame.clone();
        System.arraycopy(frame, 64, turned, 67, 3);
        System.arraycopy(frame, 67, turned, 64, 3);
        turned[4] = 67;
        turned[8] = 64;
        assertThat(values(decode(turned, Descriptors.gray(2, 1, 16, 16, 15, false))))
                .containsExactly(0x1234, 0x5678);
    }

    /** Runs and literals of every length, over lines, with no-operation bytes between, as a plain decoder takes them. */
    @Test
    void longPlanesComeOutWhateverTheirRunsAre() throws DecodeException {
        Random random = new Random(21);
        for (int round = 0; round < 50; round++) {
            byte[] plane = new byte[61 * 47];
            ByteArrayOutputStream segment = new ByteArrayOutputStream();
            int at = 0;
            while (at < plane.length) {
                int length = Math.min(1 + random.nextInt(round % 2 == 0 ? 128 : 9), plane.length - at);
                if (random.nextInt(10) == 0) {
                    segment.write(-128);
                }
                if (length > 1 && random.nextBoolean()) {
                    Arrays.fill(plane, at, at + length, (byte) random.nextInt(256));
                    segment.write(1 - length);
                    segment.write(plane[at]);
                } else {
                    segment.write(length - 1);
                    for (int i = at; i < at + length; i++) {
                        plane[i] = (byte) random.nextInt(256);
                        segment.write(plane[i]);
                    }
                }
                at += length;
            }
            StoredFrame frame = decode(rle(segment.toByteArray()), Descriptors.gray(61, 47, 8, 8, 7, false));
            assertThat(frame.samples())
                    .isInstanceOfSatisfying(
                            Samples.Bytes.class,
                            bytes -> assertThat(bytes.values()).containsExactly(plane));
        }
    }

    @Test
    void aPictureLargerThanItsSegmentsCanHoldReservesNothing() {
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> decode(rle(bytes(-127, 1)), Descriptors.gray(30_000, 30_000, 8, 8, 7, false)))
                .withMessageContaining("expected 900000000 bytes");
    }

    @Test
    void aSegmentThatBeginsBehindTheEndIsRefused() {
        byte[] frame = rle(bytes(0, 1));
        frame[4] = (byte) 200;
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> decode(frame, Descriptors.gray(1, 1, 8, 8, 7, false)))
                .withMessageContaining("segment 1 begins at byte 200");
    }

    private static byte[] rle(byte[]... segments) {
        ByteBuffer header =
                ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putInt(segments.length);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] segment : segments) {
            header.putInt(64 + body.size());
            body.writeBytes(segment);
        }
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(header.array());
        frame.writeBytes(body.toByteArray());
        return frame.toByteArray();
    }
}
