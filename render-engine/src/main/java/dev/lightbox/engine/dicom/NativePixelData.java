package dev.lightbox.engine.dicom;

import dev.lightbox.engine.dicom.ByteInput.Slice;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** Uncompressed pixel data (PS3.5 8.1): Pixel Data, Float Pixel Data or Double Float Pixel Data. */
public final class NativePixelData implements PixelData {
    private final String name;
    private final int tag;
    private final Vr vr;
    private final byte[] data;
    private final int offset;
    private final int length;
    private final int numberOfFrames;
    /** 0 where the data set doesn't say. */
    private final long bitsPerFrame;
    /** The bytes that turn round together: 1 where the data are little endian already. */
    private final int swapUnit;

    /** The array isn't copied: the caller gives it away. */
    NativePixelData(String name, int tag, Vr vr, boolean bigEndian, Slice bytes, DataSet dataSet) {
        this.name = name;
        this.tag = tag;
        this.vr = vr;
        this.data = bytes.array();
        this.offset = bytes.offset();
        this.length = bytes.length();
        this.numberOfFrames = Math.max(1, dataSet.integer(Tag.NumberOfFrames).orElse(1));
        int bitsAllocated = dataSet.integer(Tag.BitsAllocated).orElse(0);
        this.bitsPerFrame = bitsPerFrame(dataSet, bitsAllocated);
        // PS3.5 6.2 and A.3: OB has no byte order; OW turns round by words of 16 bits, and a longer pixel cell in it
        // keeps its lower word first, as DCMTK and
        // GDCM have it too; OL, OF and OD turn round as a whole.
        this.swapUnit = bigEndian && vr != Vr.OB ? Math.max(2, vr.unitBytes()) : 1;
    }

    /**
     * Pixel data to be written.
     *
     * @param dataSet says Rows, Columns, Samples per Pixel, Bits Allocated and Number of Frames
     * @param littleEndian all frames one after another; copied
     */
    public static NativePixelData of(DataSet dataSet, byte[] littleEndian) {
        // PS3.5 8.1.2 and A.2: OW where a pixel cell is larger than a byte, else OB (or OW).
        Vr vr = dataSet.integer(Tag.BitsAllocated).orElse(16) > 8 ? Vr.OW : Vr.OB;
        byte[] copy = littleEndian.clone();
        return new NativePixelData("pixel data", Tag.PixelData, vr, false, new Slice(copy, 0, copy.length), dataSet);
    }

    private static long bitsPerFrame(DataSet dataSet, int bitsAllocated) {
        long rows = dataSet.integer(Tag.Rows).orElse(0);
        long columns = dataSet.integer(Tag.Columns).orElse(0);
        int samples = dataSet.integer(Tag.SamplesPerPixel).orElse(1);
        boolean possible = rows > 0 && columns > 0 && samples > 0 && samples <= 255 && isPossible(bitsAllocated);
        if (!possible) {
            return 0;
        }
        // PS3.3 C.7.6.3.1.2: YBR_FULL_422 holds two Y, one CB and one CR for two pixels.
        boolean halved = samples == 3
                && dataSet.string(Tag.PhotometricInterpretation)
                        .filter(value -> value.endsWith("_422"))
                        .isPresent();
        return rows * columns * (halved ? 2 : samples) * bitsAllocated;
    }

    /** PS3.5 8.1.1: 1 or a multiple of 8. */
    private static boolean isPossible(int bitsAllocated) {
        return bitsAllocated == 1
                || bitsAllocated == 8
                || bitsAllocated == 16
                || bitsAllocated == 32
                || bitsAllocated == 64;
    }

    /** @return {@link Tag#PixelData}, {@link Tag#FloatPixelData} or {@link Tag#DoubleFloatPixelData} */
    public int tag() {
        return tag;
    }

    public Vr vr() {
        return vr;
    }

    @Override
    public int numberOfFrames() {
        return numberOfFrames;
    }

    /** @return the frames that are completely there, 0 to {@link #numberOfFrames()} */
    public int numberOfCompleteFrames() {
        return bitsPerFrame == 0 ? 0 : (int) Math.min(numberOfFrames, length * 8L / bitsPerFrame);
    }

    /** @return what is wrong with the size, fit for users; empty where nothing is or where the frames' size isn't known */
    Optional<String> describeFaults() {
        if (bitsPerFrame == 0) {
            return Optional.empty();
        }
        long expected = bytesUntil(numberOfFrames);
        if (length < expected) {
            return Optional.of("%s is too short: %d bytes expected, %d there; complete frames: %d of %d"
                    .formatted(Tag.format(tag), expected, length, numberOfCompleteFrames(), numberOfFrames));
        }
        // PS3.5 8.1.1: one byte more makes an odd length even.
        return length > expected + 1
                ? Optional.of("%s is longer than its %d frames need: %d bytes expected, %d there"
                        .formatted(Tag.format(tag), numberOfFrames, expected, length))
                : Optional.empty();
    }

    /** @return whether the bytes are as many as the frames need, padding included */
    boolean hasExactSize() {
        return bitsPerFrame > 0 && (length == bytesUntil(numberOfFrames) || length == bytesUntil(numberOfFrames) + 1);
    }

    @Override
    public long sizeInBytes() {
        return length;
    }

    @Override
    public byte[] frame(int frameNumber) throws DicomException {
        Objects.checkIndex(frameNumber - 1, numberOfFrames);
        if (bitsPerFrame == 0) {
            throw new DicomException(
                    name + ": Rows, Columns, Samples per Pixel and Bits Allocated don't say how large a frame is");
        }
        if (frameNumber > numberOfCompleteFrames()) {
            throw new DicomException("%s: %s is too short for frame %d of %d: %d bytes expected, %d there"
                    .formatted(name, Tag.format(tag), frameNumber, numberOfFrames, bytesUntil(frameNumber), length));
        }
        long firstBit = (frameNumber - 1) * bitsPerFrame;
        int frameBytes = (int) ((bitsPerFrame + 7) / 8);
        int start = (int) (firstBit / 8);
        int shift = (int) (firstBit % 8);
        return shift == 0 ? copy(start, frameBytes) : shifted(start, shift, frameBytes);
    }

    private long bytesUntil(int frameNumber) {
        return (long) Math.ceil((double) frameNumber * bitsPerFrame / 8);
    }

    private byte[] copy(int start, int count) {
        if (swapUnit == 1) {
            return Arrays.copyOfRange(data, offset + start, offset + start + count);
        }
        byte[] frame = new byte[count];
        for (int i = 0; i < count; i++) {
            frame[i] = at(start + i);
        }
        return frame;
    }

    /** PS3.5 8.1.1: 1-bit frames follow one another without padding; the first pixel is the lowest bit. */
    private byte[] shifted(int start, int shift, int count) {
        byte[] frame = new byte[count];
        for (int i = 0; i < count; i++) {
            int low = (at(start + i) & 0xFF) >>> shift;
            int high = start + i + 1 < length ? (at(start + i + 1) & 0xFF) << (8 - shift) : 0;
            frame[i] = (byte) (low | high);
        }
        return frame;
    }

    private byte at(int index) {
        int turned = index ^ (swapUnit - 1);
        return data[offset + (turned < length ? turned : index)];
    }

    /** Everything in little endian order, as it goes into a file. */
    byte[] toLittleEndian() {
        return copy(0, length);
    }
}
