package dev.lightbox.engine.codec.jpeg;

import dev.lightbox.engine.codec.DecodeException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sequential DCT (T.81 Annex F): 8 and 12 bits, interleaved or one component a scan, restart intervals. Gives one plane a component, padded to whole
 * blocks. Each component is coded once only, which also bounds the time that a codestream can take. Not thread-safe.
 */
final class DctDecoder {

    /** Where the k-th coefficient in zigzag order lies in a block; 16 more, so that a run of a corrupt stream stays inside. */
    private static final int[] ZIGZAG = Arrays.copyOf(
            new int[] {
                0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6,
                7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31,
                39, 46, 53, 60, 61, 54, 47, 55, 62, 63
            },
            64 + 16);

    /** One component's samples: {@code stride} × {@code lines}, of which {@code columns} × {@code rows} belong to the picture. */
    record Plane(short[] samples, int stride, int lines, int columns, int rows) {}

    private final JpegParser parser;
    private final JpegFrame frame;
    private final Plane[] planes;
    private final InverseDct transform;
    private final int[] block = new int[64];
    private final int[] predictions;
    private final List<String> warnings;
    private int mcuColumns;
    private int mcuRows;

    /**
     * @param warnings receives what the user should know
     */
    DctDecoder(JpegParser parser, JpegFrame frame, List<String> warnings) {
        this.warnings = warnings;
        this.parser = parser;
        this.frame = frame;
        this.transform = new InverseDct(frame.precision());
        this.predictions = new int[frame.components().size()];
        this.planes = new Plane[predictions.length];
        mcuColumns = ceilDiv(frame.columns(), 8 * frame.maxHorizontal());
        mcuRows = ceilDiv(frame.rows(), 8 * frame.maxVertical());
        for (int i = 0; i < planes.length; i++) {
            JpegComponent component = frame.components().get(i);
            int stride = mcuColumns * component.horizontal() * 8;
            int lines = mcuRows * component.vertical() * 8;
            planes[i] = new Plane(
                    new short[Math.multiplyExact(stride, lines)],
                    stride,
                    lines,
                    ceilDiv(frame.columns() * component.horizontal(), frame.maxHorizontal()),
                    ceilDiv(frame.rows() * component.vertical(), frame.maxVertical()));
        }
    }

    Plane[] decode() throws DecodeException {
        boolean[] done = new boolean[planes.length];
        int remaining = planes.length;
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
            decodeScan(scan);
        }
        return planes;
    }

    private void decodeScan(JpegScan scan) throws DecodeException {
        boolean interleaved = scan.components().length > 1;
        int first = scan.components()[0];
        // T.81 A.2.2: a scan of one component codes only the blocks that the picture touches.
        int across = interleaved ? mcuColumns : ceilDiv(planes[first].columns(), 8);
        int down = interleaved ? mcuRows : ceilDiv(planes[first].rows(), 8);
        HuffmanTable[] dc = new HuffmanTable[scan.components().length];
        HuffmanTable[] ac = new HuffmanTable[dc.length];
        int[][] quantization = new int[dc.length][];
        for (int i = 0; i < dc.length; i++) {
            dc[i] = LosslessDecoder.require(parser.dcTables[scan.dcTables()[i]], scan.dcTables()[i]);
            ac[i] = LosslessDecoder.require(parser.acTables[scan.acTables()[i]], scan.acTables()[i]);
            dc[i].checkSymbols(16, "categories of a difference");
            quantization[i] =
                    quantization(frame.components().get(scan.components()[i]).quantization());
        }
        BitReader bits = new BitReader(parser.data(), parser.position(), parser.end());
        int interval = parser.restartInterval();
        int left = interval;
        int restarts = 0;
        Arrays.fill(predictions, 0);
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++) {
                if (interval > 0 && left == 0) {
                    bits.restartAt(parser.restart(bits.position(), restarts++));
                    Arrays.fill(predictions, 0);
                    left = interval;
                }
                left--;
                for (int i = 0; i < dc.length; i++) {
                    int c = scan.components()[i];
                    int h = interleaved ? frame.components().get(c).horizontal() : 1;
                    int v = interleaved ? frame.components().get(c).vertical() : 1;
                    for (int b = 0; b < h * v; b++) {
                        decodeBlock(bits, dc[i], ac[i], quantization[i], c, x * h + b % h, y * v + b / h);
                    }
                }
                // Before a restart drops the buffer, and often enough to stop early.
                if (bits.isOverrun()) {
                    throw new DecodeException("JPEG: the data is cut off in line "
                            + (y * 8 * (interleaved ? frame.maxVertical() : 1) + 1) + " of " + frame.rows());
                }
            }
        }
        parser.position(bits.position());
    }

    private void decodeBlock(
            BitReader bits, HuffmanTable dc, HuffmanTable ac, int[] quantization, int component, int blockX, int blockY)
            throws DecodeException {
        Plane plane = planes[component];
        int offset = blockY * 8 * plane.stride() + blockX * 8;
        bits.fill();
        int category = dc.decode(bits);
        int difference = category == 16 ? 32_768 : bits.takeSigned(category);
        int prediction = predictions[component] + difference;
        predictions[component] = prediction;
        int last = 0;
        int k = 1;
        while (k < 64) {
            bits.fill();
            int symbol = ac.decode(bits);
            int size = symbol & 15;
            int run = symbol >>> 4;
            if (size == 0) {
                if (run < 15) {
                    break;
                }
                k += 16;
                continue;
            }
            k += run;
            last = k;
            // A run that leads beyond the block is corrupt; ZIGZAG is long enough to notice afterwards.
            block[ZIGZAG[k]] = bits.takeSigned(size) * quantization[Math.min(k, 63)];
            k++;
        }
        if (k > 64) {
            Arrays.fill(block, 0);
            throw new DecodeException("JPEG: corrupt data, a block of more than 64 coefficients");
        }
        int dcValue = prediction * quantization[0];
        if (last == 0) {
            transform.flat(dcValue, plane.samples(), offset, plane.stride());
        } else {
            block[0] = dcValue;
            transform.transform(block, plane.samples(), offset, plane.stride());
            Arrays.fill(block, 0);
        }
    }

    private int[] quantization(int number) throws DecodeException {
        int @Nullable [] table = parser.quantization[number];
        if (table == null) {
            throw new DecodeException("JPEG: quantization table " + number + " is not defined");
        }
        return table;
    }

    private static int ceilDiv(int value, int divisor) {
        return (value + divisor - 1) / divisor;
    }
}
