package dev.lightbox.engine.codec.jpegls;

import java.util.List;

/**
 * A scan header (T.87 C.2.3). Immutable.
 *
 * @param components indices of the frame's components
 * @param mappingTables number of the mapping table of each, 0 for none
 * @param near the error bound
 * @param interleave how the components' samples follow each other
 * @param shift point transform: lowest bits that were left out
 */
record JpegLsScan(List<Integer> components, List<Integer> mappingTables, int near, Interleave interleave, int shift) {

    /** ILV. */
    enum Interleave {
        NONE,
        LINE,
        SAMPLE
    }

    JpegLsScan {
        components = List.copyOf(components);
        mappingTables = List.copyOf(mappingTables);
    }
}
