package dev.lightbox.engine.render;

/**
 * How a rendered picture is packed. Immutable.
 *
 * @param format the file format
 * @param quality 1–100 for JPEG; 100 and without meaning for PNG
 */
public record Encoding(Format format, int quality) {

    /** What browsers can show. */
    public enum Format {
        PNG,
        JPEG
    }

    /** Every level as computed. */
    public static final Encoding PNG_LOSSLESS = new Encoding(Format.PNG, 100);

    public Encoding {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("quality must be 1 to 100, not " + quality);
        }
    }

    public static Encoding jpeg(int quality) {
        return new Encoding(Format.JPEG, quality);
    }

    public boolean isLossless() {
        return format == Format.PNG;
    }
}
