package dev.lightbox.engine.dicom;

import dev.lightbox.engine.dicom.ByteInput.Slice;
import java.util.ArrayList;
import java.util.List;

/** Reads encapsulated pixel data: a basic offset table, then fragments, up to a delimiter (PS3.5 A.4). */
final class FragmentReader {
    /**
     * @param offsetTable of the basic offset table; empty where it is
     * @param fragments without the table
     * @param itemOffsets of each fragment's item, counted as the tables do: from the first fragment's item
     * @param complete whether the last fragment is there to its end
     */
    record Fragments(long[] offsetTable, List<Slice> fragments, long[] itemOffsets, boolean complete) {}

    private final String name;
    private final ByteInput in;
    private final ReadLimits limits;
    private final Warnings warnings;

    FragmentReader(String name, ByteInput in, ReadLimits limits, Warnings warnings) {
        this.name = name;
        this.in = in;
        this.limits = limits;
        this.warnings = warnings;
    }

    Fragments read(boolean bigEndian) throws DicomException {
        List<Slice> items = new ArrayList<>();
        List<Long> offsets = new ArrayList<>();
        boolean complete = true;
        while (true) {
            if (!in.has(8)) {
                warnings.add("The file ends within the pixel data, after %d fragments"
                        .formatted(Math.max(0, items.size() - 1)));
                break;
            }
            int tag = in.peekShort(0, bigEndian) << 16 | in.peekShort(2, bigEndian);
            long itemLength = in.peekInt(4, bigEndian);
            if (tag == Tag.SequenceDelimitationItem) {
                in.advance(8);
                break;
            }
            if (tag != Tag.Item || itemLength == ElementReader.UNDEFINED) {
                // A fragment's length is wrong, or the delimiter is missing: the last fragment's end can't be trusted.
                warnings.add("The pixel data's fragments end at offset %d, where %s stands instead of an item"
                        .formatted(in.offset(), Tag.format(tag)));
                complete = false;
                break;
            }
            offsets.add(in.offset());
            in.advance(8);
            Slice item = in.slice(itemLength);
            items.add(item);
            if (items.size() > limits.maxElements()) {
                throw new DicomException(
                        "%s: more than the %d fragments allowed".formatted(name, limits.maxElements()));
            }
            if (item.length() < itemLength) {
                warnings.add("The file ends within the pixel data: fragment %d should have %d bytes and has %d"
                        .formatted(items.size() - 1, itemLength, item.length()));
                complete = false;
                break;
            }
        }
        return split(items, offsets, bigEndian, complete);
    }

    private static Fragments split(List<Slice> items, List<Long> offsets, boolean bigEndian, boolean complete) {
        if (items.isEmpty()) {
            return new Fragments(new long[0], List.of(), new long[0], complete);
        }
        Slice tableItem = items.getFirst();
        ByteInput table = ByteInput.of(tableItem.array(), "");
        table.advance(tableItem.offset());
        long[] offsetTable = new long[tableItem.length() / 4];
        for (int i = 0; i < offsetTable.length; i++) {
            offsetTable[i] = table.peekInt(4 * i, bigEndian);
        }
        List<Slice> fragments = List.copyOf(items.subList(1, items.size()));
        long[] itemOffsets = new long[fragments.size()];
        for (int i = 0; i < itemOffsets.length; i++) {
            itemOffsets[i] = offsets.get(i + 1) - offsets.get(1);
        }
        return new Fragments(offsetTable, fragments, itemOffsets, complete);
    }

    /** Passes over pixel data that aren't wanted. */
    void skip(boolean bigEndian) throws DicomException {
        if (!read(bigEndian).complete()) {
            throw new DicomException("%s: encapsulated data aren't finished at offset %d".formatted(name, in.offset()));
        }
    }
}
