package dev.lightbox.engine.codec.jpeg;

import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.DecodeLimits;
import java.util.Arrays;
import java.util.List;

/**
 * Sequential DCT (T.81 Annex F) by Huffman codes: 8 and 12 bits, interleaved or one component a scan, restart intervals. Each component is coded once only, which
 * also bounds the time that a codestream can take. Not thread-safe.
 *
 * <p>Blocks are decoded by runs of {@link InverseDct#BLOCKS} minimum coded units, as one group of coefficients for each row and so many columns of a component,
 * small enough to stay in the nearest cache, and then transformed together.
 */
final class SequentialDecoder {

    private final JpegParser parser;
    private final JpegFrame frame;
    private final DecodeLimits limits;
    private final List<String> warnings;
    private final Plane[] planes;
    private final BlockWriter writer;
    private final int[] predictions;

    /**
     * @param warnings receives what the user should know
     */
    SequentialDecoder(JpegParser parser, JpegFrame frame, DecodeLimits limits, List<String> warnings) {
        this.parser = parser;
        this.frame = frame;
        this.limits = limits;
        this.warnings = warnings;
        this.writer = new BlockWriter(frame.precision());
        this.predictions = new int[frame.components().size()];
        this.planes = frame.planes();
    }

    Plane[] decode() throws DecodeException {
        boolean[] done = new boolean[planes.length];
        int remaining = planes.length;
        EntropyReader reader = new EntropyReader(parser.data(), parser.position(), parser.end());
        while (remaining > 0) {
            JpegScan scan = parser.nextScan();
            if (scan == null) {
                throw new DecodeException("JPEG: the codestream ends with " + remaining + " components missing");
            }
            if (scan.start() != 0 || scan.end() != 63 || scan.approximationLow() != 0) {
                // T.81 B.2.3 fixes these for sequential coding, so they carry no information: the frame header counts.
                warnings.add("The JPEG scan header says coefficients " + scan.start() + " to " + scan.end()
                        + ", impossible for sequential coding; decoded as sequential.");
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
        return planes;
    }

    /** One component's part of a minimum coded unit, with all that decoding it needs. */
    private static final class Part {
        final int component;
        final int horizontal;
        final int vertical;
        final HuffmanTable dc;
        final HuffmanTable ac;
        final int[] dcLookup;
        final int[] acLookup;
        final long[] pairs;
        final int[] quantization;

        /** By row of blocks, then by column of groups. */
        final short[][] groups;

        final boolean[] flat;

        Part(int component, int horizontal, int vertical, HuffmanTable dc, HuffmanTable ac, int[] quantization) {
            this.component = component;
            this.horizontal = horizontal;
            this.vertical = vertical;
            this.dc = dc;
            this.ac = ac;
            this.dcLookup = dc.differences(HuffmanTable.COEFFICIENT_BITS);
            this.acLookup = ac.coefficients();
            this.pairs = ac.pairs();
            this.quantization = quantization;
            this.groups = new short[horizontal * vertical][InverseDct.COEFFICIENTS + InverseDct.BLOCKS];
            this.flat = new boolean[groups.length];
            Arrays.fill(flat, true);
        }
    }

    private Part[] parts(JpegScan scan) throws DecodeException {
        Part[] parts = new Part[scan.components().length];
        for (int i = 0; i < parts.length; i++) {
            HuffmanTable dc = parser.dcTable(scan.dcTables()[i]);
            dc.checkSymbols(16, "categories of a difference");
            int index = scan.components()[i];
            JpegComponent component = frame.components().get(index);
            // T.81 A.2.2: a scan of one component codes its blocks one by one.
            parts[i] = new Part(
                    index,
                    parts.length > 1 ? component.horizontal() : 1,
                    parts.length > 1 ? component.vertical() : 1,
                    dc,
                    parser.acTable(scan.acTables()[i]),
                    parser.quantization(component.quantization()));
        }
        return parts;
    }

    private void decodeScan(JpegScan scan, EntropyReader reader) throws DecodeException {
        Part[] parts = parts(scan);
        Plane first = planes[scan.components()[0]];
        // T.81 A.2.2: a scan of one component codes only the blocks that the picture touches.
        int across = parts.length > 1 ? frame.mcuColumns() : JpegFrame.ceilDiv(first.columns(), 8);
        int down = parts.length > 1 ? frame.mcuRows() : JpegFrame.ceilDiv(first.rows(), 8);
        int interval = parser.restartInterval();
        int left = interval;
        int restarts = 0;
        reader.begin(parser.position());
        Arrays.fill(predictions, 0);
        for (int y = 0; y < down; y++) {
            limits.checkTime();
            for (int x = 0; x < across; x += InverseDct.BLOCKS) {
                int units = Math.min(InverseDct.BLOCKS, across - x);
                for (int unit = 0; unit < units; unit++) {
                    if (interval > 0 && left == 0) {
                        checkWhole(reader, y);
                        reader.restart(restarts++);
                        Arrays.fill(predictions, 0);
                        left = interval;
                    }
                    left--;
                    decodeUnit(reader, parts, unit);
                }
                // Often enough to stop early.
                checkWhole(reader, y);
                write(parts, x, y);
            }
        }
        parser.position(reader.next());
    }

    private void checkWhole(EntropyReader reader, int y) throws DecodeException {
        if (reader.isOverrun()) {
            throw new DecodeException("JPEG: the data is cut off in row " + (y + 1) + " of blocks");
        }
    }

    private void decodeUnit(EntropyReader reader, Part[] parts, int unit) throws DecodeException {
        for (Part part : parts) {
            int h = part.horizontal;
            for (int v = 0; v < part.vertical; v++) {
                for (int b = 0; b < h; b++) {
                    int column = unit * h + b;
                    int group = v * h + column / InverseDct.BLOCKS;
                    boolean flat = decodeBlock(reader, part, part.groups[group], column % InverseDct.BLOCKS);
                    part.flat[group] &= flat;
                }
            }
        }
    }

    private void write(Part[] parts, int mcuX, int mcuY) {
        for (Part part : parts) {
            for (int group = 0; group < part.groups.length; group++) {
                int x = (mcuX * part.horizontal + group % part.horizontal * InverseDct.BLOCKS) * 8;
                int y = (mcuY * part.vertical + group / part.horizontal) * 8;
                writer.write(part.groups[group], part.flat[group], part.quantization, planes[part.component], x, y);
                part.flat[group] = true;
            }
        }
    }

    /**
     * T.81 F.2.2.1 and F.2.2.2.
     *
     * @return whether the block has no other coefficient than the first
     */
    private boolean decodeBlock(EntropyReader reader, Part part, short[] group, int lane) throws DecodeException {
        byte[] bytes = reader.bytes;
        int limit = reader.limit;
        int position = reader.position;
        int count = reader.count;
        long buffer = reader.buffer | (long) EntropyReader.BIG.get(bytes, position) >>> count;
        position = Math.min(position + ((63 - count) >>> 3), limit);
        count |= 56;
        int entry = part.dcLookup[(int) (buffer >>> (64 - HuffmanTable.COEFFICIENT_BITS))];
        if (entry == 0) {
            entry = part.dc.longDifference(buffer);
        }
        buffer <<= entry;
        count -= entry & 63;
        int prediction = predictions[part.component] + (entry >> 16);
        predictions[part.component] = prediction;
        group[lane] = (short) prediction;

        long[] pairs = part.pairs;
        int[] places = Zigzag.GROUP;
        int k = 1;
        do {
            buffer |= (long) EntropyReader.BIG.get(bytes, position) >>> count;
            position = Math.min(position + ((63 - count) >>> 3), limit);
            count |= 56;
            long pair = pairs[(int) (buffer >>> (64 - HuffmanTable.COEFFICIENT_BITS))];
            int first = k + ((int) pair >>> 8 & 0xFF);
            if (first < 63) {
                buffer <<= (int) pair;
                count -= (int) pair & 63;
                group[places[first] + lane] = (short) (pair >> 32);
                group[places[k + ((int) pair >>> 16 & 0xFF)] + lane] = (short) (pair >> 48);
                k += (int) pair >>> 24;
                continue;
            }
            // Long codes, the end of the block, and its last coefficient: behind that another table is due.
            entry = part.acLookup[(int) (buffer >>> (64 - HuffmanTable.COEFFICIENT_BITS))];
            if (entry == 0) {
                entry = part.ac.longCoefficient(buffer);
            }
            buffer <<= entry;
            count -= entry & 63;
            k += (entry >>> 8) & 0xFF;
            if (k > 63) {
                break;
            }
            group[places[k] + lane] = (short) (entry >> 16);
            k++;
        } while (k < 64);
        reader.position = position;
        reader.buffer = buffer;
        reader.count = count;
        if (k > 64 && k <= HuffmanTable.NOWHERE) {
            throw new DecodeException("JPEG: corrupt data, a block of more than 64 coefficients");
        }
        return k == 1 + HuffmanTable.NOWHERE;
    }
}
