package dev.lightbox.engine.volume;

/**
 * How far it is from each brick to the next one that isn't transparent, in bricks along the farthest of the three directions (Chebyshev distance): 0 for one that isn't, and a ray in a brick of distance d may
 * leave the cube of 2 d − 1 bricks around it unseen. Immutable, thread-safe.
 */
final class EmptySpace {

    private static final int FARTHEST = 100;

    private final int across;
    private final int down;
    private final int deep;
    private final byte[] distance;

    EmptySpace(BrickRanges ranges, TransferTable table) {
        across = ranges.across();
        down = ranges.down();
        deep = ranges.deep();
        distance = new byte[across * down * deep];
        for (int at = 0; at < distance.length; at++) {
            distance[at] = (byte) (table.isTransparent(ranges.min()[at], ranges.max()[at]) ? FARTHEST : 0);
        }
        // Two passes with all 26 neighbours are exact for this distance (Borgefors 1986); the ends of the volume don't
        // count.
        for (int z = 0, at = 0; z < deep; z++) {
            for (int y = 0; y < down; y++) {
                for (int x = 0; x < across; x++, at++) {
                    relax(x, y, z, at, -1);
                }
            }
        }
        for (int z = deep - 1, at = distance.length - 1; z >= 0; z--) {
            for (int y = down - 1; y >= 0; y--) {
                for (int x = across - 1; x >= 0; x--, at--) {
                    relax(x, y, z, at, 1);
                }
            }
        }
    }

    /** Takes what the half of the neighbours that lies in one direction of the order says. */
    private void relax(int x, int y, int z, int at, int direction) {
        int nearest = distance[at];
        for (int dz = -1; dz <= 1; dz++) {
            for (int dy = -1; dy <= 1; dy++) {
                for (int dx = -1; dx <= 1; dx++) {
                    if ((9 * dz + 3 * dy + dx) * direction > 0
                            && x + dx >= 0
                            && x + dx < across
                            && y + dy >= 0
                            && y + dy < down
                            && z + dz >= 0
                            && z + dz < deep) {
                        nearest = Math.min(nearest, distance[at + (dz * down + dy) * across + dx] + 1);
                    }
                }
            }
        }
        distance[at] = (byte) nearest;
    }

    /** By {@code (z · down + y) · across + x} of a brick. */
    byte[] distance() {
        return distance;
    }

    int across() {
        return across;
    }

    int down() {
        return down;
    }
}
