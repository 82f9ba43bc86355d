package dev.lightbox.viewer.viewing.stream;

import java.util.concurrent.TimeUnit;

/**
 * How small and how coarse a viewport's pictures are while the user moves, so that the newest is soon on the screen: few enough bytes for the line, few enough pixels for the processors. Both
 * costs are learnt from the pictures themselves. In steps, and finer again only with something to spare, so that pictures don't breathe. Thread-safe.
 */
final class MovingQuality {

    /**
     * What a picture may keep the line busy for. The newest is to be on the screen within a round trip and 50 ms: it waits for the rest of the former one, is made, carried and painted.
     */
    static final long TRANSFER_NANOS = TimeUnit.MILLISECONDS.toNanos(18);

    /** What a picture may take to be made, its wait for a processor included. */
    private static final double MAKING_NANOS = 25e6;

    /** A first guess for gray pictures in JPEG; a wrong one costs a picture or two. */
    private static final double FIRST_BYTES_PER_PIXEL = 0.2;

    private static final double FIRST_NANOS_PER_PIXEL = 30;
    private static final double NEWEST_SHARE = 0.3;

    /** A picture that was held up says little about the next. */
    private static final double MOST_RISE = 3;

    /** Of a limit, that a finer step must leave. */
    private static final double SPARE = 0.8;

    private static final int LEAST_JPEG_QUALITY = 30;

    /** From fine to coarse: the edge's share, by how much JPEG quality is less, and what that leaves of the bytes of a pixel. */
    private static final Step[] STEPS = {
        new Step(1, 0, 1),
        new Step(1, 15, 0.65),
        new Step(0.8, 15, 0.65),
        new Step(0.65, 25, 0.5),
        new Step(0.5, 25, 0.5),
        new Step(0.4, 35, 0.42),
        new Step(0.3, 35, 0.42),
        new Step(0.22, 35, 0.42),
    };

    private record Step(double scale, int worse, double bytesShare) {
        double pixels() {
            return scale * scale;
        }
    }

    /**
     * How one picture is made.
     *
     * @param scale of its edges, above 0, at most 1
     * @param jpegQuality 1 to 100
     */
    record Choice(double scale, int jpegQuality, double bytesShare) {

        /** As fine as a moving picture may be. */
        static Choice finest(int jpegQuality) {
            return new Choice(1, jpegQuality, 1);
        }
    }

    private final int jpegQuality;
    private int step;
    private double bytesPerPixel = FIRST_BYTES_PER_PIXEL;
    private double nanosPerPixel = FIRST_NANOS_PER_PIXEL;

    /** @param jpegQuality the best, 1 to 100 */
    MovingQuality(int jpegQuality) {
        this.jpegQuality = jpegQuality;
    }

    /**
     * @param pixels of the finest picture
     * @param mostBytes that the line carries in {@link #TRANSFER_NANOS}
     */
    synchronized Choice choose(double pixels, double mostBytes) {
        int now = firstWithin(pixels, mostBytes, 1);
        step = now > step ? now : Math.min(step, firstWithin(pixels, mostBytes, SPARE));
        Step chosen = STEPS[step];
        int quality = Math.min(jpegQuality, Math.max(LEAST_JPEG_QUALITY, jpegQuality - chosen.worse));
        return new Choice(chosen.scale, quality, chosen.bytesShare);
    }

    private int firstWithin(double pixels, double mostBytes, double share) {
        for (int i = 0; i < STEPS.length; i++) {
            double made = pixels * STEPS[i].pixels();
            if (made * STEPS[i].bytesShare * bytesPerPixel <= share * mostBytes
                    && made * nanosPerPixel <= share * MAKING_NANOS) {
                return i;
            }
        }
        return STEPS.length - 1;
    }

    /**
     * A picture has been made.
     *
     * @param pixels that it has
     * @param bytes of the encoded picture
     * @param nanos that making it took; 0 where that is somebody else's care
     */
    synchronized void made(Choice choice, double pixels, long bytes, long nanos) {
        bytesPerPixel += NEWEST_SHARE * (bytes / Math.max(1, pixels) / choice.bytesShare - bytesPerPixel);
        double newest = Math.min(nanos / Math.max(1, pixels), nanosPerPixel * MOST_RISE);
        nanosPerPixel += NEWEST_SHARE * (newest - nanosPerPixel);
    }
}
