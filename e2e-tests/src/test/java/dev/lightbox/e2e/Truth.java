package dev.lightbox.e2e;

/** What the screen must show, computed from the standard's text alone: none of the product's own code. */
final class Truth {

    private Truth() {}

    /**
     * The level, 0–255, of a modality value under a linear window (PS3.3 C.11.2.1.2.1, with y from 0 to 255), rounded to the nearest.
     *
     * @param width at least 1
     */
    static int windowed(double value, double center, double width) {
        if (value <= center - 0.5 - (width - 1) / 2) {
            return 0;
        }
        if (value > center - 0.5 + (width - 1) / 2) {
            return 255;
        }
        return (int) Math.round(((value - (center - 0.5)) / (width - 1) + 0.5) * 255);
    }
}
