package dev.lightbox.engine.codec.jpeg;

import dev.lightbox.engine.codec.DecodeException;

/** Blocks of one progressive scan (T.81 G.1.2). Not thread-safe. */
final class ProgressiveScan {

    private final EntropyReader reader;
    private final HuffmanTable[] dc;
    private final HuffmanTable ac;
    private final int start;
    private final int end;
    private final int low;
    private final boolean refining;

    /** Blocks that are still to come without a new coefficient (G.1.2.2). */
    private int run;

    ProgressiveScan(JpegParser parser, JpegScan scan, EntropyReader reader) throws DecodeException {
        this.reader = reader;
        this.start = scan.start();
        this.end = scan.end();
        this.low = scan.approximationLow();
        this.refining = scan.approximationHigh() != 0;
        // A scan of DC bits alone needs no table, one of DC coefficients no AC table, and the reverse.
        this.dc = start == 0 && !refining ? LosslessDecoder.tables(parser, scan) : new HuffmanTable[0];
        this.ac = start == 0 ? HuffmanTable.EMPTY : parser.acTable(scan.acTables()[0]);
    }

    void restart() {
        run = 0;
    }

    /**
     * @param index of the component in the scan
     * @return the prediction of the component's next block
     */
    int dc(int index, short[] block, int at, int prediction) throws DecodeException {
        if (refining) {
            reader.refill();
            block[at] |= (short) (reader.take(1) << low);
            return prediction;
        }
        int value = prediction + LosslessDecoder.difference(reader, dc[index]);
        block[at] = (short) (value << low);
        return value;
    }

    void ac(short[] block, int at) throws DecodeException {
        if (refining) {
            refine(block, at);
        } else {
            first(block, at);
        }
    }

    private void first(short[] block, int at) throws DecodeException {
        if (run > 0) {
            run--;
            return;
        }
        for (int k = start; k <= end; k++) {
            reader.refill();
            int symbol = ac.take(reader);
            int size = symbol & 15;
            int zeros = symbol >>> 4;
            if (size == 0) {
                if (zeros < 15) {
                    run = endOfBlocks(zeros) - 1;
                    return;
                }
                k += 15;
                continue;
            }
            k += zeros;
            if (k > end) {
                throw beyond();
            }
            block[at + Zigzag.PLACE[k]] = (short) (HuffmanTable.extend(reader.take(size), size) << low);
        }
    }

    /** Blocks that end here, this one among them. */
    private int endOfBlocks(int category) {
        return (1 << category) + (category == 0 ? 0 : reader.take(category));
    }

    /** G.1.2.3: one more bit for coefficients that are not zero yet, and new ones among those that are. */
    private void refine(short[] block, int at) throws DecodeException {
        int k = start;
        if (run == 0) {
            for (; k <= end; k++) {
                reader.refill();
                int symbol = ac.take(reader);
                int size = symbol & 15;
                int zeros = symbol >>> 4;
                int added = 0;
                if (size == 0) {
                    if (zeros < 15) {
                        run = endOfBlocks(zeros);
                        break;
                    }
                } else if (size == 1) {
                    added = reader.take(1) == 0 ? -1 << low : 1 << low;
                } else {
                    throw new DecodeException("JPEG: corrupt data, a refinement by " + size + " bits");
                }
                k = skip(block, at, k, zeros);
                if (added != 0) {
                    if (k > end) {
                        throw beyond();
                    }
                    block[at + Zigzag.PLACE[k]] = (short) added;
                }
            }
        }
        if (run > 0) {
            skip(block, at, k, 64);
            run--;
        }
    }

    /**
     * Goes over {@code zeros} zero coefficients, and refines all others on the way.
     *
     * @return the first zero coefficient after them, or one behind the last of the scan
     */
    private int skip(short[] block, int at, int from, int zeros) {
        int left = zeros;
        int k = from;
        for (; k <= end; k++) {
            int place = at + Zigzag.PLACE[k];
            int value = block[place];
            if (value == 0) {
                if (left-- == 0) {
                    break;
                }
            } else {
                reader.refill();
                if (reader.take(1) != 0) {
                    block[place] = (short) (value + (value > 0 ? 1 << low : -1 << low));
                }
            }
        }
        return k;
    }

    private static DecodeException beyond() {
        return new DecodeException("JPEG: corrupt data, a coefficient behind the last of its scan");
    }
}
