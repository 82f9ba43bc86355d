package dev.lightbox.engine.codec.jpeg;

import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.DecodeLimits;

/**
 * Lossless JPEG, process 14 (T.81 Annex H): all predictors, point transform, restart intervals, 2–16 bits, components interleaved or one a scan, all of
 * the picture's size ({@link SubsampledLossless} has the others). The output array doubles as the memory of the predictor. Not thread-safe.
 */
final class LosslessDecoder {

    /** Bits of a look-up: most differences of medical pictures and their codes fit. */
    static final int LOOKUP_BITS = 12;

    private static final int LOOKUP_SHIFT = 64 - LOOKUP_BITS;

    private final JpegParser parser;
    private final JpegFrame frame;
    private final DecodeLimits limits;
    private final int stride;
    private final short[] output;

    LosslessDecoder(JpegParser parser, JpegFrame frame, DecodeLimits limits) {
        this.parser = parser;
        this.frame = frame;
        this.limits = limits;
        this.stride = frame.components().size();
        this.output = new short[frame.rows() * frame.columns() * stride];
    }

    /** The samples of all components, side by side, as unsigned 16-bit numbers. */
    short[] decode() throws DecodeException {
        boolean[] done = new boolean[stride];
        int remaining = stride;
        EntropyReader reader = new EntropyReader(parser.data(), parser.position(), parser.end());
        while (remaining > 0) {
            JpegScan scan = parser.nextScan();
            if (scan == null) {
                throw new DecodeException("JPEG: the codestream ends with " + remaining + " components missing");
            }
            for (int component : scan.components()) {
                if (done[component]) {
                    throw new DecodeException("JPEG: component " + component + " is coded twice");
                }
                done[component] = true;
                remaining--;
            }
            decodeScan(scan, reader);
        }
        return output;
    }

    static HuffmanTable[] tables(JpegParser parser, JpegScan scan) throws DecodeException {
        HuffmanTable[] tables = new HuffmanTable[scan.components().length];
        for (int i = 0; i < tables.length; i++) {
            tables[i] = parser.dcTable(scan.dcTables()[i]);
            tables[i].checkSymbols(16, "categories of a difference");
        }
        return tables;
    }

    static void check(JpegScan scan, JpegFrame frame) throws DecodeException {
        int predictor = scan.start();
        int shift = scan.approximationLow();
        if (predictor < 1 || predictor > 7 || shift >= frame.precision()) {
            throw new DecodeException("JPEG lossless: predictor " + predictor + " with point transform " + shift
                    + " is not possible for " + frame.precision() + " bits");
        }
    }

    private void decodeScan(JpegScan scan, EntropyReader reader) throws DecodeException {
        check(scan, frame);
        int shift = scan.approximationLow();
        int columns = frame.columns();
        int interval = parser.restartInterval();
        // T.81 H.1.1: a restart interval is a whole number of lines.
        if (interval % columns != 0) {
            throw new DecodeException("JPEG lossless: expected a restart interval of whole lines of " + columns
                    + " samples, found " + interval);
        }
        int linesPerInterval = interval == 0 ? frame.rows() : interval / columns;
        HuffmanTable[] tables = tables(parser, scan);
        int initial = 1 << (frame.precision() - shift - 1);
        int restarts = 0;
        reader.begin(parser.position());
        for (int row = 0; row < frame.rows(); row++) {
            if (row % 16 == 0) {
                limits.checkTime();
            }
            boolean first = row % linesPerInterval == 0;
            if (first && row > 0) {
                reader.restart(restarts++);
            }
            decodeLine(reader, scan, tables, row, first ? 0 : scan.start(), initial);
            if (reader.isOverrun()) {
                throw new DecodeException(
                        "JPEG lossless: the data is cut off in line " + (row + 1) + " of " + frame.rows());
            }
        }
        parser.position(reader.next());
        if (shift > 0) {
            for (int component : scan.components()) {
                for (int i = component; i < output.length; i += stride) {
                    output[i] = (short) (output[i] << shift);
                }
            }
        }
    }

    /**
     * @param predictor 1–7; 0 for the first line of the scan or of a restart interval, where only the sample to the left is known (H.1.2.1)
     */
    private void decodeLine(
            EntropyReader reader, JpegScan scan, HuffmanTable[] tables, int row, int predictor, int initial)
            throws DecodeException {
        int start = row * frame.columns() * stride;
        int above = start - frame.columns() * stride;
        int[] components = scan.components();
        for (int i = 0; i < components.length; i++) {
            int c = components[i];
            int prediction = predictor == 0 ? initial : output[above + c];
            output[start + c] = (short) (prediction + difference(reader, tables[i]));
        }
        if (components.length == 1) {
            int c = components[0];
            if (predictor <= 1) {
                fromTheLeft(reader, tables[0], start + c);
            } else {
                fromAbove(reader, tables[0], start + c, above + c, predictor);
            }
            return;
        }
        interleaved(reader, components, tables, start, above, Math.max(1, predictor));
    }

    /** A line of several components after their first samples. */
    private void interleaved(
            EntropyReader reader, int[] components, HuffmanTable[] tables, int start, int above, int predictor)
            throws DecodeException {
        int[][] lookups = new int[tables.length][];
        for (int i = 0; i < tables.length; i++) {
            lookups[i] = tables[i].differences(LOOKUP_BITS);
        }
        byte[] bytes = reader.bytes;
        int limit = reader.limit;
        int position = reader.position;
        int count = reader.count;
        long buffer = reader.buffer;
        short[] out = output;
        int step = stride;
        int end = frame.columns() * step;
        for (int x = step; x < end; x += step) {
            for (int i = 0; i < lookups.length; i++) {
                buffer |= (long) EntropyReader.BIG.get(bytes, position) >>> count;
                position = Math.min(position + ((63 - count) >>> 3), limit);
                count |= 56;
                int entry = lookups[i][(int) (buffer >>> LOOKUP_SHIFT)];
                if (entry == 0) {
                    entry = tables[i].longDifference(buffer);
                }
                buffer <<= entry;
                count -= entry & 63;
                int at = start + x + components[i];
                int prediction = out[at - step] & 0xFFFF;
                if (predictor > 1) {
                    int up = above + x + components[i];
                    prediction = predict(predictor, prediction, out[up] & 0xFFFF, out[up - step] & 0xFFFF);
                }
                out[at] = (short) (prediction + (entry >> 16));
            }
        }
        reader.position = position;
        reader.count = count;
        reader.buffer = buffer;
    }

    /** A line of one component after its first sample, by the commonest predictor. */
    private void fromTheLeft(EntropyReader reader, HuffmanTable table, int start) throws DecodeException {
        int[] lookup = table.differences(LOOKUP_BITS);
        byte[] bytes = reader.bytes;
        int limit = reader.limit;
        int position = reader.position;
        int count = reader.count;
        long buffer = reader.buffer;
        short[] out = output;
        int step = stride;
        int end = start + frame.columns() * step;
        int left = out[start];
        for (int at = start + step; at < end; at += step) {
            buffer |= (long) EntropyReader.BIG.get(bytes, position) >>> count;
            position = Math.min(position + ((63 - count) >>> 3), limit);
            count |= 56;
            int entry = lookup[(int) (buffer >>> LOOKUP_SHIFT)];
            if (entry == 0) {
                entry = table.longDifference(buffer);
            }
            buffer <<= entry;
            count -= entry & 63;
            left += entry >> 16;
            out[at] = (short) left;
        }
        reader.position = position;
        reader.count = count;
        reader.buffer = buffer;
    }

    /** A line of one component after its first sample, by any other predictor. */
    private void fromAbove(EntropyReader reader, HuffmanTable table, int start, int above, int predictor)
            throws DecodeException {
        int[] lookup = table.differences(LOOKUP_BITS);
        byte[] bytes = reader.bytes;
        int limit = reader.limit;
        int position = reader.position;
        int count = reader.count;
        long buffer = reader.buffer;
        short[] out = output;
        int step = stride;
        int end = start + frame.columns() * step;
        int left = out[start] & 0xFFFF;
        int aboveLeft = out[above] & 0xFFFF;
        int up = above + step;
        for (int at = start + step; at < end; at += step, up += step) {
            buffer |= (long) EntropyReader.BIG.get(bytes, position) >>> count;
            position = Math.min(position + ((63 - count) >>> 3), limit);
            count |= 56;
            int entry = lookup[(int) (buffer >>> LOOKUP_SHIFT)];
            if (entry == 0) {
                entry = table.longDifference(buffer);
            }
            buffer <<= entry;
            count -= entry & 63;
            int aboveHere = out[up] & 0xFFFF;
            left = (predict(predictor, left, aboveHere, aboveLeft) + (entry >> 16)) & 0xFFFF;
            out[at] = (short) left;
            aboveLeft = aboveHere;
        }
        reader.position = position;
        reader.count = count;
        reader.buffer = buffer;
    }

    /** T.81 table H.1. */
    static int predict(int predictor, int left, int above, int aboveLeft) {
        return switch (predictor) {
            case 2 -> above;
            case 3 -> aboveLeft;
            case 4 -> left + above - aboveLeft;
            case 5 -> left + ((above - aboveLeft) >> 1);
            case 6 -> above + ((left - aboveLeft) >> 1);
            case 7 -> (left + above) >> 1;
            default -> left;
        };
    }

    /** The next difference, modulo 2<sup>16</sup> (H.1.2.1). */
    static int difference(EntropyReader reader, HuffmanTable table) throws DecodeException {
        reader.refill();
        int entry = table.differences(LOOKUP_BITS)[(int) (reader.buffer >>> LOOKUP_SHIFT)];
        if (entry == 0) {
            entry = table.longDifference(reader.buffer);
        }
        reader.buffer <<= entry;
        reader.count -= entry & 63;
        return entry >> 16;
    }
}
