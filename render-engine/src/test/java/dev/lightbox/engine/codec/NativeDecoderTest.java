package dev.lightbox.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class NativeDecoderTest extends FrameDecoderContract {

    @Override
    protected FrameDecoder decoder() {
        return new NativeDecoder();
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example(
                        "8 bits",
                        bytes(0, 1, 127, 128, 254, 255),
                        gray(3, 2, 8, 8, 7, false),
                        0,
                        1,
                        127,
                        128,
                        254,
                        255),
                new Example("8 bits signed", bytes(0x80, 0xFF, 0, 0x7F), gray(2, 2, 8, 8, 7, true), -128, -1, 0, 127),
                new Example("6 of 8 bits, high bit 6", bytes(0xFF, 0x02), gray(2, 1, 8, 6, 6, false), 63, 1),
                new Example("16 bits", bytes(0, 0x80, 0xFF, 0xFF), gray(2, 1, 16, 16, 15, false), 32_768, 65_535),
                new Example("16 bits signed", bytes(0, 0x80, 0xFF, 0xFF), gray(2, 1, 16, 16, 15, true), -32_768, -1),
                new Example(
                        "12 bits with an overlay above",
                        bytes(0x34, 0xF2, 0xFF, 0x1F),
                        gray(2, 1, 16, 12, 11, false),
                        0x234,
                        0xFFF),
                new Example("12 bits signed", bytes(0xFF, 0x07, 0x00, 0x08), gray(2, 1, 16, 12, 11, true), 2047, -2048),
                new Example("12 bits, high bit 15", bytes(0x3F, 0x12), gray(1, 1, 16, 12, 15, false), 0x123),
                new Example(
                        "12 bits signed, high bit 15", bytes(0x3F, 0xF2), gray(1, 1, 16, 12, 15, true), 0xF23 - 4096),
                new Example(
                        "32 bits",
                        bytes(1, 2, 3, 4, 0xFE, 0xFF, 0xFF, 0xFF),
                        gray(2, 1, 32, 32, 31, true),
                        0x04030201,
                        -2),
                new Example("24 of 32 bits", bytes(1, 2, 3, 4), gray(1, 1, 32, 24, 23, false), 0x030201),
                new Example(
                        "1 bit", bytes(0b1000_0101, 0b10), gray(5, 2, 1, 1, 0, false), 1, 0, 1, 0, 0, 0, 0, 1, 0, 1),
                new Example(
                        "RGB by pixel",
                        bytes(1, 2, 3, 4, 5, 6),
                        color(2, 1, 8, PhotometricInterpretation.RGB, 0),
                        1,
                        2,
                        3,
                        4,
                        5,
                        6),
                new Example(
                        "RGB by plane",
                        bytes(1, 4, 2, 5, 3, 6),
                        color(2, 1, 8, PhotometricInterpretation.RGB, 1),
                        1,
                        2,
                        3,
                        4,
                        5,
                        6),
                new Example(
                        "RGB by plane, 16 bits",
                        bytes(1, 0, 4, 0, 2, 0, 5, 0, 3, 0, 6, 1),
                        color(2, 1, 16, PhotometricInterpretation.RGB, 1),
                        1,
                        2,
                        3,
                        4,
                        5,
                        0x106),
                new Example(
                        "YBR_FULL_422: two luminances, their chrominances",
                        bytes(10, 20, 100, 200),
                        color(2, 1, 8, PhotometricInterpretation.YBR_FULL_422, 0),
                        10,
                        20,
                        100,
                        200));
    }

    @Override
    protected long expectedNumber(ImageDescriptor image) {
        return image.bytesPerFrame();
    }

    @Test
    void pixelsOfYbrFull422ShareTheirChrominances() throws DecodeException {
        StoredFrame frame = decode(bytes(10, 20, 100, 200), color(2, 1, 8, PhotometricInterpretation.YBR_FULL_422, 0));
        assertThat(frame.value(1, 0, 0)).isEqualTo(20);
        assertThat(frame.value(0, 0, 1)).isEqualTo(100);
        assertThat(frame.value(1, 0, 1)).isEqualTo(100);
        assertThat(frame.value(1, 0, 2)).isEqualTo(200);
    }

    @Test
    void oddColumnsCantBeYbrFull422() {
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> decode(new byte[6], color(3, 1, 8, PhotometricInterpretation.YBR_FULL_422, 0)))
                .withMessageContaining("even number of Columns")
                .withMessageContaining("3");
    }

    @Test
    void floatingPointKeepsEveryBit() throws DecodeException {
        byte[] bytes = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(0.1f)
                .putFloat(Float.MIN_VALUE)
                .array();
        StoredFrame frame = decode(bytes, gray(2, 1, 32, 32, 31, false).asFloatingPoint());
        assertThat(frame.number(0, 0, 0)).isEqualTo(0.1f);
        assertThat(frame.number(1, 0, 0)).isEqualTo(Float.MIN_VALUE);
    }

    @Test
    void doublesKeepEveryBit() throws DecodeException {
        byte[] bytes = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(Math.PI)
                .array();
        StoredFrame frame = decode(bytes, gray(1, 1, 64, 64, 63, false).asFloatingPoint());
        assertThat(frame.number(0, 0, 0)).isEqualTo(Math.PI);
    }

    @Test
    void unsigned32BitValuesAreWholeAsNumbers() throws DecodeException {
        StoredFrame frame = decode(bytes(0xFF, 0xFF, 0xFF, 0xFF), gray(1, 1, 32, 32, 31, false));
        assertThat(frame.number(0, 0, 0)).isEqualTo(4_294_967_295.0);
    }

    private static ImageDescriptor gray(int columns, int rows, int allocated, int stored, int high, boolean signed) {
        return Descriptors.gray(columns, rows, allocated, stored, high, signed);
    }

    private static ImageDescriptor color(int columns, int rows, int bits, PhotometricInterpretation p, int planar) {
        return Descriptors.color(columns, rows, bits, p, planar);
    }

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
