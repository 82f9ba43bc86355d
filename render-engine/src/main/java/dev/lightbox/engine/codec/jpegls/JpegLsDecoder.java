package dev.lightbox.engine.codec.jpegls;

import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.DecodeLimitException;
import dev.lightbox.engine.codec.DecodeLimits;
import dev.lightbox.engine.codec.EncodedFrame;
import dev.lightbox.engine.codec.FrameDecoder;
import dev.lightbox.engine.codec.ImageDescriptor;
import dev.lightbox.engine.codec.PhotometricInterpretation;
import dev.lightbox.engine.codec.StoredFrame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JPEG-LS, lossless and near-lossless. What the codestream says of size, depth and components is compared with the data set before anything is allocated
 * (PS3.5 8.2.3). The standard knows no colour transform, so the data set says what three components mean; HP's transforms, which some encoders apply, are taken
 * back. Thread-safe.
 */
public final class JpegLsDecoder implements FrameDecoder {

    @Override
    public StoredFrame decode(EncodedFrame encoded, ImageDescriptor image, DecodeLimits limits) throws DecodeException {
        image.check(limits);
        JpegLsParser parser = new JpegLsParser(encoded.bytes(), encoded.offset(), encoded.length(), image.rows());
        JpegLsFrame frame = parser.frame();
        List<String> warnings = new ArrayList<>();
        compare(frame, image, limits, warnings, encoded.length());
        SamplePlane plane = new SamplePlane(frame.rows(), frame.columns(), frame.components(), frame.precision() > 8);
        @Nullable MappingTable[] tables = decodeScans(parser, frame, plane, limits);
        if (parser.colorTransform() != 0) {
            if (frame.components() != 3) {
                throw new DecodeException("JPEG-LS: colour transform " + parser.colorTransform()
                        + " needs 3 components, the codestream has " + frame.components());
            }
            plane.invert(parser.colorTransform(), frame.precision());
        }
        return mapped(frame, image, limits, plane, tables, warnings);
    }

    private static void compare(
            JpegLsFrame frame, ImageDescriptor image, DecodeLimits limits, List<String> warnings, int length)
            throws DecodeException {
        if (frame.rows() != image.rows() || frame.columns() != image.columns()) {
            // Spacing, positions and annotations all refer to the data set's size, so neither can be trusted.
            throw new DecodeException("JPEG-LS: expected " + image.columns() + " x " + image.rows()
                    + " pixels as the data set says, the codestream has " + frame.columns() + " x " + frame.rows());
        }
        int components = frame.components();
        checkSize(frame, limits, components, frame.precision());
        if (8L * length < frame.rows()) {
            throw new DecodeException("JPEG-LS: the data is cut off: " + length + " bytes can't hold " + frame.rows()
                    + " lines, each of which takes a bit at least");
        }
        if (components != image.samplesPerPixel()
                && (image.photometric() == PhotometricInterpretation.PALETTE_COLOR || components % 2 == 0)) {
            throw new DecodeException("JPEG-LS: expected " + image.samplesPerPixel()
                    + " components as the data set says, the codestream has " + components);
        }
        if (frame.precision() > Math.max(8, image.bitsAllocated())) {
            warnings.add("The data set says " + image.bitsAllocated()
                    + " bits allocated, the JPEG-LS codestream has " + frame.precision()
                    + "; shown as in the codestream.");
        }
        if (frame.precision() < image.bitsStored() && image.signed()) {
            warnings.add("The data set says " + image.bitsStored()
                    + " bits stored and signed, the JPEG-LS codestream has " + frame.precision()
                    + "; negative values may be lost.");
        }
    }

    private static void checkSize(JpegLsFrame frame, DecodeLimits limits, int components, int precision)
            throws DecodeException {
        long bytes = (long) frame.rows() * frame.columns() * components * (precision > 8 ? 2 : 1);
        if (bytes > limits.maxFrameBytes()) {
            throw new DecodeLimitException(
                    "JPEG-LS: the picture needs " + bytes + " bytes, more than the limit of " + limits.maxFrameBytes());
        }
    }

    /** Decodes scans until each component has come, and returns their mapping tables. */
    private static @Nullable MappingTable[] decodeScans(
            JpegLsParser parser, JpegLsFrame frame, SamplePlane plane, DecodeLimits limits) throws DecodeException {
        @Nullable MappingTable[] tables = new MappingTable[frame.components()];
        boolean[] done = new boolean[frame.components()];
        int remaining = done.length;
        while (remaining > 0) {
            JpegLsScan scan = parser.nextScan();
            for (int i = 0; i < scan.components().size(); i++) {
                int component = scan.components().get(i);
                if (done[component]) {
                    throw new DecodeException("JPEG-LS: component " + component + " is coded twice");
                }
                done[component] = true;
                remaining--;
                int number = scan.mappingTables().get(i);
                if (number != 0) {
                    MappingTable table = parser.mappingTable(number);
                    if (table == null) {
                        throw new DecodeException(
                                "JPEG-LS: a scan names mapping table " + number + ", which is not defined");
                    }
                    tables[component] = table;
                }
            }
            new ScanDecoder(parser, frame, scan, plane, limits).decode();
        }
        return tables;
    }

    /** Replaces indices where there are mapping tables. */
    private static StoredFrame mapped(
            JpegLsFrame frame,
            ImageDescriptor image,
            DecodeLimits limits,
            SamplePlane plane,
            @Nullable MappingTable[] tables,
            List<String> warnings)
            throws DecodeException {
        int[] @Nullable [] values = new int[tables.length][];
        int width = 0;
        for (int i = 0; i < tables.length; i++) {
            MappingTable table = tables[i];
            if (table != null) {
                values[i] = table.values();
                width = Math.max(width, table.width());
            }
        }
        if (width == 0) {
            return stored(frame, image, plane, frame.precision(), warnings);
        }
        if (width < 3) {
            int precision = Math.max(frame.precision(), 8 * width);
            checkSize(frame, limits, plane.components(), precision);
            return stored(frame, image, plane.mapped(frame.rows(), values, precision > 8), precision, warnings);
        }
        if (tables.length > 1 || values[0] == null) {
            throw new DecodeException("JPEG-LS: entries of 3 bytes for one of several components are not supported");
        }
        if (image.photometric() == PhotometricInterpretation.PALETTE_COLOR) {
            warnings.add("The JPEG-LS codestream has a palette of its own; shown by the data set's.");
            return stored(frame, image, plane, frame.precision(), warnings);
        }
        checkSize(frame, limits, 3, 8);
        return stored(frame, image, plane.mapToColors(frame.rows(), values[0]), 8, warnings);
    }

    /** Takes Bits Stored of the samples, by the data set where its bits are there, else by the codestream's precision. */
    private static StoredFrame stored(
            JpegLsFrame frame, ImageDescriptor image, SamplePlane plane, int precision, List<String> warnings) {
        boolean otherComponents = plane.components() != image.samplesPerPixel();
        int bitsStored = image.bitsStored();
        int highBit = image.highBit();
        if (otherComponents
                || precision > Math.max(8, image.bitsAllocated())
                || bitsStored > 16
                || image.bitsAllocated() == 1) {
            bitsStored = precision;
            highBit = precision - 1;
        } else if (highBit >= bitsStored && highBit >= precision) {
            warnings.add("The data set says High Bit " + highBit + ", the JPEG-LS codestream has only " + precision
                    + " bits; its lowest are shown.");
            highBit = bitsStored - 1;
        }
        if (otherComponents) {
            warnings.add(
                    "The data set says " + image.samplesPerPixel() + " samples per pixel, the JPEG-LS codestream has "
                            + plane.components() + "; shown as in the codestream.");
        }
        return new StoredFrame(
                frame.rows(),
                frame.columns(),
                plane.components(),
                bitsStored,
                image.signed(),
                photometric(image, plane.components(), warnings),
                plane.toSamples(bitsStored, highBit, image.signed()),
                warnings);
    }

    private static PhotometricInterpretation photometric(ImageDescriptor image, int components, List<String> warnings) {
        PhotometricInterpretation said = image.photometric();
        if (said.samplesPerPixel() != components) {
            return components == 1 ? PhotometricInterpretation.MONOCHROME2 : PhotometricInterpretation.RGB;
        }
        return switch (said) {
            case YBR_RCT, YBR_ICT -> {
                // Left over from JPEG 2000, whose codestreams say by themselves that there is a transform.
                warnings.add("The data set says " + said.term() + ", which JPEG-LS doesn't have; shown as RGB.");
                yield PhotometricInterpretation.RGB;
            }
            default -> said.withOwnChrominances();
        };
    }
}
