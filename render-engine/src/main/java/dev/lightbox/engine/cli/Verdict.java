package dev.lightbox.engine.cli;

/** What became of one check of a manifest's line. */
enum Verdict {
    BIT_EXACT("bit-exact", Kind.RIGHT),
    LOSSY_WITHIN("lossy, the picture within 2 levels of the reference", Kind.RIGHT),
    LOSSY_SAME("lossy, values as the reference decoder's", Kind.RIGHT),
    LOSSY_UNCHECKED("lossy, decoded, without a reference to compare with", Kind.RIGHT),
    DISPUTED_SAME("disputed among tools: as in the list", Kind.RIGHT),
    DISPUTED_OTHER("disputed among tools: other than in the list", Kind.RIGHT),
    BROKEN_REFUSED("broken, refused", Kind.RIGHT),
    BROKEN_DECODED("broken, decoded all the same", Kind.RIGHT),
    NO_VALUES("no stored values in the list", Kind.RIGHT),

    SAME("the same as the reference", Kind.RIGHT),
    WITHIN_1("within 1 level of the reference", Kind.RIGHT),
    WITHIN_2("lossy, within 2 levels of the reference", Kind.RIGHT),
    PICTURE_NOT_COMPARABLE("not compared, as the frame is broken or disputed", Kind.RIGHT),

    UNSUPPORTED("not supported yet", Kind.WRONG),
    REFUSED("refused, though it can be decoded", Kind.WRONG),
    DIFFERS("DIFFERENT", Kind.WRONG),
    FILE_DIFFERS("the file isn't the one in the list", Kind.WRONG),
    INTERNAL_ERROR("internal error", Kind.WRONG),
    MISSING("file missing or unreadable", Kind.UNCHECKED),
    REFERENCE_MISSING("reference picture missing or unreadable", Kind.UNCHECKED),
    REFERENCE_UNKNOWN("reference made in a way that isn't known here", Kind.UNCHECKED);

    /** What it means for the whole. */
    enum Kind {
        RIGHT,
        UNCHECKED,
        WRONG
    }

    private final String text;
    private final Kind kind;

    Verdict(String text, Kind kind) {
        this.text = text;
        this.kind = kind;
    }

    String text() {
        return text;
    }

    Kind kind() {
        return kind;
    }
}
