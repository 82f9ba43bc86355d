package dev.lightbox.engine.render;

/** What becomes of a colour picture's ICC Profile (PS3.3 C.11.15). */
public enum ColorHandling {
    /** Its colours as stored, unconverted; so DCMTK shows them. */
    AS_STORED,
    /** Converted to sRGB where it has a profile that can be used, else as stored with a warning. */
    SRGB
}
