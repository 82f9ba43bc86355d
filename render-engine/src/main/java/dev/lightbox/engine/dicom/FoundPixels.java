package dev.lightbox.engine.dicom;

import dev.lightbox.engine.dicom.ByteInput.Slice;
import dev.lightbox.engine.dicom.ElementReader.Encoding;
import dev.lightbox.engine.dicom.FragmentReader.Fragments;
import java.util.List;
import java.util.Optional;

/** Pixel data as they stand in a file; what they mean is known only when the whole data set is. */
final class FoundPixels {
    private final String name;
    private final ElementHeader header;
    private final Encoding encoding;
    /** Where the length is defined. */
    private final Slice bytes;
    /** Where it isn't, or where the bytes are fragments all the same. */
    private final Optional<Fragments> fragments;

    private FoundPixels(
            String name, ElementHeader header, Encoding encoding, Slice bytes, Optional<Fragments> fragments) {
        this.name = name;
        this.header = header;
        this.encoding = encoding;
        this.bytes = bytes;
        this.fragments = fragments;
    }

    /** Reads the value that comes next, as far as it is there. */
    static FoundPixels read(
            String name, ElementHeader header, Encoding encoding, ByteInput in, ReadLimits limits, Warnings warnings)
            throws DicomException {
        if (header.length() == ElementReader.UNDEFINED) {
            Fragments fragments = new FragmentReader(name, in, limits, warnings).read(encoding.bigEndian());
            return new FoundPixels(name, header, encoding, new Slice(new byte[0], 0, 0), Optional.of(fragments));
        }
        Slice bytes = in.slice(header.length());
        if (bytes.length() < header.length()) {
            warnings.add("The file ends within the pixel data: %d bytes expected, %d there"
                    .formatted(header.length(), bytes.length()));
        }
        Optional<Fragments> fragments = Optional.empty();
        if (startsWithItem(bytes, encoding.bigEndian())) {
            fragments = Optional.of(
                    new FragmentReader(name, ByteInput.of(bytes, name), limits, warnings).read(encoding.bigEndian()));
        }
        return new FoundPixels(name, header, encoding, bytes, fragments);
    }

    private static boolean startsWithItem(Slice bytes, boolean bigEndian) throws DicomException {
        ByteInput in = ByteInput.of(bytes, "");
        return in.has(16) && in.peekShort(0, bigEndian) == 0xFFFE && in.peekShort(2, bigEndian) == 0xE000;
    }

    DicomFile toFile(DataSet meta, DataSet all, TransferSyntax syntax, Warnings warnings) {
        boolean isUndefined = header.length() == ElementReader.UNDEFINED;
        if (fragments.isPresent() && (isUndefined || syntax.isEncapsulated())) {
            if (!syntax.isEncapsulated()) {
                warnings.add("The file says " + syntax.displayName() + ", but its pixel data are encapsulated");
            }
            return file(meta, all, syntax, encapsulated(all, syntax, fragments.get(), warnings), warnings);
        }
        NativePixelData plain = new NativePixelData(name, header.tag(), header.vr(), encoding.bigEndian(), bytes, all);
        boolean isPixelData = header.tag() == Tag.PixelData;
        if (!syntax.isEncapsulated() || !syntax.isKnown() || !isPixelData) {
            plain.describeFaults().ifPresent(warnings::add);
            return file(meta, all, syntax, plain, warnings);
        }
        if (plain.hasExactSize()) {
            warnings.add("The file says " + syntax.displayName() + ", but its pixel data are uncompressed");
            return file(meta, all, PartTenReader.nativeSyntax(encoding), plain, warnings);
        }
        warnings.add("The pixel data are compressed, but not encapsulated");
        boolean complete = bytes.length() == header.length();
        Fragments one = new Fragments(new long[0], List.of(bytes), new long[1], complete);
        return file(meta, all, syntax, encapsulated(all, syntax, one, warnings), warnings);
    }

    private EncapsulatedPixelData encapsulated(DataSet all, TransferSyntax syntax, Fragments found, Warnings warnings) {
        int declared = Math.max(1, all.integer(Tag.NumberOfFrames).orElse(1));
        long[] extended = longs(all.bytes(Tag.ExtendedOffsetTable));
        FrameIndex frames = FrameIndex.of(declared, syntax, found, extended, warnings);
        return new EncapsulatedPixelData(name, found.fragments(), frames);
    }

    private static long[] longs(byte[] littleEndian) {
        long[] values = new long[littleEndian.length / 8];
        ByteInput in = ByteInput.of(littleEndian, "");
        for (int i = 0; i < values.length; i++) {
            values[i] = in.peekInt(8 * i + 4, false) << 32 | in.peekInt(8 * i, false);
        }
        return values;
    }

    private DicomFile file(DataSet meta, DataSet all, TransferSyntax syntax, PixelData pixels, Warnings warnings) {
        // The tables speak of this file's bytes: kept, they would be wrong in whatever is written from the data set.
        DataSet dataSet = all.contains(Tag.ExtendedOffsetTable)
                ? all.toBuilder()
                        .remove(Tag.ExtendedOffsetTable)
                        .remove(Tag.ExtendedOffsetTableLengths)
                        .build()
                : all;
        return new DicomFile(name, meta, dataSet, syntax, Optional.of(pixels), warnings.all());
    }
}
