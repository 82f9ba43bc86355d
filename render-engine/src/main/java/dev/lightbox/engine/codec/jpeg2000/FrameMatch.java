package dev.lightbox.engine.codec.jpeg2000;

import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.DecodeLimitException;
import dev.lightbox.engine.codec.DecodeLimits;
import dev.lightbox.engine.codec.ImageDescriptor;
import dev.lightbox.engine.codec.PhotometricInterpretation;
import dev.lightbox.engine.codec.Samples;
import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.codec.StoredValues;
import java.util.ArrayList;
import java.util.List;

/**
 * How the codestream's components and the data set's samples fit together (PS3.5 8.2.4): refused where the picture would be another, told where one of them is
 * wrong but the right one is known. Immutable.
 */
final class FrameMatch {

    private final ImageSize size;
    private final ImageDescriptor image;
    private final int channels;
    private final int precision;
    private final List<String> warnings = new ArrayList<>();

    private FrameMatch(ImageSize size, ImageDescriptor image) {
        this.size = size;
        this.image = image;
        int greatest = 0;
        this.channels = size.components() >= 3 ? 3 : 1;
        for (int c = 0; c < channels; c++) {
            greatest = Math.max(greatest, size.precision()[c]);
        }
        this.precision = greatest;
    }

    static FrameMatch of(ImageSize size, ImageDescriptor image, DecodeLimits limits) throws DecodeException {
        FrameMatch match = new FrameMatch(size, image);
        match.compare(limits);
        return match;
    }

    int columns() {
        return Grid.ceilDiv(size.x1(), size.stepX()[0]) - Grid.ceilDiv(size.x0(), size.stepX()[0]);
    }

    int rows() {
        return Grid.ceilDiv(size.y1(), size.stepY()[0]) - Grid.ceilDiv(size.y0(), size.stepY()[0]);
    }

    int channels() {
        return channels;
    }

    int precision() {
        return precision;
    }

    private void compare(DecodeLimits limits) throws DecodeException {
        if (rows() != image.rows() || columns() != image.columns()) {
            // Spacing, positions and annotations all refer to the data set's size, so neither can be trusted.
            throw new DecodeException("JPEG 2000: expected " + image.columns() + " x " + image.rows()
                    + " pixels as the data set says, the codestream has " + columns() + " x " + rows());
        }
        if (precision > 31) {
            throw new DecodeException("JPEG 2000: a precision of " + precision + " bits is not supported");
        }
        // Those that aren't shown, too: what a component costs depends on its steps.
        for (int c = 1; c < size.components(); c++) {
            if (size.stepX()[c] % size.stepX()[0] != 0
                    || size.stepY()[c] % size.stepY()[0] != 0
                    || c < channels && size.signed()[c] != size.signed()[0]) {
                throw new DecodeException("JPEG 2000: components of different sign, or sampled " + size.stepX()[c]
                        + " x " + size.stepY()[c] + " beside " + size.stepX()[0] + " x " + size.stepY()[0]
                        + ", are not supported");
            }
        }
        long bytes = (long) rows() * columns() * channels * (precision > 16 ? 4 : precision > 8 ? 2 : 1);
        if (bytes > limits.maxFrameBytes()) {
            throw new DecodeLimitException("JPEG 2000: the picture needs " + bytes + " bytes, more than the limit of "
                    + limits.maxFrameBytes());
        }
        if (size.components() != channels) {
            warnings.add("The JPEG 2000 codestream has " + size.components() + " components; only the first "
                    + (channels == 1 ? "one is" : "three are") + " shown.");
        }
        if (channels != image.samplesPerPixel()) {
            if (precision != 8 || image.photometric() == PhotometricInterpretation.PALETTE_COLOR) {
                throw new DecodeException("JPEG 2000: expected " + image.samplesPerPixel() + " components of "
                        + image.bitsStored() + " bits, the codestream has " + channels + " of " + precision);
            }
            warnings.add("The data set says " + image.samplesPerPixel()
                    + " samples per pixel, the JPEG 2000 codestream has " + channels
                    + "; shown as in the codestream.");
        }
        if (image.floatingPoint()) {
            throw new DecodeException("JPEG 2000: the data set says floating point, which no such codestream holds");
        }
        if (precision > Math.max(8, image.bitsAllocated())) {
            warnings.add("The data set says " + image.bitsAllocated() + " bits allocated, the JPEG 2000 codestream has "
                    + precision + "; shown as in the codestream.");
        }
        if (size.signed()[0] && !image.signed()) {
            warnings.add("The data set says unsigned pixels, the JPEG 2000 codestream has signed ones;"
                    + " shown as in the codestream.");
        }
    }

    /** The frame as stored values. */
    StoredFrame stored(FramePlanes planes, boolean transformed, int reduction, List<String> more) {
        List<String> told = new ArrayList<>(warnings);
        told.addAll(more);
        boolean signed = size.signed()[0] || image.signed();
        int bitsStored = image.bitsStored();
        int highBit = image.highBit();
        Samples samples = planes.samples();
        boolean contradictory = precision > Math.max(8, image.bitsAllocated())
                || image.bitsAllocated() == 1
                || channels != image.samplesPerPixel()
                || size.signed()[0] && !image.signed();
        if (contradictory) {
            bitsStored = precision;
            signed = size.signed()[0];
        } else if (size.signed()[0]) {
            // Numbers, not cells: nothing lies above them that could be cut off.
            bitsStored = Math.max(bitsStored, precision);
        } else {
            if (image.signed() && precision == bitsStored && highBit == bitsStored - 1) {
                told.add("The data set says signed pixels, the JPEG 2000 codestream has unsigned ones;"
                        + " taken as two's complement.");
            }
            if (highBit >= bitsStored && highBit >= precision) {
                told.add("The data set says High Bit " + highBit + ", the JPEG 2000 codestream has only " + precision
                        + " bits; its lowest are shown.");
                highBit = bitsStored - 1;
            }
            samples = widened(samples, Math.max(bitsStored, highBit + 1));
            extract(samples, bitsStored, highBit, image.signed());
        }
        return new StoredFrame(
                planes.rows,
                planes.columns,
                channels,
                bitsStored,
                signed,
                photometric(transformed, told),
                samples,
                told,
                reduction);
    }

    /** Room for the data set's bits where the codestream has fewer: unsigned numbers stay what they are, and have no sign. */
    private static Samples widened(Samples samples, int bits) {
        if (bits > 16) {
            int[] wide = new int[samples.length()];
            if (samples instanceof Samples.Bytes(byte[] values)) {
                for (int i = 0; i < wide.length; i++) {
                    wide[i] = values[i] & 0xFF;
                }
                return new Samples.Ints(wide);
            }
            if (samples instanceof Samples.Shorts(short[] values)) {
                for (int i = 0; i < wide.length; i++) {
                    wide[i] = values[i] & 0xFFFF;
                }
                return new Samples.Ints(wide);
            }
        } else if (bits > 8 && samples instanceof Samples.Bytes(byte[] values)) {
            return new Samples.Shorts(StoredValues.widen(values));
        }
        return samples;
    }

    /** Takes Bits Stored below High Bit (PS3.5 8.1.1) of what the codestream kept as whole cells, where those have more bits. */
    private void extract(Samples samples, int bitsStored, int highBit, boolean signed) {
        boolean nothingAbove = precision <= bitsStored && highBit == bitsStored - 1;
        if (precision < bitsStored || nothingAbove && !signed) {
            return;
        }
        switch (samples) {
            case Samples.Bytes(byte[] values) -> StoredValues.extract(values, bitsStored, highBit, signed);
            case Samples.Shorts(short[] values) -> StoredValues.extract(values, bitsStored, highBit, signed);
            case Samples.Ints(int[] values) -> StoredValues.extract(values, bitsStored, highBit, signed);
            default -> throw new IllegalStateException("no floating point here");
        }
    }

    private PhotometricInterpretation photometric(boolean transformed, List<String> told) {
        PhotometricInterpretation said = image.photometric();
        if (channels == 1) {
            return said.samplesPerPixel() == 1 ? said : PhotometricInterpretation.MONOCHROME2;
        }
        boolean isRgb = switch (said) {
            case RGB, YBR_RCT, YBR_ICT -> true;
            default -> false;
        };
        if (transformed || said.samplesPerPixel() == 1) {
            if (transformed && said.samplesPerPixel() == 3 && !isRgb) {
                told.add("The data set says " + said.term()
                        + ", the JPEG 2000 codestream has a colour transform to RGB; shown as in the codestream.");
            }
            return PhotometricInterpretation.RGB;
        }
        if (said == PhotometricInterpretation.YBR_RCT || said == PhotometricInterpretation.YBR_ICT) {
            told.add("The data set says " + said.term()
                    + ", the JPEG 2000 codestream has no colour transform; shown as RGB.");
            return PhotometricInterpretation.RGB;
        }
        return isRgb
                ? said
                // The components come out at full size, whatever the data set says of their sampling.
                : said == PhotometricInterpretation.YBR_PARTIAL_422 || said == PhotometricInterpretation.YBR_PARTIAL_420
                        ? PhotometricInterpretation.YBR_PARTIAL_420
                        : PhotometricInterpretation.YBR_FULL;
    }
}
