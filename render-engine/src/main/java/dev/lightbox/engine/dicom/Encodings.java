package dev.lightbox.engine.dicom;

import dev.lightbox.engine.dicom.ElementReader.Encoding;
import java.util.Optional;

/** Recognises how a data set is encoded from its first element, where the file doesn't say or says it wrongly. */
final class Encodings {
    private Encodings() {}

    /** @return what the first element looks like; empty where it looks like no element that a data set begins with */
    static Optional<Encoding> recognise(ByteInput in) throws DicomException {
        if (!in.has(8)) {
            return Optional.empty();
        }
        boolean explicit = Vr.of(in.peek(4), in.peek(5)).isPresent();
        boolean bigEndian = in.peekShort(0, true) < in.peekShort(0, false);
        int group = in.peekShort(0, bigEndian);
        int tag = group << 16 | in.peekShort(2, bigEndian);
        boolean known =
                group >= 0x0008 && group <= 0x0040 && (Dictionary.entry(tag).isPresent() || Tag.element(tag) == 0);
        boolean fits = explicit || in.peekInt(4, bigEndian) <= in.atMostRemaining() - 8;
        // Nobody writes Implicit VR in big endian.
        return known && fits && (explicit || !bigEndian)
                ? Optional.of(new Encoding(explicit, bigEndian))
                : Optional.empty();
    }

    /** Eight bytes are there. A file with meta information may begin with any tag: only the VR tells. */
    static Encoding byVr(ByteInput in) {
        return Vr.of(in.peek(4), in.peek(5)).isPresent() ? Encoding.EXPLICIT_LITTLE : Encoding.IMPLICIT_LITTLE;
    }

    /**
     * @param declared by the transfer syntax
     * @return the declared one, unless the first element can only be read in another
     */
    static Encoding confirm(Encoding declared, ByteInput in) throws DicomException {
        Optional<Encoding> seen = recognise(in);
        if (seen.isEmpty() || seen.get().equals(declared)) {
            return declared;
        }
        int tag = in.peekShort(0, seen.get().bigEndian()) << 16
                | in.peekShort(2, seen.get().bigEndian());
        Vr written = Vr.of(in.peek(4), in.peek(5)).orElse(Vr.UN);
        // Two letters could be a length: believed only where they are the VR that this very tag has.
        boolean certain = !seen.get().explicit() || written == Dictionary.vr(tag) || written == Vr.UN;
        return certain ? seen.get() : declared;
    }
}
