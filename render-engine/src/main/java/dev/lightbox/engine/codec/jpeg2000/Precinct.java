package dev.lightbox.engine.codec.jpeg2000;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One precinct (T.800 B.6): the code blocks of one to three subbands that travel together in packets, one a layer. Not thread-safe. */
final class Precinct {

    /** Its part of one subband. */
    static final class Part {
        final Subband band;
        private final int across;
        private final int down;
        final TagTree inclusion;
        final TagTree missingBitPlanes;
        private final @Nullable CodeBlock[] blocks;
        private final int gridX;
        private final int gridY;
        private final int left;
        private final int top;
        private final int right;
        private final int bottom;

        /** Edges in the subband's coordinates; not empty. */
        Part(Subband band, int left, int top, int right, int bottom) {
            this.band = band;
            this.left = left;
            this.top = top;
            this.right = right;
            this.bottom = bottom;
            gridX = left >> band.blockWidthExponent;
            gridY = top >> band.blockHeightExponent;
            across = Grid.ceilShift(right, band.blockWidthExponent) - gridX;
            down = Grid.ceilShift(bottom, band.blockHeightExponent) - gridY;
            inclusion = new TagTree(across, down);
            missingBitPlanes = new TagTree(across, down);
            blocks = new CodeBlock[across * down];
        }

        int across() {
            return across;
        }

        int down() {
            return down;
        }

        /** The block, if any packet has held something of it so far. */
        @Nullable CodeBlock block(int x, int y) {
            return blocks[y * across + x];
        }

        CodeBlock create(int x, int y) {
            int x0 = Math.max(left, (gridX + x) << band.blockWidthExponent);
            int y0 = Math.max(top, (gridY + y) << band.blockHeightExponent);
            int x1 = Math.min(right, (gridX + x + 1) << band.blockWidthExponent);
            int y1 = Math.min(bottom, (gridY + y + 1) << band.blockHeightExponent);
            CodeBlock block = new CodeBlock(x0 - band.x0, y0 - band.y0, x1 - x0, y1 - y0);
            blocks[y * across + x] = block;
            return block;
        }

        @Nullable CodeBlock[] blocks() {
            return blocks;
        }
    }

    final Resolution resolution;
    /** Without the empty ones. */
    final List<Part> parts;
    /** Position on the reference grid, for the progressions by position. */
    final int gridX;

    final int gridY;
    /** Layers that have been read. */
    int layers;

    Precinct(Resolution resolution, List<Part> parts, int gridX, int gridY) {
        this.resolution = resolution;
        this.parts = parts;
        this.gridX = gridX;
        this.gridY = gridY;
    }
}
