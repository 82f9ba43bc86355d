package dev.lightbox.engine.dicom;

import java.util.Optional;

/** The value representations of PS3.5 6.2, and what reading and writing them needs to know. */
public enum Vr {
    AE(Kind.ASCII),
    AS(Kind.ASCII),
    AT(2, Kind.BINARY, 4),
    CS(Kind.ASCII),
    DA(Kind.ASCII),
    DS(Kind.ASCII),
    DT(Kind.ASCII),
    FL(2, Kind.BINARY, 4),
    FD(2, Kind.BINARY, 8),
    IS(Kind.ASCII),
    LO(Kind.TEXT),
    LT(Kind.LONG_TEXT),
    OB(4, Kind.BINARY, 1),
    OD(4, Kind.BINARY, 8),
    OF(4, Kind.BINARY, 4),
    OL(4, Kind.BINARY, 4),
    OV(4, Kind.BINARY, 8),
    OW(4, Kind.BINARY, 2),
    PN(Kind.TEXT),
    SH(Kind.TEXT),
    SL(2, Kind.BINARY, 4),
    SQ(4, Kind.SEQUENCE, 1),
    SS(2, Kind.BINARY, 2),
    ST(Kind.LONG_TEXT),
    SV(4, Kind.BINARY, 8),
    TM(Kind.ASCII),
    UC(4, Kind.TEXT, 1),
    UI(Kind.ASCII),
    UL(2, Kind.BINARY, 4),
    UN(4, Kind.BINARY, 1),
    UR(4, Kind.URI, 1),
    US(2, Kind.BINARY, 2),
    UT(4, Kind.LONG_TEXT, 1),
    UV(4, Kind.BINARY, 8);

    private enum Kind {
        /** The default repertoire whatever the data set's character set (PS3.5 6.1.2.2). */
        ASCII,
        /** The default repertoire, and no backslash: one value. */
        URI,
        /** In the data set's character set, values split at backslashes. */
        TEXT,
        /** In the data set's character set, always one value: a backslash is a character. */
        LONG_TEXT,
        BINARY,
        SEQUENCE
    }

    private static final Vr[] BY_CODE = new Vr[26 * 26];

    static {
        for (Vr vr : values()) {
            BY_CODE[index(vr.name().charAt(0), vr.name().charAt(1))] = vr;
        }
    }

    private final int lengthBytes;
    private final Kind kind;
    private final int unitBytes;

    Vr(Kind kind) {
        this(2, kind, 1);
    }

    Vr(int lengthBytes, Kind kind, int unitBytes) {
        this.lengthBytes = lengthBytes;
        this.kind = kind;
        this.unitBytes = unitBytes;
    }

    /** @return the representation with this two-letter code; empty where there is none */
    public static Optional<Vr> of(int first, int second) {
        boolean letters = first >= 'A' && first <= 'Z' && second >= 'A' && second <= 'Z';
        return letters ? Optional.ofNullable(BY_CODE[index(first, second)]) : Optional.empty();
    }

    private static int index(int first, int second) {
        return (first - 'A') * 26 + second - 'A';
    }

    /** @return whether explicit VR encodes its length in 32 bits after two reserved bytes (PS3.5 7.1.2) */
    public boolean isLongForm() {
        return lengthBytes == 4;
    }

    /** @return whether the value is text of any kind, numbers written as text (DS, IS) included */
    public boolean isString() {
        return kind == Kind.ASCII || kind == Kind.URI || kind == Kind.TEXT || kind == Kind.LONG_TEXT;
    }

    /** @return whether the value is in the data set's character set (PS3.5 6.1.2.3) */
    public boolean usesCharacterSet() {
        return kind == Kind.TEXT || kind == Kind.LONG_TEXT;
    }

    /** @return whether a backslash separates values */
    public boolean isMultiValuedText() {
        return kind == Kind.ASCII || kind == Kind.TEXT;
    }

    /** @return the bytes of one value, or of the unit whose bytes turn round in big endian: 1, 2, 4 or 8 (AT: 4, of two 16-bit numbers) */
    public int unitBytes() {
        return unitBytes;
    }

    /** @return the byte that makes an odd value even: a space for text, zero for UI and binary (PS3.5 6.2) */
    public byte padding() {
        return (byte) (isString() && this != UI ? ' ' : 0);
    }

    /** @return whether leading spaces belong to the value (PS3.5 6.2: ST, LT, UT, UC, UR) */
    boolean keepsLeadingSpaces() {
        return kind == Kind.LONG_TEXT || this == UC || this == UR;
    }
}
