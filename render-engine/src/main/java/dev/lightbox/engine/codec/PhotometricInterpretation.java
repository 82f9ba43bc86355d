package dev.lightbox.engine.codec;

import java.util.Optional;

/** How samples make a picture (PS3.3 C.7.6.3.1.2). */
public enum PhotometricInterpretation {
    MONOCHROME1("MONOCHROME1", 1),
    MONOCHROME2("MONOCHROME2", 1),
    PALETTE_COLOR("PALETTE COLOR", 1),
    RGB("RGB", 3),
    YBR_FULL("YBR_FULL", 3),
    YBR_FULL_422("YBR_FULL_422", 3),
    YBR_PARTIAL_420("YBR_PARTIAL_420", 3),
    YBR_PARTIAL_422("YBR_PARTIAL_422", 3),
    YBR_ICT("YBR_ICT", 3),
    YBR_RCT("YBR_RCT", 3);

    private final String term;
    private final int samplesPerPixel;

    PhotometricInterpretation(String term, int samplesPerPixel) {
        this.term = term;
        this.samplesPerPixel = samplesPerPixel;
    }

    /** The standard's term, as in a data set. */
    public String term() {
        return term;
    }

    public int samplesPerPixel() {
        return samplesPerPixel;
    }

    /** Gray levels that go through modality, VOI and presentation. */
    public boolean isMonochrome() {
        return this == MONOCHROME1 || this == MONOCHROME2;
    }

    /** Whether two neighbouring pixels share their chrominances in native pixel data. */
    public boolean isHorizontallySubsampled() {
        return this == YBR_FULL_422 || this == YBR_PARTIAL_422;
    }

    /** The same colours where each pixel has chrominances of its own, as compressed frames mostly come out, whatever the data set says. */
    public PhotometricInterpretation withOwnChrominances() {
        return switch (this) {
            case YBR_FULL_422 -> YBR_FULL;
            case YBR_PARTIAL_422 -> YBR_PARTIAL_420;
            default -> this;
        };
    }

    public static Optional<PhotometricInterpretation> of(String term) {
        for (PhotometricInterpretation value : values()) {
            if (value.term.equals(term)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }
}
