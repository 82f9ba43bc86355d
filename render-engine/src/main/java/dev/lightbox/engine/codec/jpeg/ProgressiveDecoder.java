package dev.lightbox.engine.codec.jpeg;

import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.DecodeLimits;
import java.util.Arrays;

/**
 * Progressive DCT (T.81 Annex G) by Huffman codes: spectral selection and successive approximation, 8 and 12 bits. All coefficients stay in memory until the last
 * scan, two bytes each, which is checked against the limits before.
 *
 * <p>Each bit of each coefficient may be coded once, in the order that G.1.1.1 allows; so a codestream can't ask for more scans than that. Not thread-safe.
 */
final class ProgressiveDecoder {

    /** More than any encoder writes; a few bytes a scan may cost a visit of each block. */
    private static final int MOST_SCANS = 256;

    private final JpegParser parser;
    private final JpegFrame frame;
    private final DecodeLimits limits;

    /** Coefficients of each component, 64 a block in order of place, blocks row by row. */
    private final short[][] coefficients;

    /** Blocks of each component side by side, padded to whole minimum coded units. */
    private final int[] strides;

    /** Lowest bit that is known of each component's each coefficient, in zigzag order; −1 where nothing is. */
    private final int[][] known;

    /** Factors of each component as they were in its first scan. */
    private final int[][] quantization;

    private final int[] predictions;

    ProgressiveDecoder(JpegParser parser, JpegFrame frame, DecodeLimits limits) throws DecodeException {
        this.parser = parser;
        this.frame = frame;
        this.limits = limits;
        int count = frame.components().size();
        long[] sizes = new long[count];
        this.strides = new int[count];
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            JpegComponent component = frame.components().get(i);
            strides[i] = frame.mcuColumns() * component.horizontal();
            sizes[i] = 64L * strides[i] * frame.mcuRows() * component.vertical();
            bytes += 2 * sizes[i];
        }
        // Small pictures are padded to whole blocks.
        if (bytes > Math.max(limits.maxFrameBytes(), 1 << 20)) {
            throw new DecodeException("JPEG: the coefficients of this progressive picture need " + bytes
                    + " bytes, more than the limit of " + limits.maxFrameBytes());
        }
        this.coefficients = new short[count][];
        this.known = new int[count][64];
        this.quantization = new int[count][];
        for (int i = 0; i < count; i++) {
            coefficients[i] = new short[Math.toIntExact(sizes[i])];
            Arrays.fill(known[i], -1);
        }
        this.predictions = new int[count];
    }

    Plane[] decode() throws DecodeException {
        EntropyReader reader = new EntropyReader(parser.data(), parser.position(), parser.end());
        int scans = 0;
        while (true) {
            JpegScan scan = parser.nextScan();
            if (scan == null) {
                break;
            }
            if (++scans > MOST_SCANS) {
                throw new DecodeException("JPEG: more than " + MOST_SCANS + " scans in a progressive codestream");
            }
            note(scan);
            decodeScan(scan, reader);
            if (isComplete()) {
                break;
            }
        }
        for (int i = 0; i < known.length; i++) {
            if (known[i][0] < 0) {
                throw new DecodeException("JPEG: the codestream ends without component " + i);
            }
        }
        return planes();
    }

    private boolean isComplete() {
        for (int[] component : known) {
            for (int bit : component) {
                if (bit != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Checks that the scan may come now (G.1.1.1), and remembers what it tells. */
    private void note(JpegScan scan) throws DecodeException {
        int start = scan.start();
        int end = scan.end();
        int low = scan.approximationLow();
        int high = scan.approximationHigh();
        // G.1.1.1.1: DC and AC coefficients come in scans of their own, AC coefficients of one component only.
        boolean possible = start == 0 ? end == 0 : start <= end && end < 64 && scan.components().length == 1;
        if (!possible || low > 13 || (high != 0 && high != low + 1)) {
            throw new DecodeException("JPEG: a progressive scan of coefficients " + start + " to " + end + ", bits "
                    + high + " to " + low + ", of " + scan.components().length + " components is not possible");
        }
        for (int component : scan.components()) {
            for (int k = start; k <= end; k++) {
                int before = known[component][k];
                if (high == 0 ? before != -1 : before != high) {
                    throw new DecodeException("JPEG: a progressive scan gives bit " + low + " of coefficient " + k
                            + " after bit " + before);
                }
                known[component][k] = low;
            }
            quantization[component] =
                    parser.quantization(frame.components().get(component).quantization());
        }
    }

    private void decodeScan(JpegScan scan, EntropyReader reader) throws DecodeException {
        int[] components = scan.components();
        boolean interleaved = components.length > 1;
        JpegComponent only = frame.components().get(components[0]);
        int across = interleaved ? frame.mcuColumns() : JpegFrame.ceilDiv(frame.columnsOf(only), 8);
        int down = interleaved ? frame.mcuRows() : JpegFrame.ceilDiv(frame.rowsOf(only), 8);
        ProgressiveScan coder = new ProgressiveScan(parser, scan, reader);
        int interval = parser.restartInterval();
        int left = interval;
        int restarts = 0;
        reader.begin(parser.position());
        Arrays.fill(predictions, 0);
        for (int y = 0; y < down; y++) {
            limits.checkTime();
            for (int x = 0; x < across; x++) {
                if (interval > 0 && left == 0) {
                    checkWhole(reader, y);
                    reader.restart(restarts++);
                    Arrays.fill(predictions, 0);
                    coder.restart();
                    left = interval;
                }
                left--;
                for (int i = 0; i < components.length; i++) {
                    int c = components[i];
                    JpegComponent component = frame.components().get(c);
                    int h = interleaved ? component.horizontal() : 1;
                    int v = interleaved ? component.vertical() : 1;
                    for (int b = 0; b < h * v; b++) {
                        int at = 64 * ((y * v + b / h) * strides[c] + x * h + b % h);
                        if (scan.start() == 0) {
                            predictions[c] = coder.dc(i, coefficients[c], at, predictions[c]);
                        } else {
                            coder.ac(coefficients[c], at);
                        }
                    }
                }
            }
            checkWhole(reader, y);
        }
        parser.position(reader.next());
    }

    private static void checkWhole(EntropyReader reader, int y) throws DecodeException {
        if (reader.isOverrun()) {
            throw new DecodeException("JPEG: the data is cut off in row " + (y + 1) + " of blocks");
        }
    }

    private Plane[] planes() throws DecodeException {
        Plane[] planes = frame.planes();
        BlockWriter writer = new BlockWriter(frame.precision());
        short[] group = new short[InverseDct.COEFFICIENTS];
        for (int c = 0; c < planes.length; c++) {
            int across = JpegFrame.ceilDiv(planes[c].columns(), 8);
            int down = JpegFrame.ceilDiv(planes[c].rows(), 8);
            for (int y = 0; y < down; y++) {
                limits.checkTime();
                for (int x = 0; x < across; x += InverseDct.BLOCKS) {
                    int blocks = Math.min(InverseDct.BLOCKS, across - x);
                    boolean flat = gather(coefficients[c], 64 * (y * strides[c] + x), blocks, group);
                    writer.write(group, flat, quantization[c], planes[c], 8 * x, 8 * y);
                }
            }
        }
        return planes;
    }

    /** @return whether none of the blocks has another coefficient than the first */
    private static boolean gather(short[] from, int at, int blocks, short[] group) {
        int any = 0;
        for (int block = 0; block < blocks; block++) {
            int start = at + 64 * block;
            group[block] = from[start];
            for (int place = 1; place < 64; place++) {
                short value = from[start + place];
                any |= value;
                group[place * InverseDct.BLOCKS + block] = value;
            }
        }
        return any == 0;
    }
}
