package dev.lightbox.engine.dicom;

import java.util.Optional;

/**
 * Decodes text that switches between repertoires by escape sequences (PS3.5 6.1.2.5). Every delimiter takes it back to the repertoires
 * that it began with (PS3.5 6.1.2.5.3). For one value and one thread.
 */
final class Iso2022 {
    private static final int ESC = 0x1B;

    private final Repertoire initialLow;
    private final Optional<Repertoire> initialHigh;
    private final byte[] text;
    private final Vr vr;
    private final StringBuilder decoded = new StringBuilder();

    private Repertoire low;
    private Optional<Repertoire> high;

    private Iso2022(Repertoire initialLow, Optional<Repertoire> initialHigh, byte[] text, Vr vr) {
        this.initialLow = initialLow;
        this.initialHigh = initialHigh;
        this.text = text;
        this.vr = vr;
        this.low = initialLow;
        this.high = initialHigh;
    }

    static String decode(Repertoire low, Optional<Repertoire> high, byte[] text, Vr vr) {
        return new Iso2022(low, high, text, vr).decode();
    }

    private String decode() {
        int position = 0;
        while (position < text.length) {
            int b = text[position] & 0xFF;
            if (b == ESC) {
                position += escape(position);
            } else if (b < 0x20 || b == 0x7F || (b == 0x20 && low.isDoubleByte())) {
                decoded.append((char) b);
                position++;
                if (b == '\t' || b == '\n' || b == '\f' || b == '\r') {
                    reset();
                }
            } else if (b < 0x80) {
                position = low.isDoubleByte() ? run(low, position) : single(position, b);
            } else {
                position = high(position);
            }
        }
        return decoded.toString();
    }

    private int escape(int position) {
        Optional<Repertoire> designated = Repertoire.escapedAt(text, position + 1);
        if (designated.isEmpty()) {
            decoded.append('\uFFFD');
            return 1;
        }
        if (designated.get().isLowHalf()) {
            low = designated.get();
        } else {
            high = designated;
        }
        return designated.get().escapeLength();
    }

    /** One byte of a single-byte G0. */
    private int single(int position, int b) {
        boolean delimiter = (b == '\\' && vr.isMultiValuedText()) || (vr == Vr.PN && (b == '^' || b == '='));
        if (delimiter) {
            // PS3.5 6.1.2.4, note: in JIS X 0201 the delimiter looks like a yen sign, and is a backslash all the same.
            decoded.append((char) b);
            reset();
        } else {
            low.decode(text, position, position + 1, decoded);
        }
        return position + 1;
    }

    private int high(int position) {
        if (high.isEmpty()) {
            // Nothing is designated: Latin-1, the commonest omission.
            Repertoire.LATIN_1.decode(text, position, position + 1, decoded);
            return position + 1;
        }
        return run(high.get(), position);
    }

    /** Bytes of the same half, up to a control character or the other half. */
    private int run(Repertoire repertoire, int from) {
        int to = from;
        while (to < text.length && sameHalf(text[to] & 0xFF, repertoire.isLowHalf())) {
            to++;
        }
        repertoire.decode(text, from, to, decoded);
        return to;
    }

    private static boolean sameHalf(int b, boolean lowHalf) {
        return lowHalf ? b > 0x20 && b < 0x7F : b >= 0x80;
    }

    private void reset() {
        low = initialLow;
        // Where nothing belongs into G1 at first, some writers rely on what was there before the delimiter.
        high = initialHigh.isPresent() ? initialHigh : high;
    }
}
