package dev.lightbox.engine.codec.jpeg;

import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.DecodeLimits;
import dev.lightbox.engine.codec.EncodedFrame;
import dev.lightbox.engine.codec.FrameDecoder;
import dev.lightbox.engine.codec.ImageDescriptor;
import dev.lightbox.engine.codec.PhotometricInterpretation;
import dev.lightbox.engine.codec.Samples;
import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.codec.StoredValues;
import java.util.ArrayList;
import java.util.List;

/**
 * JPEG baseline, extended sequential and lossless. The codestream says by itself which of them it is; what it says of size, depth and components is compared
 * with the data set before anything is allocated (PS3.5 8.2.1). Colours of DCT codestreams come out as RGB, those of lossless ones as they are.
 * Thread-safe.
 */
public final class JpegDecoder implements FrameDecoder {

    @Override
    public StoredFrame decode(EncodedFrame encoded, ImageDescriptor image, DecodeLimits limits) throws DecodeException {
        image.check(limits);
        JpegParser parser = new JpegParser(encoded.bytes(), encoded.offset(), encoded.length(), image.rows());
        JpegFrame frame = parser.frame();
        List<String> warnings = new ArrayList<>();
        compare(frame, image, limits, warnings);
        return frame.marker() == JpegFrame.LOSSLESS
                ? lossless(parser, frame, image, limits, warnings)
                : lossy(parser, frame, image, limits, warnings);
    }

    private static void compare(JpegFrame frame, ImageDescriptor image, DecodeLimits limits, List<String> warnings)
            throws DecodeException {
        if (frame.rows() != image.rows() || frame.columns() != image.columns()) {
            // Spacing, positions and annotations all refer to the data set's size, so neither can be trusted.
            throw new DecodeException("JPEG: expected " + image.columns() + " x " + image.rows()
                    + " pixels as the data set says, the codestream has " + frame.columns() + " x " + frame.rows());
        }
        int components = frame.components().size();
        long bytes = (long) frame.rows() * frame.columns() * components * (frame.precision() > 8 ? 2 : 1);
        if (bytes > limits.maxFrameBytes()) {
            throw new DecodeException(
                    "JPEG: the picture needs " + bytes + " bytes, more than the limit of " + limits.maxFrameBytes());
        }
        if (components != image.samplesPerPixel()) {
            if (frame.precision() != 8 || image.photometric() == PhotometricInterpretation.PALETTE_COLOR) {
                throw new DecodeException("JPEG: expected " + image.samplesPerPixel() + " components of "
                        + image.bitsStored() + " bits, the codestream has " + components + " of " + frame.precision());
            }
            warnings.add("The data set says " + image.samplesPerPixel() + " samples per pixel, the JPEG codestream has "
                    + components + "; shown as in the codestream.");
        }
        if (frame.precision() > Math.max(8, image.bitsAllocated())) {
            warnings.add("The data set says " + image.bitsAllocated() + " bits allocated, the JPEG codestream has "
                    + frame.precision() + "; shown as in the codestream.");
        }
        if (frame.precision() < image.bitsStored() && image.signed()) {
            warnings.add("The data set says " + image.bitsStored() + " bits stored and signed, the JPEG codestream has "
                    + frame.precision() + "; negative values may be lost.");
        }
    }

    private static StoredFrame lossless(
            JpegParser parser, JpegFrame frame, ImageDescriptor image, DecodeLimits limits, List<String> warnings)
            throws DecodeException {
        int components = frame.components().size();
        short[] cells = frame.isSubsampled()
                ? new SubsampledLossless(parser, frame, limits).decode()
                : new LosslessDecoder(parser, frame, limits).decode();
        PhotometricInterpretation photometric = components == image.samplesPerPixel()
                ? image.photometric().withOwnChrominances()
                : (components == 1 ? PhotometricInterpretation.MONOCHROME2 : PhotometricInterpretation.RGB);
        return stored(frame, image, photometric, cells, warnings);
    }

    private static StoredFrame lossy(
            JpegParser parser, JpegFrame frame, ImageDescriptor image, DecodeLimits limits, List<String> warnings)
            throws DecodeException {
        Plane[] planes = frame.marker() == JpegFrame.PROGRESSIVE
                ? new ProgressiveDecoder(parser, frame, limits).decode()
                : new SequentialDecoder(parser, frame, limits, warnings).decode();
        if (planes.length == 1) {
            PhotometricInterpretation photometric = image.photometric().samplesPerPixel() == 1
                    ? image.photometric()
                    : PhotometricInterpretation.MONOCHROME2;
            return stored(frame, image, photometric, planes[0], warnings);
        }
        boolean ycc = JpegColor.isYcc(parser, frame, image.photometric());
        if (ycc && image.photometric() == PhotometricInterpretation.RGB) {
            warnings.add("The data set says RGB, the JPEG codestream holds YCbCr; shown as in the codestream.");
        }
        JpegColor color = new JpegColor(frame, planes);
        Samples samples = frame.precision() <= 8
                ? new Samples.Bytes(color.rgb8(ycc, limits))
                : new Samples.Shorts(color.rgb12(ycc, limits));
        return new StoredFrame(
                frame.rows(),
                frame.columns(),
                3,
                frame.precision(),
                false,
                PhotometricInterpretation.RGB,
                samples,
                warnings);
    }

    private static StoredFrame stored(
            JpegFrame frame,
            ImageDescriptor image,
            PhotometricInterpretation photometric,
            Plane plane,
            List<String> warnings) {
        if (plane.isWide()) {
            return stored(frame, image, photometric, plane.shorts(), warnings);
        }
        byte[] levels = plane.bytes();
        if (image.bitsStored() == 8 && image.highBit() == 7) {
            return new StoredFrame(
                    frame.rows(),
                    frame.columns(),
                    1,
                    8,
                    image.signed(),
                    photometric,
                    new Samples.Bytes(levels),
                    warnings);
        }
        short[] cells = new short[levels.length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = (short) (levels[i] & 0xFF);
        }
        return stored(frame, image, photometric, cells, warnings);
    }

    /** Takes Bits Stored of the cells, by the data set where its bits are there, else by the codestream's precision. */
    private static StoredFrame stored(
            JpegFrame frame,
            ImageDescriptor image,
            PhotometricInterpretation photometric,
            short[] cells,
            List<String> warnings) {
        int bitsStored = image.bitsStored();
        int highBit = image.highBit();
        boolean contradictory = frame.precision() > Math.max(8, image.bitsAllocated())
                || bitsStored > 16
                || image.bitsAllocated() == 1
                || frame.components().size() != image.samplesPerPixel();
        if (contradictory) {
            bitsStored = frame.precision();
            highBit = frame.precision() - 1;
        } else if (highBit >= bitsStored && highBit >= frame.precision()) {
            warnings.add("The data set says High Bit " + highBit + ", the JPEG codestream has only " + frame.precision()
                    + " bits; its lowest are shown.");
            highBit = bitsStored - 1;
        }
        Samples samples;
        if (Math.max(bitsStored, highBit + 1) <= 8) {
            byte[] narrow = new byte[cells.length];
            for (int i = 0; i < cells.length; i++) {
                narrow[i] = (byte) cells[i];
            }
            StoredValues.extract(narrow, bitsStored, highBit, image.signed());
            samples = new Samples.Bytes(narrow);
        } else {
            StoredValues.extract(cells, bitsStored, highBit, image.signed());
            samples = new Samples.Shorts(cells);
        }
        return new StoredFrame(
                frame.rows(),
                frame.columns(),
                frame.components().size(),
                bitsStored,
                image.signed(),
                photometric,
                samples,
                warnings);
    }
}
