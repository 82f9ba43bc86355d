package dev.lightbox.engine.render.presentation;

/** What the coordinates of an annotation mean (PS3.3 C.10.5.1.2). */
public enum Units {
    /** Image pixels before turning; (0, 0) is the outer corner of the first pixel, (Columns, Rows) that of the last. */
    PIXEL,
    /** Fractions of the displayed area as it is shown; (0, 0) is its top left corner, (1, 1) its bottom right one. */
    DISPLAY
}
