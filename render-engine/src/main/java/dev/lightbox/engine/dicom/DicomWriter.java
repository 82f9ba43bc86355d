package dev.lightbox.engine.dicom;

import dev.lightbox.engine.dicom.ByteInput.Slice;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Writes DICOM files (PS3.10) in Explicit or Implicit VR Little Endian, with native or encapsulated pixel data. Sequences and items have
 * defined lengths. Stateless and thread-safe.
 */
public final class DicomWriter {
    private DicomWriter() {}

    /**
     * Writes an instance in its own transfer syntax; Explicit VR Big Endian and deflated ones become Explicit VR Little Endian. The meta
     * information is made anew.
     */
    public static void write(DicomFile file, OutputStream out) throws IOException {
        boolean writable =
                !file.transferSyntax().isBigEndian() && !file.transferSyntax().isDeflated();
        TransferSyntax syntax = writable ? file.transferSyntax() : TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
        write(file.dataSet(), syntax.uid(), file.pixelData(), out);
    }

    /**
     * Writes a data set as a file; the stream is flushed, not closed.
     *
     * @param dataSet names its SOP Class and SOP Instance; native pixel data may stand in it as an element, or be given apart
     * @param transferSyntaxUid an encapsulated syntax exactly where the pixel data are encapsulated
     * @throws IllegalArgumentException where the syntax can't be written or doesn't fit the pixel data, the data set doesn't say what
     *     it is, or a value isn't there (cut off, or bulk data known only by their URI)
     */
    public static void write(DataSet dataSet, String transferSyntaxUid, Optional<PixelData> pixelData, OutputStream out)
            throws IOException {
        TransferSyntax syntax = TransferSyntax.of(transferSyntaxUid);
        check(syntax, pixelData);
        DataSet complete = pixelData.filter(NativePixelData.class::isInstance).isPresent()
                ? withNative(dataSet, (NativePixelData) pixelData.get())
                : dataSet;
        BufferedOutputStream buffered = new BufferedOutputStream(out, 64 * 1024);
        buffered.write(new byte[128]);
        buffered.write(new byte[] {'D', 'I', 'C', 'M'});
        writeMeta(dataSet, transferSyntaxUid, buffered);
        ElementWriter writer = new ElementWriter(buffered, !syntax.isImplicitVr());
        if (pixelData.isPresent() && pixelData.get() instanceof EncapsulatedPixelData encapsulated) {
            writer.writeAll(complete, element -> Integer.compareUnsigned(element.tag(), Tag.PixelData) < 0);
            writeFragments(encapsulated, buffered);
            writer.writeAll(complete, element -> Integer.compareUnsigned(element.tag(), Tag.PixelData) > 0);
        } else {
            writer.writeAll(complete, element -> true);
        }
        buffered.flush();
    }

    /** {@link #write(DataSet, String, Optional, OutputStream)} without pixel data apart, into an array. */
    public static byte[] toBytes(DataSet dataSet, String transferSyntaxUid) {
        return toBytes(dataSet, transferSyntaxUid, Optional.empty());
    }

    /** {@link #write(DataSet, String, Optional, OutputStream)} into an array. */
    public static byte[] toBytes(DataSet dataSet, String transferSyntaxUid, PixelData pixelData) {
        return toBytes(dataSet, transferSyntaxUid, Optional.of(pixelData));
    }

    private static byte[] toBytes(DataSet dataSet, String transferSyntaxUid, Optional<PixelData> pixelData) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            write(dataSet, transferSyntaxUid, pixelData, out);
        } catch (IOException e) {
            throw new UncheckedIOException("an array refuses nothing", e);
        }
        return out.toByteArray();
    }

    private static void check(TransferSyntax syntax, Optional<PixelData> pixelData) {
        if (syntax.isBigEndian() || syntax.isDeflated()) {
            throw new IllegalArgumentException(syntax.displayName() + " can't be written");
        }
        if (pixelData.isPresent() && pixelData.get() instanceof EncapsulatedPixelData != syntax.isEncapsulated()) {
            throw new IllegalArgumentException("the pixel data don't fit " + syntax.displayName());
        }
        if (pixelData.isPresent()
                && pixelData.get() instanceof EncapsulatedPixelData encapsulated
                && !encapsulated.frames().isComplete()) {
            // Written with right lengths, what was cut off would look whole.
            throw new IllegalArgumentException("the pixel data are cut off");
        }
    }

    private static DataSet withNative(DataSet dataSet, NativePixelData pixels) {
        return dataSet.toBuilder()
                .putElement(Element.of(pixels.tag(), pixels.vr(), pixels.toLittleEndian()))
                .build();
    }

    /** PS3.10 7.1. */
    private static void writeMeta(DataSet dataSet, String transferSyntaxUid, OutputStream out) throws IOException {
        DataSet meta = DataSet.builder()
                .putBytes(Tag.FileMetaInformationVersion, Vr.OB, new byte[] {0, 1})
                .put(Tag.MediaStorageSOPClassUID, required(dataSet, Tag.SOPClassUID))
                .put(Tag.MediaStorageSOPInstanceUID, required(dataSet, Tag.SOPInstanceUID))
                .put(Tag.TransferSyntaxUID, transferSyntaxUid)
                .put(Tag.ImplementationClassUID, Uids.IMPLEMENTATION_CLASS)
                .put(Tag.ImplementationVersionName, Uids.IMPLEMENTATION_VERSION_NAME)
                .build();
        ElementWriter writer = new ElementWriter(out, true);
        DataSet length = DataSet.builder()
                .putInts(Tag.FileMetaInformationGroupLength, (int) writer.length(meta))
                .build();
        writer.writeMeta(length);
        writer.writeMeta(meta);
    }

    private static String required(DataSet dataSet, int tag) {
        return dataSet.string(tag).orElseThrow(() -> new IllegalArgumentException("a file needs " + Tag.format(tag)));
    }

    /** PS3.5 A.4: a basic offset table, one item a fragment, a delimiter. */
    private static void writeFragments(EncapsulatedPixelData pixels, OutputStream out) throws IOException {
        List<Slice> fragments = pixels.fragments();
        long[] offsets = pixels.frames().offsets(fragments);
        ElementWriter.writeTag(out, Tag.PixelData);
        out.write(new byte[] {'O', 'B', 0, 0});
        ElementWriter.writeInt(out, ElementReader.UNDEFINED);
        ElementWriter.writeTag(out, Tag.Item);
        ElementWriter.writeInt(out, 4L * offsets.length);
        for (long offset : offsets) {
            ElementWriter.writeInt(out, offset);
        }
        for (Slice fragment : fragments) {
            ElementWriter.writeTag(out, Tag.Item);
            ElementWriter.writeInt(out, fragment.length() + fragment.length() % 2);
            out.write(fragment.array(), fragment.offset(), fragment.length());
            if (fragment.length() % 2 == 1) {
                out.write(0);
            }
        }
        ElementWriter.writeTag(out, Tag.SequenceDelimitationItem);
        ElementWriter.writeInt(out, 0);
    }
}
