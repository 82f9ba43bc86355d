package dev.lightbox.engine.codec.jpeg;

import dev.lightbox.engine.codec.DecodeException;
import org.jspecify.annotations.Nullable;

/**
 * Lossless JPEG, process 14 (T.81 Annex H): all predictors, point transform, restart intervals, 2–16 bits, components interleaved or one a scan.
 * The output array doubles as the memory of the predictor. Not thread-safe.
 */
final class LosslessDecoder {

    private final JpegParser parser;
    private final JpegFrame frame;
    private final int stride;
    private final short[] output;

    LosslessDecoder(JpegParser parser, JpegFrame frame) {
        this.parser = parser;
        this.frame = frame;
        this.stride = frame.components().size();
        this.output = new short[frame.rows() * frame.columns() * stride];
    }

    /** The samples of all components, side by side, as unsigned 16-bit numbers. */
    short[] decode() throws DecodeException {
        if (frame.isSubsampled()) {
            throw new DecodeException("JPEG lossless with subsampled components is not supported");
        }
        boolean[] done = new boolean[stride];
        int remaining = stride;
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
            decodeScan(scan);
        }
        return output;
    }

    private void decodeScan(JpegScan scan) throws DecodeException {
        int predictor = scan.start();
        int shift = scan.approximationLow();
        if (predictor < 1 || predictor > 7 || shift >= frame.precision()) {
            throw new DecodeException("JPEG lossless: predictor " + predictor + " with point transform " + shift
                    + " is not possible for " + frame.precision() + " bits");
        }
        int columns = frame.columns();
        int interval = parser.restartInterval();
        // T.81 H.1.1: a restart interval is a whole number of lines.
        if (interval % columns != 0) {
            throw new DecodeException("JPEG lossless: expected a restart interval of whole lines of " + columns
                    + " samples, found " + interval);
        }
        int linesPerInterval = interval == 0 ? frame.rows() : interval / columns;
        HuffmanTable[] tables = new HuffmanTable[scan.components().length];
        for (int i = 0; i < tables.length; i++) {
            HuffmanTable table = require(parser.dcTables[scan.dcTables()[i]], scan.dcTables()[i]);
            table.checkSymbols(16, "categories of a difference");
            tables[i] = table;
        }
        BitReader bits = new BitReader(parser.data(), parser.position(), parser.end());
        int initial = 1 << (frame.precision() - shift - 1);
        int restarts = 0;
        for (int row = 0; row < frame.rows(); row++) {
            boolean first = row % linesPerInterval == 0;
            if (first && row > 0) {
                bits.restartAt(parser.restart(bits.position(), restarts++));
            }
            decodeLine(bits, scan, tables, row, first ? 0 : predictor, initial);
            if (bits.isOverrun()) {
                throw new DecodeException(
                        "JPEG lossless: the data is cut off in line " + (row + 1) + " of " + frame.rows());
            }
        }
        parser.position(bits.position());
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
    private void decodeLine(BitReader bits, JpegScan scan, HuffmanTable[] tables, int row, int predictor, int initial)
            throws DecodeException {
        int start = row * frame.columns() * stride;
        int above = start - frame.columns() * stride;
        int[] components = scan.components();
        for (int i = 0; i < components.length; i++) {
            int c = components[i];
            int prediction = predictor == 0 ? initial : output[above + c];
            bits.fill();
            output[start + c] = (short) (prediction + difference(bits, tables[i]));
        }
        if (components.length == 1) {
            int c = components[0];
            decodeRest(bits, tables[0], start + c, above + c, predictor);
            return;
        }
        for (int x = stride; x < frame.columns() * stride; x += stride) {
            for (int i = 0; i < components.length; i++) {
                int at = start + x + components[i];
                int left = output[at - stride] & 0xFFFF;
                int prediction = left;
                if (predictor > 1) {
                    int up = above + x + components[i];
                    prediction = predict(predictor, left, output[up] & 0xFFFF, output[up - stride] & 0xFFFF);
                }
                bits.fill();
                output[at] = (short) (prediction + difference(bits, tables[i]));
            }
        }
    }

    /** A line of one component after its first sample; a loop for the commonest predictor, one for the others. */
    private void decodeRest(BitReader bits, HuffmanTable table, int start, int above, int predictor)
            throws DecodeException {
        int end = start + frame.columns() * stride;
        int left = output[start] & 0xFFFF;
        if (predictor <= 1) {
            for (int at = start + stride; at < end; at += stride) {
                bits.fill();
                left = (left + difference(bits, table)) & 0xFFFF;
                output[at] = (short) left;
            }
            return;
        }
        int aboveLeft = output[above] & 0xFFFF;
        int up = above + stride;
        for (int at = start + stride; at < end; at += stride, up += stride) {
            bits.fill();
            int aboveHere = output[up] & 0xFFFF;
            left = (predict(predictor, left, aboveHere, aboveLeft) + difference(bits, table)) & 0xFFFF;
            output[at] = (short) left;
            aboveLeft = aboveHere;
        }
    }

    /** T.81 table H.1. */
    private static int predict(int predictor, int left, int above, int aboveLeft) {
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

    private static int difference(BitReader bits, HuffmanTable table) throws DecodeException {
        int category = table.decode(bits);
        // H.1.2.2: category 16 stands for 32768 and has no further bits.
        return category == 16 ? 32_768 : bits.takeSigned(category);
    }

    static HuffmanTable require(@Nullable HuffmanTable table, int number) throws DecodeException {
        if (table == null) {
            throw new DecodeException("JPEG: a scan names Huffman table " + number + ", which is not defined");
        }
        return table;
    }
}
