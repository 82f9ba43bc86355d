package dev.lightbox.engine.codec.jpeg;

import java.util.List;

/**
 * A frame header (T.81 B.2.2).
 *
 * @param marker SOF0 (0xC0) baseline, SOF1 (0xC1) extended sequential, SOF2 (0xC2) progressive, SOF3 (0xC3) lossless
 * @param precision bits of a sample
 * @param rows height; where the header leaves it to a DNL segment, the data set's Rows
 * @param columns width
 * @param components 1 or 3
 */
record JpegFrame(int marker, int precision, int rows, int columns, List<JpegComponent> components) {

    static final int PROGRESSIVE = 0xC2;
    static final int LOSSLESS = 0xC3;

    int maxHorizontal() {
        int max = 1;
        for (JpegComponent component : components) {
            max = Math.max(max, component.horizontal());
        }
        return max;
    }

    int maxVertical() {
        int max = 1;
        for (JpegComponent component : components) {
            max = Math.max(max, component.vertical());
        }
        return max;
    }

    /** Whether any component has fewer samples than there are pixels. */
    boolean isSubsampled() {
        return components.stream().anyMatch(c -> c.horizontal() != maxHorizontal() || c.vertical() != maxVertical());
    }

    /** Minimum coded units of blocks side by side in a scan of several components (T.81 A.2.3). */
    int mcuColumns() {
        return ceilDiv(columns, 8 * maxHorizontal());
    }

    /** Minimum coded units of blocks one below the other in a scan of several components. */
    int mcuRows() {
        return ceilDiv(rows, 8 * maxVertical());
    }

    /** A component's width (A.1.1). */
    int columnsOf(JpegComponent component) {
        return ceilDiv(columns * component.horizontal(), maxHorizontal());
    }

    /** A component's height (A.1.1). */
    int rowsOf(JpegComponent component) {
        return ceilDiv(rows * component.vertical(), maxVertical());
    }

    /** Room for the samples of all components. */
    Plane[] planes() {
        Plane[] planes = new Plane[components.size()];
        for (int i = 0; i < planes.length; i++) {
            JpegComponent component = components.get(i);
            planes[i] = Plane.of(columnsOf(component), rowsOf(component), precision);
        }
        return planes;
    }

    static int ceilDiv(int value, int divisor) {
        return (value + divisor - 1) / divisor;
    }
}
