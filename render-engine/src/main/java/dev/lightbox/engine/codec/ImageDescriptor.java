package dev.lightbox.engine.codec;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a data set says of its frames (Image Pixel module, PS3.3 C.7.6.3), checked before anything is allocated. Immutable.
 *
 * @param rows 1–65535
 * @param columns 1–65535
 * @param samplesPerPixel 1 or 3
 * @param bitsAllocated 1, 8, 16 or 32; 32 or 64 for floating point
 * @param bitsStored 1 to bitsAllocated
 * @param highBit bitsStored − 1 to bitsAllocated − 1
 * @param signed Pixel Representation 1
 * @param floatingPoint Float or Double Float Pixel Data (C.7.6.24, C.7.6.25)
 * @param photometric Photometric Interpretation
 * @param planarConfiguration 0 or 1; 0 for one sample
 * @param numberOfFrames at least 1
 * @param warnings what was missing or contradictory and what was assumed instead; fit for the user
 */
public record ImageDescriptor(
        int rows,
        int columns,
        int samplesPerPixel,
        int bitsAllocated,
        int bitsStored,
        int highBit,
        boolean signed,
        boolean floatingPoint,
        PhotometricInterpretation photometric,
        int planarConfiguration,
        int numberOfFrames,
        List<String> warnings) {

    public ImageDescriptor {
        warnings = List.copyOf(warnings);
        if (rows < 1 || rows > 65_535 || columns < 1 || columns > 65_535) {
            throw new IllegalArgumentException("size out of range: " + columns + " x " + rows);
        }
        if (bitsStored < 1 || bitsStored > bitsAllocated || highBit < bitsStored - 1 || highBit >= bitsAllocated) {
            throw new IllegalArgumentException("bits out of range: " + bitsStored + " stored, high bit " + highBit
                    + ", " + bitsAllocated + " allocated");
        }
    }

    /**
     * @throws DecodeException if the data set describes no image, or one that can't be right; the message quotes expected and actual
     */
    public static ImageDescriptor of(DataSet dataSet) throws DecodeException {
        List<String> warnings = new ArrayList<>();
        int rows = required(dataSet, Tag.Rows, "Rows", 1, 65_535);
        int columns = required(dataSet, Tag.Columns, "Columns", 1, 65_535);
        String term = dataSet.string(Tag.PhotometricInterpretation)
                .orElseThrow(() -> new DecodeException("Photometric Interpretation (0028,0004) is missing"));
        PhotometricInterpretation photometric = PhotometricInterpretation.of(term)
                .orElseThrow(() -> new DecodeException("Photometric Interpretation " + term + " is not supported"));
        int samples = dataSet.integer(Tag.SamplesPerPixel).orElse(photometric.samplesPerPixel());
        if (samples != photometric.samplesPerPixel()) {
            throw new DecodeException("Samples per Pixel (0028,0002): expected " + photometric.samplesPerPixel()
                    + " for " + photometric.term() + ", found " + samples);
        }
        int allocated = required(dataSet, Tag.BitsAllocated, "Bits Allocated", 1, 64);
        OptionalInt storedInFile = dataSet.integer(Tag.BitsStored);
        boolean floatingPoint = dataSet.contains(Tag.FloatPixelData)
                || dataSet.contains(Tag.DoubleFloatPixelData)
                // C.7.6.24: floating-point images have no Bits Stored.
                || (storedInFile.isEmpty() && (allocated == 32 || allocated == 64));
        boolean known = floatingPoint
                ? samples == 1 && (allocated == 32 || allocated == 64)
                : allocated == 1 || allocated == 8 || allocated == 16 || allocated == 32;
        if (!known) {
            throw new DecodeException("Bits Allocated (0028,0100) " + allocated + " is not supported");
        }
        int stored = storedInFile.orElse(allocated);
        if (stored < 1 || stored > allocated) {
            throw new DecodeException(
                    "Bits Stored (0028,0101): expected 1 to Bits Allocated " + allocated + ", found " + stored);
        }
        int highBit = dataSet.integer(Tag.HighBit).orElse(stored - 1);
        if (highBit < stored - 1 || highBit >= allocated) {
            warnings.add("High Bit (0028,0102): expected " + (stored - 1) + ", found " + highBit + "; taken as "
                    + (stored - 1) + ".");
            highBit = stored - 1;
        }
        int planar = samples == 1 ? 0 : dataSet.integer(Tag.PlanarConfiguration).orElse(0);
        if (planar != 0 && planar != 1) {
            throw new DecodeException("Planar Configuration (0028,0006): expected 0 or 1, found " + planar);
        }
        OptionalInt representation = dataSet.integer(Tag.PixelRepresentation);
        if (representation.isEmpty() && !floatingPoint) {
            warnings.add("Pixel Representation (0028,0103) is missing; pixels are taken as unsigned.");
        }
        int frames = dataSet.integer(Tag.NumberOfFrames).orElse(1);
        if (frames < 1) {
            warnings.add("Number of Frames (0028,0008): expected at least 1, found " + frames + "; taken as 1.");
            frames = 1;
        }
        return new ImageDescriptor(
                rows,
                columns,
                samples,
                allocated,
                stored,
                highBit,
                !floatingPoint && representation.orElse(0) == 1,
                floatingPoint,
                photometric,
                planar,
                frames,
                warnings);
    }

    private static int required(DataSet dataSet, int tag, String name, int min, int max) throws DecodeException {
        String label = String.format("%s (%04X,%04X)", name, tag >>> 16, tag & 0xFFFF);
        int value = dataSet.integer(tag).orElseThrow(() -> new DecodeException(label + " is missing"));
        if (value < min || value > max) {
            throw new DecodeException(label + ": expected " + min + " to " + max + ", found " + value);
        }
        return value;
    }

    /** The same frames as Float or Double Float Pixel Data, where only the pixel data's tag tells. */
    public ImageDescriptor asFloatingPoint() throws DecodeException {
        if (samplesPerPixel != 1 || (bitsAllocated != 32 && bitsAllocated != 64)) {
            throw new DecodeException("Floating-point pixel data: expected 1 sample of 32 or 64 bits, found "
                    + samplesPerPixel + " of " + bitsAllocated);
        }
        return new ImageDescriptor(
                rows,
                columns,
                1,
                bitsAllocated,
                bitsAllocated,
                bitsAllocated - 1,
                false,
                true,
                photometric,
                0,
                numberOfFrames,
                warnings);
    }

    /** Samples that a native frame holds: YBR_FULL_422 and YBR_PARTIAL_422 have one pair of chrominances for two pixels. */
    public long samplesPerFrame() {
        int perPixel = photometric.isHorizontallySubsampled() ? 2 : samplesPerPixel;
        return (long) rows * columns * perPixel;
    }

    /** Size of a native frame in bits; frames of 1-bit images follow each other without padding (PS3.5 8.1.1). */
    public long bitsPerFrame() {
        return samplesPerFrame() * bitsAllocated;
    }

    /** Size of a native frame in whole bytes. */
    public long bytesPerFrame() {
        return (bitsPerFrame() + 7) / 8;
    }

    /**
     * Refuses a frame whose decoded form would be over the limits.
     */
    public void check(DecodeLimits limits) throws DecodeException {
        // One-bit samples take a byte once decoded; some decoders need a 16-bit plane beside.
        long bytes = (long) rows * columns * samplesPerPixel * Math.max(1, bitsAllocated / 8);
        if (bytes > limits.maxFrameBytes() || rows > limits.maxEdge() || columns > limits.maxEdge()) {
            throw new DecodeLimitException("The picture of " + columns + " x " + rows + " pixels needs " + bytes
                    + " bytes, more than the limit of " + limits.maxFrameBytes() + " bytes and " + limits.maxEdge()
                    + " pixels an edge");
        }
    }
}
