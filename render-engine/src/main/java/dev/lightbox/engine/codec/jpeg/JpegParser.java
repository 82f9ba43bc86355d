package dev.lightbox.engine.codec.jpeg;

import dev.lightbox.engine.codec.DecodeException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Walks the marker segments of one codestream (T.81 B.1) and keeps the tables that they define. Every length is checked against what is there. Not thread-safe.
 */
final class JpegParser {

    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;

    private final int[] @Nullable [] quantization = new int[4][];
    private final @Nullable HuffmanTable[] dcTables = new HuffmanTable[4];
    private final @Nullable HuffmanTable[] acTables = new HuffmanTable[4];
    private int restartInterval;
    private boolean jfif;
    /** Adobe's colour transform: 0 none, 1 YCbCr, 2 YCCK; −1 where there is no such segment. */
    private int adobeTransform = -1;

    private final byte[] data;
    private final int end;
    private final int expectedRows;
    private int position;
    private @Nullable JpegFrame frame;

    /**
     * @param expectedRows height to assume where the frame header leaves it to a later DNL segment
     */
    JpegParser(byte[] data, int offset, int length, int expectedRows) throws DecodeException {
        this.data = data;
        this.position = offset;
        this.end = offset + length;
        this.expectedRows = expectedRows;
        if (length < 4 || u16(offset) != 0xFFD8) {
            throw new DecodeException("JPEG: expected a codestream beginning with FFD8, found "
                    + (length < 2 ? length + " bytes" : String.format(Locale.ROOT, "%04X", u16(offset))));
        }
        position += 2;
    }

    int restartInterval() {
        return restartInterval;
    }

    boolean isJfif() {
        return jfif;
    }

    int adobeTransform() {
        return adobeTransform;
    }

    int position() {
        return position;
    }

    void position(int newPosition) {
        position = newPosition;
    }

    int end() {
        return end;
    }

    byte[] data() {
        return data;
    }

    /** The frame header, reading on until it is found. */
    JpegFrame frame() throws DecodeException {
        while (frame == null) {
            int marker = nextMarker();
            if (marker == SOS) {
                throw new DecodeException("JPEG: the codestream has no frame header");
            }
            // Tables may come as an image of their own before (B.5).
            if (marker != EOI) {
                segment(marker);
            }
        }
        return frame;
    }

    /** The next scan header, reading tables on the way; null at the end of the image. Leaves {@link #position()} at the scan's first byte. */
    @Nullable JpegScan nextScan() throws DecodeException {
        JpegFrame header = frame();
        while (true) {
            int marker = nextMarker();
            if (marker == EOI) {
                return null;
            }
            if (marker == SOS) {
                return scan(header);
            }
            segment(marker);
        }
    }

    /** The table for DC coefficients or lossless differences as it is now. */
    HuffmanTable dcTable(int number) throws DecodeException {
        return require(dcTables[number], number);
    }

    /** The table for AC coefficients as it is now. */
    HuffmanTable acTable(int number) throws DecodeException {
        return require(acTables[number], number);
    }

    private static HuffmanTable require(@Nullable HuffmanTable table, int number) throws DecodeException {
        if (table == null) {
            throw new DecodeException("JPEG: a scan names Huffman table " + number + ", which is not defined");
        }
        return table;
    }

    /** Factors by place in the block, row by row, as they are now. */
    int[] quantization(int number) throws DecodeException {
        int @Nullable [] table = quantization[number];
        if (table == null) {
            throw new DecodeException("JPEG: quantization table " + number + " is not defined");
        }
        return table;
    }

    private int nextMarker() throws DecodeException {
        // Between segments there may be fill bytes; after a scan some encoders leave a few bytes of padding.
        while (position + 1 < end) {
            if (data[position] == (byte) 0xFF) {
                int marker = data[position + 1] & 0xFF;
                if (marker != 0 && marker != 0xFF) {
                    position += 2;
                    return marker;
                }
            }
            position++;
        }
        throw new DecodeException(
                "JPEG: the codestream is cut off after " + (end - position) + " bytes before its end marker");
    }

    private void segment(int marker) throws DecodeException {
        // TEM, a restart marker behind the last interval, a second start: they have no parameters.
        if (marker == 0x01 || (marker >= 0xD0 && marker <= SOI)) {
            return;
        }
        int length = position + 2 <= end ? u16(position) : 0;
        int from = position + 2;
        int to = position + length;
        if (length < 2 || to > end) {
            throw new DecodeException(String.format(
                    Locale.ROOT,
                    "JPEG: segment FF%02X says %d bytes, %d are left",
                    marker,
                    length,
                    Math.max(0, end - position)));
        }
        switch (marker) {
            case 0xC4 -> huffmanTables(from, to);
            case 0xDB -> quantizationTables(from, to);
            case 0xDD -> {
                need(from, to, 2, "restart interval");
                restartInterval = u16(from);
            }
            case 0xE0 -> jfif |= startsWith(from, to, "JFIF");
            case 0xEE -> {
                if (startsWith(from, to, "Adobe") && to - from >= 12) {
                    adobeTransform = data[from + 11] & 0xFF;
                }
            }
            case 0xC0, 0xC1, JpegFrame.PROGRESSIVE, JpegFrame.LOSSLESS -> frameHeader(marker, from, to);
            case 0xDC -> {
                need(from, to, 2, "number of lines");
                numberOfLines(u16(from));
            }
            case 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF, 0xDE ->
                throw new DecodeException(String.format(
                        Locale.ROOT, "JPEG: %s coding (FF%02X) is not supported", processName(marker), marker));
            default -> {
                // Comments and application data: nothing in them changes the samples.
            }
        }
        position = to;
    }

    private static String processName(int marker) {
        return switch (marker) {
            case 0xC5, 0xC6, 0xC7, 0xCD, 0xCE, 0xCF, 0xDE -> "hierarchical";
            default -> "arithmetic";
        };
    }

    private void frameHeader(int marker, int from, int to) throws DecodeException {
        if (frame != null) {
            throw new DecodeException("JPEG: more than one frame header in a codestream");
        }
        need(from, to, 6, "frame header");
        int precision = data[from] & 0xFF;
        int rows = u16(from + 1) == 0 ? expectedRows : u16(from + 1);
        int columns = u16(from + 3);
        int count = data[from + 5] & 0xFF;
        need(from, to, 6 + 3 * count, "frame header");
        // Baseline is 8 bits by definition; where it says 12, extended is meant.
        boolean known =
                marker == JpegFrame.LOSSLESS ? precision >= 2 && precision <= 16 : precision == 8 || precision == 12;
        if (!known) {
            throw new DecodeException("JPEG: a precision of " + precision + " bits is not possible here");
        }
        if (columns == 0 || (count != 1 && count != 3)) {
            throw new DecodeException("JPEG: expected 1 or 3 components and at least 1 column, found " + count
                    + " components, " + columns + " columns");
        }
        List<JpegComponent> components = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int at = from + 6 + 3 * i;
            int sampling = data[at + 1] & 0xFF;
            JpegComponent component =
                    new JpegComponent(data[at] & 0xFF, sampling >>> 4, sampling & 15, data[at + 2] & 0xFF);
            if (component.horizontal() < 1
                    || component.horizontal() > 4
                    || component.vertical() < 1
                    || component.vertical() > 4
                    || (component.quantization() > 3 && marker != JpegFrame.LOSSLESS)) {
                throw new DecodeException("JPEG: corrupt frame header, " + component);
            }
            components.add(component);
        }
        frame = new JpegFrame(marker, precision, rows, columns, List.copyOf(components));
    }

    /** DNL (B.2.5), behind the first scan, where the frame header has left the height open. */
    private void numberOfLines(int lines) throws DecodeException {
        if (frame != null && lines != frame.rows()) {
            throw new DecodeException(
                    "JPEG: expected " + frame.rows() + " lines, the codestream says at its end that it has " + lines);
        }
    }

    private JpegScan scan(JpegFrame header) throws DecodeException {
        int length = position + 2 <= end ? u16(position) : 0;
        int from = position + 2;
        int to = position + length;
        if (length < 6 || to > end) {
            throw new DecodeException("JPEG: the scan header is cut off");
        }
        int count = data[from] & 0xFF;
        need(from, to, 4 + 2 * count, "scan header");
        if (count < 1 || count > header.components().size()) {
            throw new DecodeException("JPEG: a scan of " + count + " components in a frame of "
                    + header.components().size());
        }
        int[] indices = new int[count];
        int[] dc = new int[count];
        int[] ac = new int[count];
        for (int i = 0; i < count; i++) {
            int id = data[from + 1 + 2 * i] & 0xFF;
            int index = 0;
            // Some encoders give all components the same identifier: each is taken once.
            while (index < header.components().size()
                    && (header.components().get(index).id() != id || contains(indices, i, index))) {
                index++;
            }
            if (index == header.components().size()) {
                throw new DecodeException("JPEG: a scan names component " + id + ", which the frame has not");
            }
            indices[i] = index;
            int tables = data[from + 2 + 2 * i] & 0xFF;
            dc[i] = tables >>> 4;
            ac[i] = tables & 15;
            if (dc[i] > 3 || ac[i] > 3) {
                throw new DecodeException("JPEG: a scan names Huffman tables " + dc[i] + " and " + ac[i]);
            }
        }
        int last = from + 1 + 2 * count;
        position = to;
        int approximation = data[last + 2] & 0xFF;
        return new JpegScan(
                indices, dc, ac, data[last] & 0xFF, data[last + 1] & 0xFF, approximation >>> 4, approximation & 15);
    }

    private static boolean contains(int[] values, int count, int value) {
        for (int i = 0; i < count; i++) {
            if (values[i] == value) {
                return true;
            }
        }
        return false;
    }

    private void huffmanTables(int from, int to) throws DecodeException {
        int at = from;
        while (at < to) {
            need(at, to, 17, "Huffman table");
            int kind = (data[at] & 0xFF) >>> 4;
            int number = data[at] & 15;
            int[] counts = new int[16];
            int total = 0;
            for (int i = 0; i < 16; i++) {
                counts[i] = data[at + 1 + i] & 0xFF;
                total += counts[i];
            }
            if (kind > 1 || number > 3 || total > 256) {
                throw new DecodeException("JPEG: corrupt Huffman table, class " + kind + " number " + number + " with "
                        + total + " codes");
            }
            need(at, to, 17 + total, "Huffman table");
            HuffmanTable table = new HuffmanTable(counts, Arrays.copyOfRange(data, at + 17, at + 17 + total));
            (kind == 0 ? dcTables : acTables)[number] = table;
            at += 17 + total;
        }
    }

    private void quantizationTables(int from, int to) throws DecodeException {
        int at = from;
        while (at < to) {
            int bytes = (data[at] & 0xF0) == 0 ? 1 : 2;
            int number = data[at] & 15;
            need(at, to, 1 + 64 * bytes, "quantization table");
            if (number > 3) {
                throw new DecodeException("JPEG: corrupt quantization table number " + number);
            }
            int[] table = new int[64];
            for (int i = 0; i < 64; i++) {
                table[Zigzag.PLACE[i]] = bytes == 1 ? data[at + 1 + i] & 0xFF : u16(at + 1 + 2 * i);
            }
            quantization[number] = table;
            at += 1 + 64 * bytes;
        }
    }

    private static void need(int from, int to, int bytes, String what) throws DecodeException {
        if (to - from < bytes) {
            throw new DecodeException("JPEG: the " + what + " needs " + bytes + " bytes, has " + (to - from));
        }
    }

    private boolean startsWith(int from, int to, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return to - from >= bytes.length && Arrays.equals(data, from, from + bytes.length, bytes, 0, bytes.length);
    }

    private int u16(int at) {
        return (data[at] & 0xFF) << 8 | data[at + 1] & 0xFF;
    }
}
