package dev.lightbox.engine.render;

/**
 * What is drawn over a picture. Immutable.
 *
 * @param overlays the image's overlay planes, or those that a presentation state activates (PS3.3 C.9.2)
 * @param shutters display shutters (C.7.6.11)
 * @param graphics the lines, circles and so on of a presentation state's annotations; never their text
 * @param regions how overlays that mark a region of interest look
 */
public record Layers(boolean overlays, Shutters shutters, boolean graphics, Regions regions) {

    /** Which display shutters hide something. */
    public enum Shutters {
        NONE,
        /** Those given as an overlay's bits. */
        BITMAP,
        ALL
    }

    /** How an overlay of type R is drawn. */
    public enum Regions {
        /** What lies outside is dimmed to a sixteenth, as DCMTK does. */
        DIMMED,
        /** Its border is drawn and nothing hidden. */
        BORDER
    }

    /** Overlays and shutters. */
    public static final Layers USUAL = new Layers(true, Shutters.ALL, false, Regions.DIMMED);

    public static final Layers NONE = new Layers(false, Shutters.NONE, false, Regions.DIMMED);

    /** As DCMTK's {@code dcmp2pgm} shows an image with a presentation state: of all layers, bitmap shutters alone. */
    public static final Layers BITMAP_SHUTTER = new Layers(false, Shutters.BITMAP, false, Regions.DIMMED);
}
