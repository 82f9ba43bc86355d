package dev.lightbox.engine.dicom;

import dev.lightbox.engine.dicom.ElementReader.Encoding;
import java.util.Optional;

/** Reads the tag, VR and length of elements (PS3.5 7.1), and finds a way with those that are wrong. */
final class HeaderReader {
    private final String name;
    private final ByteInput in;
    private final Warnings warnings;

    HeaderReader(String name, ByteInput in, Warnings warnings) {
        this.name = name;
        this.in = in;
        this.warnings = warnings;
    }

    int peekTag(Encoding encoding) {
        return in.peekShort(0, encoding.bigEndian()) << 16 | in.peekShort(2, encoding.bigEndian());
    }

    /** Some write private sequences in Explicit VR into files in Implicit VR: the VR of an item's first tag gives them away. */
    Encoding encodingOfItem(Encoding declared) {
        if (declared.explicit() || declared.bigEndian()) {
            return declared;
        }
        int tag = peekTag(declared);
        boolean isItsVr = Dictionary.entry(tag).isPresent()
                && Vr.of(in.peek(4), in.peek(5)).equals(Optional.of(Dictionary.vr(tag)));
        // As an implicit length the first letter is odd, which no length is, or the value would be very long.
        boolean noLength = in.peek(4) % 2 == 1 || in.peekShort(6, false) != 0;
        if (isItsVr && noLength) {
            warnings.add("A sequence in Implicit VR has items in Explicit VR");
            return Encoding.EXPLICIT_LITTLE;
        }
        return declared;
    }

    /**
     * Eight bytes are known to be there.
     *
     * @param end the offset where the data set around ends; negative or Long.MAX_VALUE where that isn't known
     */
    ElementHeader read(Encoding encoding, long end, boolean signedPixels) throws DicomException {
        long offset = in.offset();
        int tag = peekTag(encoding);
        long left = Math.min(in.atMostRemaining(), end < 0 ? Long.MAX_VALUE : end - offset);
        Optional<Vr> written = Vr.of(in.peek(4), in.peek(5));
        boolean fitsImplicit = fits(in.peekInt(4, encoding.bigEndian()), left);
        boolean explicit = encoding.explicit() ? written.isPresent() || !fitsImplicit || areLetters() : false;
        if (!encoding.explicit() && !fitsImplicit && written.equals(Optional.of(Dictionary.vr(tag)))) {
            warnings.add(Tag.format(tag) + " is in Explicit VR in the midst of Implicit VR");
            explicit = true;
        }
        return explicit
                ? readExplicit(tag, written, encoding.bigEndian(), offset)
                : readImplicit(tag, encoding, offset, signedPixels);
    }

    /** @param left bytes from the beginning of the element to the end */
    private static boolean fits(long length, long left) {
        return length == ElementReader.UNDEFINED || length <= left - 8;
    }

    private boolean areLetters() {
        return in.peek(4) >= 'A' && in.peek(4) <= 'Z' && in.peek(5) >= 'A' && in.peek(5) <= 'Z';
    }

    private ElementHeader readImplicit(int tag, Encoding encoding, long offset, boolean signedPixels) {
        if (encoding.explicit()) {
            warnings.add(Tag.format(tag) + " has no VR: it is taken for one in Implicit VR");
        }
        long length = in.peekInt(4, encoding.bigEndian());
        in.advance(8);
        Vr vr = fromDictionary(tag, signedPixels);
        return new ElementHeader(
                tag, length == ElementReader.UNDEFINED && !isPixelData(tag) ? Vr.SQ : vr, length, offset);
    }

    private ElementHeader readExplicit(int tag, Optional<Vr> written, boolean bigEndian, long offset)
            throws DicomException {
        // PS3.5 6.2, note: a VR that isn't known yet has the long form; what isn't even letters is met with the short
        // one.
        boolean longForm = written.map(Vr::isLongForm).orElse(areLetters());
        if (written.isEmpty()) {
            warnings.add(Tag.format(tag) + " has an unknown VR");
        }
        if (!longForm) {
            long length = in.peekShort(6, bigEndian);
            in.advance(8);
            return new ElementHeader(tag, vr(tag, written, length), length, offset);
        }
        if (!in.has(12)) {
            throw new DicomException(
                    "%s: the file ends within %s at offset %d".formatted(name, Tag.format(tag), offset));
        }
        long length = in.peekInt(8, bigEndian);
        in.advance(12);
        Vr vr = length == ElementReader.UNDEFINED && written.isPresent() ? written.get() : vr(tag, written, length);
        return new ElementHeader(tag, vr, length, offset);
    }

    /** PS3.5 6.2.2: UN holds a value as Implicit VR Little Endian would, so the dictionary tells what it is. */
    private Vr vr(int tag, Optional<Vr> written, long length) {
        Vr known = Dictionary.vr(tag);
        if (written.isEmpty() || written.get() == Vr.UN) {
            // As UN a sequence is read in another encoding: ElementReader sees to it.
            return known == Vr.SQ && length > 0 ? Vr.UN : known;
        }
        Vr vr = written.get();
        if (known != Vr.UN && vr.isString() != known.isString()) {
            warnings.add("%s should be %s and is %s".formatted(Tag.format(tag), known, vr));
            if (vr == Vr.OB) {
                // Bytes without a meaning of their own: the dictionary's is right.
                return known;
            }
        }
        return vr;
    }

    private static Vr fromDictionary(int tag, boolean signedPixels) {
        return Dictionary.entry(tag)
                .map(entry -> entry.signable() && signedPixels ? Vr.SS : entry.vr())
                .orElseGet(() -> Dictionary.vr(tag));
    }

    private static boolean isPixelData(int tag) {
        return tag == Tag.PixelData;
    }

    DicomException tooLong(ElementHeader header, long there) {
        return new DicomException("%s: %s at offset %d should have %d bytes, but only %d are left"
                .formatted(name, Tag.format(header.tag()), header.offset(), header.length(), Math.max(0, there)));
    }
}
