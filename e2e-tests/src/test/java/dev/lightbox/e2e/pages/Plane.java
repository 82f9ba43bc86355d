package dev.lightbox.e2e.pages;

/**
 * What a view of a plane says about the picture that it shows, read at one moment. Places in mm, LPS.
 *
 * @param state {@code picture}, {@code loading} or {@code failure}
 * @param sequence of the tile on the screen; 0 while there is none
 * @param exact whether it is the picture at full fidelity, with every slice
 * @param gap whether slices are missing in it
 * @param center of the view
 * @param right unit vector to the right
 * @param down unit vector downwards
 * @param spacing mm for each device pixel
 * @param method {@code mean}, {@code mip}, {@code minip}, or a projection of the whole volume
 * @param slab its thickness, mm; 0 for the plane alone
 */
public record Plane(
        String state,
        long sequence,
        boolean exact,
        boolean gap,
        int loaded,
        int slices,
        Place center,
        Place right,
        Place down,
        double spacing,
        String method,
        double slab,
        double windowCenter,
        double windowWidth) {

    /** Whether this is an exact picture, nothing more to come. */
    public boolean isAtRest() {
        return state.equals("picture") && exact;
    }

    /** The unit vector away from the reader. */
    public Place normal() {
        return right.cross(down);
    }

    /**
     * The patient's place at the centre of a pixel of the canvas, which the view's centre halves.
     *
     * @param x device pixels from the left
     * @param y device pixels from above
     */
    public Place at(int x, int y, int canvasWidth, int canvasHeight) {
        return center.plus(right.times((x + 0.5 - canvasWidth / 2.0) * spacing))
                .plus(down.times((y + 0.5 - canvasHeight / 2.0) * spacing));
    }
}
