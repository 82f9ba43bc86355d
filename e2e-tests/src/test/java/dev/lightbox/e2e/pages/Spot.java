package dev.lightbox.e2e.pages;

/** A place in a picture, in source pixels: (0, 0) is the outer corner of the first pixel. */
public record Spot(double x, double y) {

    public Spot plus(double dx, double dy) {
        return new Spot(x + dx, y + dy);
    }
}
