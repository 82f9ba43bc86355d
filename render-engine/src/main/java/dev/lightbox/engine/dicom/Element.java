package dev.lightbox.engine.dicom;

import java.util.List;
import java.util.Optional;

/**
 * One data element: its value's bytes as in a little endian file, or the items of a sequence. Immutable and thread-safe.
 * Text is decoded by the {@link DataSet}, which knows the character set.
 */
public final class Element {
    private static final byte[] NO_BYTES = {};

    private final int tag;
    private final Vr vr;
    private final byte[] value;
    private final List<DataSet> items;
    private final Optional<String> bulkDataUri;

    private Element(int tag, Vr vr, byte[] value, List<DataSet> items, Optional<String> bulkDataUri) {
        this.tag = tag;
        this.vr = vr;
        this.value = value;
        this.items = items;
        this.bulkDataUri = bulkDataUri;
    }

    /** The array isn't copied: the caller gives it away. */
    static Element of(int tag, Vr vr, byte[] value) {
        return new Element(tag, vr, value, List.of(), Optional.empty());
    }

    static Element sequence(int tag, List<DataSet> items) {
        return new Element(tag, Vr.SQ, NO_BYTES, List.copyOf(items), Optional.empty());
    }

    static Element bulkData(int tag, Vr vr, String uri) {
        return new Element(tag, vr, NO_BYTES, List.of(), Optional.of(uri));
    }

    public int tag() {
        return tag;
    }

    public Vr vr() {
        return vr;
    }

    /** @return the value's bytes in little endian order, padding included; a copy, empty for a sequence */
    public byte[] bytes() {
        return value.clone();
    }

    /** @return the number of {@link #bytes()} */
    public int length() {
        return value.length;
    }

    /** @return the items of a sequence; empty for everything else */
    public List<DataSet> items() {
        return items;
    }

    /** @return where DICOM JSON says that the value lies instead of giving it (PS3.18 F.2.6) */
    public Optional<String> bulkDataUri() {
        return bulkDataUri;
    }

    /** @return whether there is neither a value nor an item */
    public boolean isEmpty() {
        return value.length == 0 && items.isEmpty();
    }

    /** The value itself, never to be changed or handed out. */
    byte[] value() {
        return value;
    }

    /** @return tag, VR and size; never the value, which may be a patient's */
    @Override
    public String toString() {
        String size = vr == Vr.SQ ? items.size() + " items" : value.length + " bytes";
        return Tag.format(tag) + " " + vr + " " + size;
    }
}
