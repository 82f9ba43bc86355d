package dev.lightbox.engine.codec;

import static dev.lightbox.engine.codec.NativeDecoderTest.bytes;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class DeflatedFrameDecoderTest extends FrameDecoderContract {

    @Override
    protected FrameDecoder decoder() {
        return new DeflatedFrameDecoder();
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example(
                        "12 bits signed",
                        deflate(bytes(0xFF, 0x07, 0x00, 0x08)),
                        Descriptors.gray(2, 1, 16, 12, 11, true),
                        2047,
                        -2048),
                new Example("1 bit", deflate(bytes(0b0000_0101)), Descriptors.gray(2, 2, 1, 1, 0, false), 1, 0, 1, 0));
    }

    @Override
    protected long expectedNumber(ImageDescriptor image) {
        return image.bytesPerFrame();
    }

    @Test
    void aBombIsInflatedNoFurtherThanTheFrame() throws DecodeException {
        byte[] bomb = deflate(new byte[50_000_000]);
        decode(bomb, Descriptors.gray(2, 2, 8, 8, 7, false));
    }

    @Test
    void whatIsNotDeflatedIsRefused() {
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> decode(bytes(0xFF, 0xFF, 0xFF), Descriptors.gray(2, 2, 8, 8, 7, false)))
                .withMessageStartingWith("Deflated frame is corrupt");
    }

    private static byte[] deflate(byte[] pixels) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(pixels);
        deflater.finish();
        byte[] bytes = new byte[pixels.length / 100 + 100];
        int length = deflater.deflate(bytes);
        deflater.end();
        return Arrays.copyOf(bytes, length);
    }
}
