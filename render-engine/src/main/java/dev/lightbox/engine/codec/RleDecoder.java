package dev.lightbox.engine.codec;

import dev.lightbox.engine.kernel.Planes;
import java.util.ArrayList;
import java.util.List;

/** RLE Lossless (PS3.5 Annex G): one segment of PackBits for each byte of a sample, the most significant first. */
final class RleDecoder implements FrameDecoder {

    private static final int HEADER_BYTES = 64;
    private static final FrameDecoder NATIVE = new NativeDecoder();

    @Override
    public StoredFrame decode(EncodedFrame frame, ImageDescriptor image, DecodeLimits limits) throws DecodeException {
        image.check(limits);
        int bytesPerSample = Math.max(1, image.bitsAllocated() / 8);
        int samples = image.samplesPerPixel();
        // Packed bits of 1-bit images are run-length coded as they are.
        int segmentBytes =
                image.bitsAllocated() == 1 ? Math.toIntExact(image.bytesPerFrame()) : image.rows() * image.columns();
        int[][] segments = segments(frame, samples * bytesPerSample);
        List<String> warnings = new ArrayList<>();
        byte[][] planes = new byte[segments.length][];
        for (int i = 0; i < segments.length; i++) {
            limits.checkTime();
            // Two bytes hold 128 at most: don't reserve for more than can come.
            if (64L * (segments[i][1] - segments[i][0]) < segmentBytes) {
                throw PackBits.cutOff(i + 1, segments[i][1] - segments[i][0], segmentBytes);
            }
            planes[i] = new byte[segmentBytes];
            int offset = frame.offset();
            if (PackBits.unpack(frame.bytes(), offset + segments[i][0], offset + segments[i][1], planes[i], i + 1)) {
                warnings.add("RLE segment " + (i + 1) + " holds more than the " + segmentBytes
                        + " bytes of the picture; what is too much was left out.");
            }
        }
        if (image.bitsAllocated() == 8) {
            byte[] values = samples == 1 ? planes[0] : Planes.interleave(planes[0], planes[1], planes[2]);
            StoredValues.extract(values, image.bitsStored(), image.highBit(), image.signed());
            return stored(image, new Samples.Bytes(values), warnings);
        }
        if (image.bitsAllocated() == 16) {
            short[] values = new short[segmentBytes * samples];
            for (int sample = 0; sample < samples; sample++) {
                Planes.join(planes[2 * sample], planes[2 * sample + 1], values, sample, samples);
            }
            StoredValues.extract(values, image.bitsStored(), image.highBit(), image.signed());
            return stored(image, new Samples.Shorts(values), warnings);
        }
        byte[] cells = segments.length == 1 ? planes[0] : cells(planes, bytesPerSample);
        StoredFrame decoded = NATIVE.decode(new EncodedFrame(cells), interleaved(image), limits);
        return stored(image, decoded.samples(), warnings);
    }

    private static StoredFrame stored(ImageDescriptor image, Samples samples, List<String> warnings) {
        return new StoredFrame(
                image.rows(),
                image.columns(),
                image.samplesPerPixel(),
                image.bitsStored(),
                image.signed(),
                image.photometric().withOwnChrominances(),
                samples,
                warnings);
    }

    /** Little-endian cells by pixel, of 32 and 64 bits. */
    private static byte[] cells(byte[][] planes, int bytesPerSample) {
        byte[] cells = new byte[Math.multiplyExact(planes[0].length, planes.length)];
        for (int i = 0; i < planes.length; i++) {
            byte[] plane = planes[i];
            int significance = bytesPerSample - 1 - i % bytesPerSample;
            for (int p = 0, at = i / bytesPerSample * bytesPerSample + significance; p < plane.length; p++) {
                cells[at] = plane[p];
                at += planes.length;
            }
        }
        return cells;
    }

    /** The cells as they are now: by pixel. */
    private static ImageDescriptor interleaved(ImageDescriptor image) {
        return new ImageDescriptor(
                image.rows(),
                image.columns(),
                image.samplesPerPixel(),
                image.bitsAllocated(),
                image.bitsStored(),
                image.highBit(),
                image.signed(),
                image.floatingPoint(),
                image.photometric().withOwnChrominances(),
                0,
                1,
                image.warnings());
    }

    /** First byte of each segment in the frame's bytes, and the one behind its last (G.5): where the next one begins, in whatever order they lie. */
    private static int[][] segments(EncodedFrame frame, int expected) throws DecodeException {
        if (frame.length() < HEADER_BYTES) {
            throw new DecodeException("RLE Lossless: expected a header of 64 bytes, found " + frame.length());
        }
        long count = u32(frame, 0);
        if (count != expected) {
            throw new DecodeException("RLE Lossless: expected " + expected + " segments, found " + count);
        }
        if (expected > 15) {
            throw new DecodeException("RLE Lossless: " + expected + " segments are more than its header can name");
        }
        int[][] segments = new int[expected][];
        for (int i = 0; i < expected; i++) {
            long start = u32(frame, 4 + 4 * i);
            if (start < HEADER_BYTES || start > frame.length()) {
                throw new DecodeException("RLE Lossless: segment " + (i + 1) + " begins at byte " + start
                        + ", expected " + HEADER_BYTES + " to " + frame.length());
            }
            segments[i] = new int[] {(int) start, frame.length()};
        }
        for (int[] segment : segments) {
            for (int[] other : segments) {
                if (other[0] > segment[0]) {
                    segment[1] = Math.min(segment[1], other[0]);
                }
            }
        }
        return segments;
    }

    private static long u32(EncodedFrame frame, int at) {
        int i = frame.offset() + at;
        byte[] b = frame.bytes();
        return (b[i] & 0xFFL) | (b[i + 1] & 0xFFL) << 8 | (b[i + 2] & 0xFFL) << 16 | (b[i + 3] & 0xFFL) << 24;
    }
}
