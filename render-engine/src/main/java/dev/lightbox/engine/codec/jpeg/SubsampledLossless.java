package dev.lightbox.engine.codec.jpeg;

import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.DecodeLimits;

/**
 * Lossless JPEG of components of different size (T.81 H.1.1, A.2.3), which are repeated to the picture's size: as rare as allowed, so written for clearness.
 * Not thread-safe.
 */
final class SubsampledLossless {

    private final JpegParser parser;
    private final JpegFrame frame;
    private final DecodeLimits limits;
    private final int mcuColumns;
    private final int mcuRows;

    /** A component's samples, padded to whole minimum coded units. */
    private final short[][] planes;

    private final boolean[] done;

    SubsampledLossless(JpegParser parser, JpegFrame frame, DecodeLimits limits) {
        this.parser = parser;
        this.frame = frame;
        this.limits = limits;
        this.mcuColumns = JpegFrame.ceilDiv(frame.columns(), frame.maxHorizontal());
        this.mcuRows = JpegFrame.ceilDiv(frame.rows(), frame.maxVertical());
        this.planes = new short[frame.components().size()][];
        this.done = new boolean[planes.length];
        for (int i = 0; i < planes.length; i++) {
            JpegComponent component = frame.components().get(i);
            planes[i] = new short[mcuColumns * component.horizontal() * mcuRows * component.vertical()];
        }
    }

    /** The samples of all components, side by side, as unsigned 16-bit numbers. */
    short[] decode() throws DecodeException {
        int remaining = planes.length;
        EntropyReader reader = new EntropyReader(parser.data(), parser.position(), parser.end());
        while (remaining > 0) {
            JpegScan scan = parser.nextScan();
            if (scan == null) {
                throw new DecodeException("JPEG: the codestream ends with " + remaining + " components missing");
            }
            LosslessDecoder.check(scan, frame);
            for (int index : scan.components()) {
                if (done[index]) {
                    throw new DecodeException("JPEG: component " + index + " is coded twice");
                }
                done[index] = true;
                remaining--;
            }
            decodeScan(scan, reader);
        }
        return output();
    }

    private void decodeScan(JpegScan scan, EntropyReader reader) throws DecodeException {
        HuffmanTable[] tables = LosslessDecoder.tables(parser, scan);
        int[] components = scan.components();
        JpegComponent only = frame.components().get(components[0]);
        boolean interleaved = components.length > 1;
        int across = interleaved ? mcuColumns : frame.columnsOf(only);
        int down = interleaved ? mcuRows : frame.rowsOf(only);
        int interval = parser.restartInterval();
        if (interval % across != 0) {
            throw new DecodeException("JPEG lossless: expected a restart interval of whole lines of " + across
                    + " units, found " + interval);
        }
        int linesPerInterval = interval == 0 ? down : interval / across;
        int restarts = 0;
        reader.begin(parser.position());
        for (int y = 0; y < down; y++) {
            limits.checkTime();
            boolean first = y % linesPerInterval == 0;
            if (first && y > 0) {
                reader.restart(restarts++);
            }
            for (int x = 0; x < across; x++) {
                for (int i = 0; i < components.length; i++) {
                    JpegComponent component = frame.components().get(components[i]);
                    int h = interleaved ? component.horizontal() : 1;
                    int v = interleaved ? component.vertical() : 1;
                    for (int b = 0; b < h * v; b++) {
                        boolean firstLine = first && b < h;
                        sample(reader, scan, tables[i], components[i], x * h + b % h, y * v + b / h, firstLine);
                    }
                }
            }
            if (reader.isOverrun()) {
                throw new DecodeException("JPEG lossless: the data is cut off in row " + (y + 1) + " of " + down);
            }
        }
        parser.position(reader.next());
        for (int index : components) {
            short[] plane = planes[index];
            for (int i = 0; i < plane.length; i++) {
                plane[i] = (short) (plane[i] << scan.approximationLow());
            }
        }
    }

    private void sample(
            EntropyReader reader, JpegScan scan, HuffmanTable table, int index, int x, int y, boolean firstLine)
            throws DecodeException {
        short[] plane = planes[index];
        int stride = mcuColumns * frame.components().get(index).horizontal();
        int at = y * stride + x;
        int prediction;
        if (x == 0) {
            prediction = firstLine ? 1 << (frame.precision() - scan.approximationLow() - 1) : plane[at - stride];
        } else if (firstLine) {
            prediction = plane[at - 1];
        } else {
            prediction = LosslessDecoder.predict(
                    scan.start(), plane[at - 1] & 0xFFFF, plane[at - stride] & 0xFFFF, plane[at - stride - 1] & 0xFFFF);
        }
        plane[at] = (short) (prediction + LosslessDecoder.difference(reader, table));
    }

    private short[] output() throws DecodeException {
        int count = planes.length;
        short[] output = new short[frame.rows() * frame.columns() * count];
        for (int c = 0; c < count; c++) {
            JpegComponent component = frame.components().get(c);
            int across = Upsampler.ratio(frame.maxHorizontal(), component.horizontal());
            int down = Upsampler.ratio(frame.maxVertical(), component.vertical());
            int stride = mcuColumns * component.horizontal();
            for (int y = 0, at = c; y < frame.rows(); y++) {
                for (int x = 0; x < frame.columns(); x++, at += count) {
                    output[at] = planes[c][y / down * stride + x / across];
                }
            }
        }
        return output;
    }
}
