package dev.lightbox.engine.phantom;

import java.util.Objects;

/**
 * A colour ultrasound cine loop: a sector of speckle with a beating, echo-free chamber and a vessel whose flow is coloured. Every pixel of every frame
 * is known. Frames, rows and columns count from 0. Immutable and thread-safe.
 *
 * @param frames how many make one heartbeat, and the loop
 */
public record UltrasoundPhantom(int rows, int columns, int frames, long seed) {
    /** The calibrated region, in pixels from 0, inclusive: where a pixel is {@link #CENTIMETRES_PER_PIXEL} wide and high. */
    public static final int REGION_MIN_X = 60;

    public static final int REGION_MIN_Y = 20;
    public static final double CENTIMETRES_PER_PIXEL = 0.04;
    /** Milliseconds from frame to frame. */
    public static final double FRAME_TIME_MS = 40;

    private static final double SECTOR_TANGENT = 0.78;
    private static final int SKIN_RADIUS = 36;

    /** The calibrated region's last column. */
    public int regionMaxX() {
        return columns - 61;
    }

    /** The calibrated region's last row. */
    public int regionMaxY() {
        return rows - 21;
    }

    /** Radius of the round chamber in pixels; its centre is at row {@code rows/2}, column {@code columns/2 − 40}. */
    public double chamberRadius(int frame) {
        return rows / 9.0 * (1 + 0.22 * StrictMath.sin(2 * Math.PI * frame / frames));
    }

    /**
     * A pixel as 0xRRGGBB.
     *
     * @throws IndexOutOfBoundsException if there is no such pixel
     */
    public int rgb(int frame, int row, int column) {
        Objects.checkIndex(frame, frames);
        Objects.checkIndex(row, rows);
        Objects.checkIndex(column, columns);
        return pixel(frame, row, column, chamberRadius(frame));
    }

    private int pixel(int frame, int row, int column, double chamberRadius) {
        if (column >= columns - 40 && column < columns - 24 && row >= 40 && row < 296) {
            return colourBar(row - 40);
        }
        int apexX = columns / 2;
        int dx = column - apexX;
        int dy = row - REGION_MIN_Y + SKIN_RADIUS;
        int radius = (int) Math.sqrt((double) dx * dx + (double) dy * dy);
        // A tick at each centimetre of depth, 25 pixels apart.
        if (column >= REGION_MIN_X && column < REGION_MIN_X + 8 && row >= REGION_MIN_Y && row <= regionMaxY()) {
            return (row - REGION_MIN_Y) % 25 == 0 ? 0xC0C0C0 : 0;
        }
        int depth = radius - SKIN_RADIUS;
        if (depth < 0 || row > regionMaxY() || radius > rows - 60 + SKIN_RADIUS || Math.abs(dx) > dy * SECTOR_TANGENT) {
            return 0;
        }
        int chamberX = column - (apexX - 40);
        int chamberY = row - rows / 2;
        double fromChamber = Math.sqrt((double) chamberX * chamberX + (double) chamberY * chamberY) - chamberRadius;
        if (fromChamber < 0) {
            return gray(6 + (int) (8 * speckle(frame, depth, dx, dy)));
        }
        double echo = fromChamber < 7 ? 1.5 : 0.75;
        echo *= 1.1 - 0.5 * depth / rows;
        // Below a fluid the echoes are stronger.
        if (chamberY > 0 && Math.abs(chamberX) < chamberRadius) {
            echo *= 1.25;
        }
        int vesselDistance = Math.abs(4 * (row - rows * 7 / 10) - (column - apexX)) / 4;
        if (vesselDistance < 12 && Math.abs(dx - 40) < 90) {
            return flow(frame, vesselDistance, speckle(frame, depth, dx, dy));
        }
        return gray((int) Math.min(255, 150 * echo * (0.25 + 1.2 * speckle(frame / 4, depth, dx, dy))));
    }

    /** 0 to 1, in cells that widen with depth, as the beam does. */
    private double speckle(int frame, int depth, int dx, int dy) {
        int beam = (int) Math.floor(900.0 * dx / dy);
        long cell = ((long) (depth / 3) << 32) ^ ((long) (beam / 9) << 8) ^ frame;
        double value = Noise.uniform(seed, cell);
        return value * value;
    }

    /** Towards the probe red, away from it blue; brightest in the middle of the vessel. */
    private int flow(int frame, int distance, double speckle) {
        double speed = StrictMath.sin(2 * Math.PI * (frame + 1) / frames) * (1 - distance / 14.0);
        int level = (int) Math.min(255, 60 + 190 * Math.abs(speed) + 20 * speckle);
        int second = (int) (level * Math.abs(speed) * 0.6);
        return speed >= 0 ? level << 16 | second << 8 : second << 8 | level;
    }

    private static int colourBar(int position) {
        int level = Math.abs(127 - position) * 2;
        return position < 128 ? Math.min(255, level) << 16 | level / 3 << 8 : level / 3 << 8 | Math.min(255, level);
    }

    private static int gray(int level) {
        return level << 16 | level << 8 | level;
    }

    /** A frame's bytes: R G B of each pixel, row by row (Planar Configuration 0). */
    byte[] interleaved(int frame) {
        double radius = chamberRadius(frame);
        byte[] bytes = new byte[rows * columns * 3];
        int at = 0;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int rgb = pixel(frame, row, column, radius);
                bytes[at++] = (byte) (rgb >> 16);
                bytes[at++] = (byte) (rgb >> 8);
                bytes[at++] = (byte) rgb;
            }
        }
        return bytes;
    }
}
