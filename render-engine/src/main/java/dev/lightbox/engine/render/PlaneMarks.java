package dev.lightbox.engine.render;

import dev.lightbox.engine.volume.ReslicedPlane;

/**
 * Patterns where a picture of a volume has no value. No tissue looks so, and each is told by its pattern, not by its level; they lie still in the picture, and neither window nor
 * inversion touches them.
 *
 * <ul>
 *   <li>outside of the volume: black, with thin lines rising to the right, far apart
 *   <li>slices missing or damaged: broad bright and dark bars falling to the right, close together
 *   <li>not loaded yet: dark, with a lattice of dots
 * </ul>
 */
final class PlaneMarks {

    private static final int OUTSIDE_PERIOD = 16;
    private static final byte OUTSIDE_LINE = 48;

    private static final int GAP_PERIOD = 6;
    private static final byte GAP_BAR = (byte) 176;
    private static final byte GAP_GROUND = 64;

    private static final int PENDING_PERIOD = 8;
    private static final int PENDING_DOT = 2;
    private static final byte PENDING_LEVEL = 112;
    private static final byte PENDING_GROUND = 24;

    private PlaneMarks() {}

    /**
     * @param cover as {@link ReslicedPlane#cover}
     * @param levels gray, as many; those without a value are written over
     */
    static void paint(byte[] cover, int width, int height, byte[] levels) {
        for (int y = 0, at = 0; y < height; y++) {
            for (int x = 0; x < width; x++, at++) {
                if (cover[at] != ReslicedPlane.INSIDE) {
                    levels[at] = level(cover[at], x, y);
                }
            }
        }
    }

    /** Gives what lies outside one level and no mark, as around a body seen from outside. */
    static void paintAround(byte[] cover, byte level, byte[] levels) {
        for (int i = 0; i < cover.length; i++) {
            if (cover[i] == ReslicedPlane.OUTSIDE) {
                cover[i] = ReslicedPlane.INSIDE;
                levels[i] = level;
            }
        }
    }

    private static byte level(byte cover, int x, int y) {
        return switch (cover) {
            case ReslicedPlane.OUTSIDE -> (x + y) % OUTSIDE_PERIOD == 0 ? OUTSIDE_LINE : 0;
            case ReslicedPlane.GAP -> Math.floorMod(x - y, GAP_PERIOD) < GAP_PERIOD / 2 ? GAP_BAR : GAP_GROUND;
            default ->
                x % PENDING_PERIOD < PENDING_DOT && y % PENDING_PERIOD < PENDING_DOT ? PENDING_LEVEL : PENDING_GROUND;
        };
    }
}
