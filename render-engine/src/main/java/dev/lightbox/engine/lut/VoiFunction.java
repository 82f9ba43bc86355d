package dev.lightbox.engine.lut;

/** VOI LUT Function (0028,1056): how a window maps modality values to levels (PS3.3 C.11.2.1.2, C.11.2.1.3). */
public enum VoiFunction {
    LINEAR,
    LINEAR_EXACT,
    SIGMOID;

    /** The function with the standard's term; LINEAR for any other, as the standard's default is. */
    public static VoiFunction of(String term) {
        return switch (term) {
            case "LINEAR_EXACT" -> LINEAR_EXACT;
            case "SIGMOID" -> SIGMOID;
            default -> LINEAR;
        };
    }
}
