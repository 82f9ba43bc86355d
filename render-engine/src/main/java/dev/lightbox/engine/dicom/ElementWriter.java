package dev.lightbox.engine.dicom;

import java.io.IOException;
import java.io.OutputStream;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Writes elements and sequences of defined length in little endian (PS3.5 section 7). For one data set and one thread. */
final class ElementWriter {
    private final OutputStream out;
    private final boolean explicit;
    /** Lengths are needed on the way down at every level: each is computed once. */
    private final Map<DataSet, Long> lengths = new IdentityHashMap<>();

    ElementWriter(OutputStream out, boolean explicit) {
        this.out = out;
        this.explicit = explicit;
    }

    /** Writes a data set without group 0002 and without group lengths, which are retired (PS3.5 7.2). */
    void writeAll(DataSet dataSet, Predicate<Element> which) throws IOException {
        for (Element element : dataSet.elements()) {
            if (belongs(element) && which.test(element)) {
                write(element);
            }
        }
    }

    void writeMeta(DataSet meta) throws IOException {
        for (Element element : meta.elements()) {
            write(element);
        }
    }

    private static boolean belongs(Element element) {
        return Tag.group(element.tag()) > 0x0002
                && Tag.element(element.tag()) != 0
                && element.bulkDataUri().isEmpty();
    }

    private void write(Element element) throws IOException {
        if (element.bulkDataUri().isPresent()) {
            throw new IllegalArgumentException(Tag.format(element.tag()) + " is only known by where its value lies");
        }
        long length = valueLength(element);
        Vr vr = writtenVr(element.vr(), length);
        writeTag(out, element.tag());
        if (!explicit) {
            writeInt(out, length);
        } else {
            out.write(vr.name().charAt(0));
            out.write(vr.name().charAt(1));
            if (vr.isLongForm()) {
                writeShort(out, 0);
                writeInt(out, length);
            } else {
                writeShort(out, (int) length);
            }
        }
        if (element.vr() == Vr.SQ) {
            for (DataSet item : element.items()) {
                writeTag(out, Tag.Item);
                writeInt(out, length(item));
                writeAll(item, any -> true);
            }
            return;
        }
        out.write(element.value());
        if (element.length() % 2 == 1) {
            out.write(element.vr().padding());
        }
    }

    /** PS3.5 6.2.2, note 2: a value too long for its VR's 16-bit length is written as UN. */
    private static Vr writtenVr(Vr vr, long length) {
        return !vr.isLongForm() && length > 0xFFFE ? Vr.UN : vr;
    }

    /** @return the bytes that the data set takes as an item; at most 2^32 - 2, for arrays of Java bound them */
    long length(DataSet dataSet) {
        Long known = lengths.get(dataSet);
        if (known != null) {
            return known;
        }
        long length = 0;
        for (Element element : dataSet.elements()) {
            // Group 0002 is measured too: it is written with writeMeta.
            if (belongs(element) || Tag.group(element.tag()) == 0x0002) {
                long value = valueLength(element);
                boolean longForm = explicit && writtenVr(element.vr(), value).isLongForm();
                length += (longForm ? 12 : 8) + value;
            }
        }
        lengths.put(dataSet, length);
        return length;
    }

    private long valueLength(Element element) {
        if (element.vr() != Vr.SQ) {
            return element.length() + element.length() % 2;
        }
        long length = 0;
        for (DataSet item : element.items()) {
            length += 8 + length(item);
        }
        return length;
    }

    static void writeTag(OutputStream out, int tag) throws IOException {
        writeShort(out, Tag.group(tag));
        writeShort(out, Tag.element(tag));
    }

    static void writeShort(OutputStream out, int value) throws IOException {
        out.write(value);
        out.write(value >>> 8);
    }

    static void writeInt(OutputStream out, long value) throws IOException {
        writeShort(out, (int) value);
        writeShort(out, (int) (value >>> 16));
    }
}
