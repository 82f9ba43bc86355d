package dev.lightbox.engine.codec.jpeg;

import java.util.List;

/**
 * A frame header (T.81 B.2.2).
 *
 * @param marker SOF0 (0xC0) baseline, SOF1 (0xC1) extended sequential, SOF3 (0xC3) lossless
 * @param precision bits of a sample
 * @param rows height; where the header leaves it to a DNL segment, the data set's Rows
 * @param columns width
 * @param components 1 or 3
 */
record JpegFrame(int marker, int precision, int rows, int columns, List<JpegComponent> components) {

    static final int LOSSLESS = 0xC3;

    int maxHorizontal() {
        return components.stream().mapToInt(JpegComponent::horizontal).max().orElse(1);
    }

    int maxVertical() {
        return components.stream().mapToInt(JpegComponent::vertical).max().orElse(1);
    }

    /** Whether any component has fewer samples than there are pixels. */
    boolean isSubsampled() {
        return components.stream().anyMatch(c -> c.horizontal() != maxHorizontal() || c.vertical() != maxVertical());
    }
}
