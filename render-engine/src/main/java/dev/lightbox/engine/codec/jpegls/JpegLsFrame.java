package dev.lightbox.engine.codec.jpegls;

import java.util.List;

/**
 * A frame header (T.87 C.2.2). Immutable.
 *
 * @param precision bits of a sample, 2–16
 * @param rows height; where the header leaves it open, the data set's Rows
 * @param columns width
 * @param componentIds identifiers of the components, 1 to 4 of them, in the order in which their samples are stored
 */
record JpegLsFrame(int precision, int rows, int columns, List<Integer> componentIds) {

    JpegLsFrame {
        componentIds = List.copyOf(componentIds);
    }

    int components() {
        return componentIds.size();
    }
}
