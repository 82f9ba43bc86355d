package dev.lightbox.e2e.pages;

/**
 * What a viewport says about the picture that it shows, read at one moment.
 *
 * @param state {@code picture}, {@code failure}, {@code loading}, {@code empty} or {@code failed}
 * @param slice from 1; 0 while there is none
 * @param sequence of the tile on the screen; 0 while there is none
 * @param exact whether it is the picture at full fidelity
 * @param windowCenter NaN for colour, and while there is none
 * @param region the part of the picture that the tile holds, {@code x,y,width,height} in source pixels
 */
public record Picture(
        String state,
        String seriesInstanceUid,
        int slice,
        int slices,
        long sequence,
        boolean exact,
        double windowCenter,
        double windowWidth,
        String region) {

    /** Whether this is an exact picture, nothing more to come. */
    public boolean isAtRest() {
        return state.equals("picture") && exact;
    }

    public boolean hasWindow(double center, double width) {
        return windowCenter == center && windowWidth == width;
    }
}
