package dev.lightbox.engine.lut;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;

/**
 * A Palette Color LUT, plain or segmented, brought to 8 bits a colour (PS3.3 C.7.6.3.1.5, C.7.6.3.1.6, C.7.9). Immutable, thread-safe.
 *
 * @param red table of the reds; the others alike
 */
public record Palette(Channel red, Channel green, Channel blue) {

    /** One colour's table; indices outside take the first or last entry. */
    public record Channel(int firstMapped, byte[] levels) {

        public byte level(int index) {
            return levels[Math.clamp((long) index - firstMapped, 0, levels.length - 1)];
        }
    }

    /**
     * @param signed Pixel Representation
     * @throws LutException if a table is missing, cut off or impossible
     */
    public static Palette of(DataSet dataSet, boolean signed) throws LutException {
        LutTable red = table(
                dataSet,
                "Red",
                signed,
                Tag.RedPaletteColorLookupTableDescriptor,
                Tag.RedPaletteColorLookupTableData,
                Tag.SegmentedRedPaletteColorLookupTableData);
        LutTable green = table(
                dataSet,
                "Green",
                signed,
                Tag.GreenPaletteColorLookupTableDescriptor,
                Tag.GreenPaletteColorLookupTableData,
                Tag.SegmentedGreenPaletteColorLookupTableData);
        LutTable blue = table(
                dataSet,
                "Blue",
                signed,
                Tag.BluePaletteColorLookupTableDescriptor,
                Tag.BluePaletteColorLookupTableData,
                Tag.SegmentedBluePaletteColorLookupTableData);
        // Some devices say 16 bits and write 8-bit levels; by the letter their pictures would be black.
        boolean narrow = max(red) <= 255 && max(green) <= 255 && max(blue) <= 255;
        return new Palette(channel(red, narrow), channel(green, narrow), channel(blue, narrow));
    }

    private static LutTable table(
            DataSet dataSet, String colour, boolean signed, int descriptorTag, int dataTag, int segmentedTag)
            throws LutException {
        String name = colour + " Palette Color Lookup Table";
        int[] descriptor = dataSet.integers(descriptorTag);
        byte[] data = dataSet.bytes(dataTag);
        if (data.length > 0) {
            return LutTable.of(name, descriptor, data, signed);
        }
        byte[] segmented = dataSet.bytes(segmentedTag);
        if (segmented.length == 0) {
            throw new LutException(name + " Data is missing");
        }
        int count = LutTable.entryCount(name, descriptor);
        int bits = descriptor[2] & 0xFFFF;
        if (bits != 8 && bits != 16) {
            throw new LutException(name + " Descriptor: expected 8 or 16 bits an entry, found " + bits);
        }
        short[] entries = SegmentedLut.expand(name, segmented, bits, count);
        return new LutTable(LutTable.firstMapped(descriptor, signed), entries, bits);
    }

    private static int max(LutTable table) {
        int max = 0;
        for (short entry : table.entries()) {
            max = Math.max(max, entry & 0xFFFF);
        }
        return max;
    }

    private static Channel channel(LutTable table, boolean narrow) {
        int shift = narrow ? 0 : Math.max(0, table.bits() - 8);
        byte[] levels = new byte[table.entries().length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) ((table.entries()[i] & 0xFFFF) >>> shift);
        }
        return new Channel(table.firstMapped(), levels);
    }
}
