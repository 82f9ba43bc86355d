package dev.lightbox.engine.codec.jpeg;

/**
 * A scan header (T.81 B.2.3).
 *
 * @param components indices into the frame's components
 * @param dcTables Huffman table of DC coefficients or lossless differences of each
 * @param acTables Huffman table of AC coefficients of each
 * @param start start of spectral selection; for lossless the predictor, 1–7
 * @param end end of spectral selection
 * @param approximationHigh successive approximation, high: 0, or the bit that an earlier scan has given
 * @param approximationLow successive approximation, low; for lossless the point transform
 */
record JpegScan(
        int[] components,
        int[] dcTables,
        int[] acTables,
        int start,
        int end,
        int approximationHigh,
        int approximationLow) {}
