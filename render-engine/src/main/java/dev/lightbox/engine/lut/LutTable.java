package dev.lightbox.engine.lut;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.Vr;

/**
 * One LUT as in the Modality and VOI LUT Sequences (PS3.3 C.11.1.1, C.11.2.1.1). The array is never changed; thread-safe.
 *
 * @param firstMapped input value of the first entry; smaller inputs take that entry, larger ones than there are entries the last one
 * @param entries output values, unsigned
 * @param bits significant bits of an entry, 1–16
 */
public record LutTable(int firstMapped, short[] entries, int bits) {

    /**
     * @param item an item of a LUT sequence
     * @param signedInput whether the values looked up may be negative, which decides how the first input value is read
     * @throws LutException if the LUT is cut off or its descriptor impossible
     */
    public static LutTable of(DataSet item, boolean signedInput) throws LutException {
        int[] descriptor = item.integers(Tag.LUTDescriptor);
        boolean signed = signedInput
                || item.element(Tag.LUTDescriptor).filter(e -> e.vr() == Vr.SS).isPresent();
        return of("LUT", descriptor, item.bytes(Tag.LUTData), signed);
    }

    /** As {@link #of(DataSet, boolean)}, for palettes too, whose elements have other tags. */
    static LutTable of(String name, int[] descriptor, byte[] data, boolean signed) throws LutException {
        int count = entryCount(name, descriptor);
        int bits = descriptor[2] & 0xFFFF;
        if (bits < 1 || bits > 16) {
            throw new LutException(name + " Descriptor: expected 8 to 16 bits an entry, found " + bits);
        }
        short[] entries = new short[count];
        // Eight-bit entries are packed two a word (C.11.1.1.1), but many files give each a word.
        boolean packed = bits <= 8 && data.length < 2 * count;
        if (data.length < (packed ? count : 2 * count)) {
            throw new LutException(name + " Data: expected " + count + " entries, found " + data.length + " bytes");
        }
        for (int i = 0; i < count; i++) {
            int value = packed ? data[i] & 0xFF : data[2 * i] & 0xFF | (data[2 * i + 1] & 0xFF) << 8;
            entries[i] = (short) value;
        }
        return new LutTable(firstMapped(descriptor, signed), entries, bits);
    }

    /** The first value of a descriptor: 0 stands for 65536, which 16 bits can't hold. */
    static int entryCount(String name, int[] descriptor) throws LutException {
        if (descriptor.length != 3) {
            throw new LutException(name + " Descriptor: expected 3 values, found " + descriptor.length);
        }
        int count = descriptor[0] & 0xFFFF;
        return count == 0 ? 65_536 : count;
    }

    static int firstMapped(int[] descriptor, boolean signed) {
        return signed ? (short) descriptor[1] : descriptor[1] & 0xFFFF;
    }

    /** The entry for an input value; inputs between two entries take the nearer one. */
    public int lookUp(double input) {
        long index = Math.round(input) - firstMapped;
        return entries[(int) Math.clamp(index, 0, entries.length - 1L)] & 0xFFFF;
    }

    /** Whether no entry is smaller than the one before. */
    public boolean neverFalls() {
        return isOrdered(1);
    }

    /** Whether no entry is larger than the one before. */
    public boolean neverRises() {
        return isOrdered(-1);
    }

    private boolean isOrdered(int sense) {
        for (int i = 1; i < entries.length; i++) {
            if (sense * ((entries[i] & 0xFFFF) - (entries[i - 1] & 0xFFFF)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** The largest output that {@link #bits} can say. */
    public int maxOutput() {
        return (1 << bits) - 1;
    }
}
