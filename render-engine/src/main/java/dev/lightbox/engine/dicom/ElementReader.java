package dev.lightbox.engine.dicom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads elements and sequences, at any depth (PS3.5 section 7). For one file and one thread. */
final class ElementReader {
    static final long UNDEFINED = 0xFFFF_FFFFL;

    /** Instead of an end: the item delimitation item ends the item (PS3.5 7.5.1). */
    private static final long UNTIL_DELIMITER = -1;

    /** How elements are encoded: PS3.5 7.1.2 or 7.1.3, and 7.3. */
    record Encoding(boolean explicit, boolean bigEndian) {
        static final Encoding IMPLICIT_LITTLE = new Encoding(false, false);
        static final Encoding EXPLICIT_LITTLE = new Encoding(true, false);
    }

    /** What an item takes over from the data set around it. */
    record Inherited(CharacterSet characterSet, boolean signedPixels, int depth) {
        static final Inherited NOTHING = new Inherited(CharacterSet.DEFAULT, false, 0);
    }

    /** Has a say in how the outermost data set is read. */
    interface Outermost {
        /** @return whether reading stops in front of this tag */
        boolean endsAt(int tag);

        /** @return whether the value, which comes next, was read already and isn't an element of the data set */
        boolean reads(ElementHeader header) throws DicomException;

        /** @return whether what matters is there: a fault in what follows costs no more than a warning */
        boolean hasEnough();
    }

    private final String name;
    private final ByteInput in;
    private final ReadLimits limits;
    private final Warnings warnings;
    private final HeaderReader headers;
    private int count;

    ElementReader(String name, ByteInput in, ReadLimits limits, Warnings warnings) {
        this.name = name;
        this.in = in;
        this.limits = limits;
        this.warnings = warnings;
        this.headers = new HeaderReader(name, in, warnings);
    }

    /** Reads to the end of the input, or to where {@code outermost} says. */
    DataSet readOutermost(Encoding encoding, Outermost outermost) throws DicomException {
        Gatherer gathered = new Gatherer(Inherited.NOTHING, warnings);
        while (in.has(8) && !outermost.endsAt(headers.peekTag(encoding))) {
            if (headers.peekTag(encoding) == 0 && in.peekInt(4, false) == 0) {
                if (!outermost.hasEnough()) {
                    warnings.add("The file ends with zeros");
                }
                return gathered.toDataSet();
            }
            try {
                readNext(encoding, gathered, Long.MAX_VALUE, Optional.of(outermost));
            } catch (DicomException e) {
                if (!outermost.hasEnough()) {
                    throw e;
                }
                warnings.add("What follows the pixel data can't be read");
                return gathered.toDataSet();
            }
        }
        if (!in.has(8)) {
            ignoreRest();
        }
        return gathered.toDataSet();
    }

    /** @param end the offset at which the item ends, or {@link #UNTIL_DELIMITER} */
    private DataSet readItem(Encoding declared, Inherited inherited, long end) throws DicomException {
        Gatherer gathered = new Gatherer(inherited, warnings);
        Encoding encoding = in.has(8) ? headers.encodingOfItem(declared) : declared;
        while (end == UNTIL_DELIMITER || in.offset() < end) {
            if (!in.has(8)) {
                throw endOfFile("an item of a sequence isn't finished");
            }
            if (end == UNTIL_DELIMITER && headers.peekTag(encoding) == Tag.ItemDelimitationItem) {
                in.advance(8);
                break;
            }
            readNext(encoding, gathered, end, Optional.empty());
        }
        checkEnd(end, "an item of a sequence");
        return gathered.toDataSet();
    }

    private void readNext(Encoding encoding, Gatherer gathered, long end, Optional<Outermost> outermost)
            throws DicomException {
        countOne();
        int tag = headers.peekTag(encoding);
        if (Tag.group(tag) == 0xFFFE) {
            // A delimiter or item where none belongs: what follows are elements of this data set.
            warnings.add("A stray " + Tag.format(tag) + " is passed over");
            in.advance(8);
            return;
        }
        ElementHeader header = headers.read(encoding, end, gathered.signedPixels());
        if (outermost.isPresent() && outermost.get().reads(header)) {
            return;
        }
        readValue(header, encoding, gathered.inherited(), end).ifPresent(gathered::add);
    }

    private void checkEnd(long end, String what) throws DicomException {
        if (end != UNTIL_DELIMITER && in.offset() > end) {
            throw new DicomException("%s: %s should end at offset %d, but what it holds ends at %d"
                    .formatted(name, what, end, in.offset()));
        }
    }

    private Optional<Element> readValue(ElementHeader header, Encoding encoding, Inherited inherited, long end)
            throws DicomException {
        int tag = header.tag();
        if (header.length() == UNDEFINED) {
            return readUndefined(header, encoding, inherited);
        }
        long left = Math.min(in.atMostRemaining(), end == UNTIL_DELIMITER ? Long.MAX_VALUE : end - in.offset());
        if (header.length() > left) {
            throw headers.tooLong(header, left);
        }
        if (header.vr() == Vr.SQ) {
            return Optional.of(
                    Element.sequence(tag, readItems(tag, encoding, inherited, in.offset() + header.length())));
        }
        byte[] value = in.take(header.length());
        if (value.length < header.length()) {
            throw headers.tooLong(header, value.length);
        }
        if (header.vr() == Vr.UN && startsWithItem(value)) {
            Optional<Element> sequence = readHidden(tag, value, inherited);
            if (sequence.isPresent()) {
                return sequence;
            }
        }
        if (encoding.bigEndian() && header.vr() != Vr.UN) {
            ByteOrders.swap(value, header.vr() == Vr.AT ? 2 : header.vr().unitBytes());
        }
        Element element = Element.of(tag, header.vr(), value);
        boolean decimal = element.vr() == Vr.DS || element.vr() == Vr.IS;
        if (decimal && !Values.areNumbers(element)) {
            warnings.add(Tag.format(tag) + " should be a number and isn't: it is taken for absent");
        }
        if (value.length % element.vr().unitBytes() != 0) {
            warnings.add("%s has %d bytes, which is no multiple of %d (%s)"
                    .formatted(Tag.format(tag), value.length, element.vr().unitBytes(), element.vr()));
        }
        return Optional.of(element);
    }

    private Optional<Element> readUndefined(ElementHeader header, Encoding encoding, Inherited inherited)
            throws DicomException {
        int tag = header.tag();
        boolean binary = header.vr() == Vr.OB || header.vr() == Vr.OW;
        if (binary) {
            // PS3.5 A.4: only the outermost Pixel Data have frames worth keeping; inside items it is an icon's.
            String what = tag == Tag.PixelData ? "The compressed picture in a sequence (an icon)" : Tag.format(tag);
            warnings.add(what + " is left out");
            new FragmentReader(name, in, limits, warnings).skip(encoding.bigEndian());
            return Optional.empty();
        }
        // PS3.5 6.2.2 (CP-246): UN of undefined length is a sequence in Implicit VR Little Endian.
        boolean implicit = header.vr() == Vr.UN && encoding.explicit();
        return Optional.of(Element.sequence(
                tag, readItems(tag, implicit ? Encoding.IMPLICIT_LITTLE : encoding, inherited, UNTIL_DELIMITER)));
    }

    private List<DataSet> readItems(int tag, Encoding encoding, Inherited inherited, long end) throws DicomException {
        if (inherited.depth >= limits.maxDepth()) {
            throw new DicomException("%s: sequences within sequences, more than %d deep, at %s (offset %d)"
                    .formatted(name, limits.maxDepth(), Tag.format(tag), in.offset()));
        }
        Inherited within = new Inherited(inherited.characterSet, inherited.signedPixels, inherited.depth + 1);
        List<DataSet> items = new ArrayList<>();
        while (end == UNTIL_DELIMITER || in.offset() < end) {
            if (!in.has(8)) {
                throw endOfFile("the sequence " + Tag.format(tag) + " isn't finished");
            }
            int itemTag = headers.peekTag(encoding);
            long length = in.peekInt(4, encoding.bigEndian());
            if (itemTag == Tag.SequenceDelimitationItem) {
                in.advance(8);
                if (end == UNTIL_DELIMITER) {
                    break;
                }
                warnings.add("A stray " + Tag.format(itemTag) + " is passed over");
            } else if (itemTag == Tag.Item) {
                in.advance(8);
                countOne();
                items.add(readItem(tag, length, encoding, within, end));
            } else {
                throw new DicomException("%s: in %s at offset %d: expected an item (FFFE,E000), found %s"
                        .formatted(name, Tag.format(tag), in.offset(), Tag.format(itemTag)));
            }
        }
        checkEnd(end, "the sequence " + Tag.format(tag));
        return items;
    }

    private DataSet readItem(int tag, long length, Encoding encoding, Inherited within, long end)
            throws DicomException {
        if (length == UNDEFINED) {
            return readItem(encoding, within, UNTIL_DELIMITER);
        }
        long itemEnd = in.offset() + length;
        if ((end != UNTIL_DELIMITER && itemEnd > end) || length > in.atMostRemaining()) {
            long there =
                    end == UNTIL_DELIMITER ? in.atMostRemaining() : Math.min(end - in.offset(), in.atMostRemaining());
            throw new DicomException("%s: an item of %s at offset %d has %d bytes, but only %d are left"
                    .formatted(name, Tag.format(tag), in.offset(), length, there));
        }
        return readItem(encoding, within, itemEnd);
    }

    private static boolean startsWithItem(byte[] value) {
        return value.length >= 8
                && value[0] == (byte) 0xFE
                && value[1] == (byte) 0xFF
                && value[2] == 0
                && value[3] == (byte) 0xE0;
    }

    /**
     * A sequence of defined length hidden in UN, or private and in Implicit VR, where nothing but its items tell. It is tried once, in the
     * encoding that its first element looks like: twice a level would be 2^n times at the innermost.
     */
    private Optional<Element> readHidden(int tag, byte[] value, Inherited inherited) {
        boolean explicit = value.length >= 16 && Vr.of(value[12], value[13]).isPresent();
        Encoding encoding = explicit ? Encoding.EXPLICIT_LITTLE : Encoding.IMPLICIT_LITTLE;
        Warnings attempted = new Warnings();
        ElementReader hidden = new ElementReader(name, ByteInput.of(value, name), limits, attempted);
        hidden.count = count;
        try {
            List<DataSet> items = hidden.readItems(tag, encoding, inherited, value.length);
            if (attempted.all().isEmpty()) {
                return Optional.of(Element.sequence(tag, items));
            }
        } catch (DicomException asBytes) {
            attempted.add("no sequence");
        } finally {
            // What failed has cost time all the same.
            count = hidden.count;
        }
        warnings.add(Tag.format(tag) + " begins like a sequence and isn't one: its bytes are kept");
        return Optional.empty();
    }

    private void countOne() throws DicomException {
        if (++count > limits.maxElements()) {
            throw new DicomException("%s: more than the %d elements allowed".formatted(name, limits.maxElements()));
        }
    }

    private void ignoreRest() throws DicomException {
        byte[] rest = in.take(8);
        for (byte b : rest) {
            if (b != 0) {
                warnings.add("The file ends with " + rest.length + " stray bytes");
                return;
            }
        }
    }

    private DicomException endOfFile(String unfinished) {
        return new DicomException("%s: the file ends at offset %d: %s".formatted(name, in.offset(), unfinished));
    }
}
