package dev.lightbox.engine.codec;

import dev.lightbox.engine.kernel.Planes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Native frames (PS3.5 8.1, A.1–A.3), brought to little-endian bytes before: every depth, sign, planar configuration and YBR_FULL_422. */
final class NativeDecoder implements FrameDecoder {

    @Override
    public StoredFrame decode(EncodedFrame frame, ImageDescriptor image, DecodeLimits limits) throws DecodeException {
        image.check(limits);
        if (frame.length() < image.bytesPerFrame()) {
            throw new DecodeException("Pixel Data is cut off: the frame needs " + image.bytesPerFrame() + " bytes, has "
                    + frame.length());
        }
        boolean subsampled = image.photometric().isHorizontallySubsampled();
        if (subsampled
                && (image.columns() % 2 != 0 || image.planarConfiguration() != 0 || image.bitsAllocated() != 8)) {
            throw new DecodeException(image.photometric().term()
                    + " needs an even number of Columns, Planar Configuration 0 and 8 bits, found " + image.columns()
                    + ", " + image.planarConfiguration() + " and " + image.bitsAllocated());
        }
        return new StoredFrame(
                image.rows(),
                image.columns(),
                image.samplesPerPixel(),
                image.bitsStored(),
                image.signed(),
                image.photometric(),
                samples(frame, image),
                List.of());
    }

    private static Samples samples(EncodedFrame frame, ImageDescriptor image) {
        int count = Math.toIntExact(image.samplesPerFrame());
        ByteBuffer bytes =
                ByteBuffer.wrap(frame.bytes(), frame.offset(), frame.length()).order(ByteOrder.LITTLE_ENDIAN);
        int pixels = image.planarConfiguration() == 1 ? image.rows() * image.columns() : 0;
        switch (image.bitsAllocated()) {
            case 1 -> {
                // PS3.5 8.1.1: the first pixel is the least significant bit.
                byte[] values = new byte[count];
                Planes.unpack(frame.bytes(), frame.offset(), values);
                return new Samples.Bytes(values);
            }
            case 8 -> {
                byte[] values = new byte[count];
                bytes.get(values);
                StoredValues.extract(values, image.bitsStored(), image.highBit(), image.signed());
                return new Samples.Bytes(pixels == 0 ? values : interleave(values, pixels));
            }
            case 16 -> {
                short[] values = new short[count];
                bytes.asShortBuffer().get(values);
                StoredValues.extract(values, image.bitsStored(), image.highBit(), image.signed());
                return new Samples.Shorts(pixels == 0 ? values : interleave(values, pixels));
            }
            case 64 -> {
                double[] values = new double[count];
                bytes.asDoubleBuffer().get(values);
                return new Samples.Doubles(values);
            }
            default -> {
                if (image.floatingPoint()) {
                    float[] values = new float[count];
                    bytes.asFloatBuffer().get(values);
                    return new Samples.Floats(values);
                }
                int[] values = new int[count];
                bytes.asIntBuffer().get(values);
                StoredValues.extract(values, image.bitsStored(), image.highBit(), image.signed());
                return new Samples.Ints(pixels == 0 ? values : interleave(values, pixels));
            }
        }
    }

    private static byte[] interleave(byte[] planes, int pixels) {
        byte[] result = new byte[planes.length];
        for (int sample = 0, from = 0; from < planes.length; sample++, from += pixels) {
            for (int i = 0, at = sample; i < pixels; i++, at += 3) {
                result[at] = planes[from + i];
            }
        }
        return result;
    }

    private static short[] interleave(short[] planes, int pixels) {
        short[] result = new short[planes.length];
        for (int sample = 0, from = 0; from < planes.length; sample++, from += pixels) {
            for (int i = 0, at = sample; i < pixels; i++, at += 3) {
                result[at] = planes[from + i];
            }
        }
        return result;
    }

    private static int[] interleave(int[] planes, int pixels) {
        int[] result = new int[planes.length];
        for (int sample = 0, from = 0; from < planes.length; sample++, from += pixels) {
            for (int i = 0, at = sample; i < pixels; i++, at += 3) {
                result[at] = planes[from + i];
            }
        }
        return result;
    }
}
