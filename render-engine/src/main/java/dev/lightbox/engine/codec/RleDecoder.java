package dev.lightbox.engine.codec;

import java.util.Arrays;

/** RLE Lossless (PS3.5 Annex G): one segment of PackBits for each byte of a sample, the most significant first. Never reads or writes beyond a segment. */
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
        int[] starts = segments(frame, samples * bytesPerSample);
        byte[] cells = new byte[segmentBytes * samples * bytesPerSample];
        byte[] plane = new byte[segmentBytes];
        for (int i = 0; i < samples * bytesPerSample; i++) {
            unpack(frame, starts[i], starts[i + 1], plane, i + 1);
            int sample = i / bytesPerSample;
            int significance = bytesPerSample - 1 - i % bytesPerSample;
            int stride = samples * bytesPerSample;
            for (int p = 0, at = sample * bytesPerSample + significance; p < segmentBytes; p++, at += stride) {
                cells[at] = plane[p];
            }
        }
        return NATIVE.decode(new EncodedFrame(cells), interleaved(image), limits);
    }

    /** The cells as they are now: by pixel. Subsampled colours don't occur in RLE (PS3.5 8.2.2). */
    private static ImageDescriptor interleaved(ImageDescriptor image) {
        PhotometricInterpretation photometric = image.photometric().isHorizontallySubsampled()
                ? PhotometricInterpretation.YBR_FULL
                : image.photometric();
        return new ImageDescriptor(
                image.rows(),
                image.columns(),
                image.samplesPerPixel(),
                image.bitsAllocated(),
                image.bitsStored(),
                image.highBit(),
                image.signed(),
                image.floatingPoint(),
                photometric,
                0,
                1,
                image.warnings());
    }

    /** Offsets of the segments in the frame's bytes, and the end of the last one (G.5). */
    private static int[] segments(EncodedFrame frame, int expected) throws DecodeException {
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
        int[] starts = new int[expected + 1];
        starts[expected] = frame.length();
        long previous = HEADER_BYTES;
        for (int i = 0; i < expected; i++) {
            long start = u32(frame, 4 + 4 * i);
            if (start < previous || start > frame.length()) {
                throw new DecodeException("RLE Lossless: segment " + (i + 1) + " begins at byte " + start
                        + ", expected " + previous + " to " + frame.length());
            }
            starts[i] = (int) start;
            previous = start;
        }
        return starts;
    }

    /** PackBits (G.3.2). */
    private static void unpack(EncodedFrame frame, int from, int to, byte[] plane, int number) throws DecodeException {
        byte[] in = frame.bytes();
        int at = frame.offset() + from;
        int end = frame.offset() + to;
        int out = 0;
        while (out < plane.length) {
            if (at >= end) {
                throw cutOff(number, out, plane.length);
            }
            int control = in[at++];
            if (control >= 0) {
                int literal = control + 1;
                if (literal > end - at) {
                    throw cutOff(number, out, plane.length);
                }
                checkRoom(literal, plane.length - out, number);
                System.arraycopy(in, at, plane, out, literal);
                at += literal;
                out += literal;
            } else if (control != -128) {
                int run = 1 - control;
                if (at >= end) {
                    throw cutOff(number, out, plane.length);
                }
                checkRoom(run, plane.length - out, number);
                Arrays.fill(plane, out, out + run, in[at++]);
                out += run;
            }
        }
    }

    private static void checkRoom(int run, int room, int number) throws DecodeException {
        if (run > room) {
            throw new DecodeException("RLE Lossless: corrupt data, a run of " + run + " bytes where segment " + number
                    + " has room for " + room);
        }
    }

    private static DecodeException cutOff(int number, int found, int expected) {
        return new DecodeException(
                "RLE Lossless: segment " + number + " is cut off, expected " + expected + " bytes, found " + found);
    }

    private static long u32(EncodedFrame frame, int at) {
        int i = frame.offset() + at;
        byte[] b = frame.bytes();
        return (b[i] & 0xFFL) | (b[i + 1] & 0xFFL) << 8 | (b[i + 2] & 0xFFL) << 16 | (b[i + 3] & 0xFFL) << 24;
    }
}
