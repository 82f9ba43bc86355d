package dev.lightbox.engine.render.presentation;

/**
 * How a picture is turned before it is shown: first clockwise, then flipped left to right (PS3.3 C.10.6). Immutable.
 *
 * @param degrees 0, 90, 180 or 270, clockwise
 */
public record SpatialTransformation(int degrees, boolean flip) {

    public static final SpatialTransformation NONE = new SpatialTransformation(0, false);

    public SpatialTransformation {
        if (degrees != 0 && degrees != 90 && degrees != 180 && degrees != 270) {
            throw new IllegalArgumentException("a picture can be turned by quarters only, not by " + degrees);
        }
    }

    public boolean isNone() {
        return degrees == 0 && !flip;
    }

    /** Whether width and height change places. */
    public boolean swapsAxes() {
        return degrees % 180 != 0;
    }

    /**
     * Where a point of the image lies in the turned picture.
     *
     * @param columns width of the image
     * @param rows height of the image
     */
    public Point turn(Point p, double columns, double rows) {
        Point turned = switch (degrees) {
            case 90 -> new Point(rows - p.y(), p.x());
            case 180 -> new Point(columns - p.x(), rows - p.y());
            case 270 -> new Point(p.y(), columns - p.x());
            default -> p;
        };
        return flip ? new Point((swapsAxes() ? rows : columns) - turned.x(), turned.y()) : turned;
    }

    /** Where a point of the turned picture comes from; {@code columns} and {@code rows} are the image's. */
    public Point turnBack(Point p, double columns, double rows) {
        Point q = flip ? new Point((swapsAxes() ? rows : columns) - p.x(), p.y()) : p;
        return switch (degrees) {
            case 90 -> new Point(q.y(), rows - q.x());
            case 180 -> new Point(columns - q.x(), rows - q.y());
            case 270 -> new Point(columns - q.y(), q.x());
            default -> q;
        };
    }

    /** Turns a raster of {@code samples} bytes a pixel. */
    public byte[] turn(byte[] pixels, int width, int height, int samples) {
        if (isNone()) {
            return pixels;
        }
        byte[] out = new byte[pixels.length];
        int outWidth = swapsAxes() ? height : width;
        int outHeight = swapsAxes() ? width : height;
        for (int y = 0, to = 0; y < outHeight; y++) {
            for (int x = 0; x < outWidth; x++) {
                int u = flip ? outWidth - 1 - x : x;
                int from = switch (degrees) {
                    case 90 -> (height - 1 - u) * width + y;
                    case 180 -> (height - 1 - y) * width + width - 1 - u;
                    case 270 -> u * width + width - 1 - y;
                    default -> y * width + u;
                };
                for (int s = 0; s < samples; s++) {
                    out[to++] = pixels[from * samples + s];
                }
            }
        }
        return out;
    }
}
