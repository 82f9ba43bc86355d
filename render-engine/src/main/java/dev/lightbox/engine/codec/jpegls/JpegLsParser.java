package dev.lightbox.engine.codec.jpegls;

import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.jpegls.JpegLsScan.Interleave;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks the marker segments of one codestream (T.87 Annex C) and keeps what they define. Every length is checked against what is there. Not thread-safe. */
final class JpegLsParser {

    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int DRI = 0xDD;
    private static final int SOF55 = 0xF7;
    private static final int LSE = 0xF8;
    private static final int APP8 = 0xE8;

    private final byte[] data;
    private final int end;
    private final int expectedRows;
    private int position;
    private @Nullable JpegLsFrame frame;
    private CodingParameters.Preset preset = CodingParameters.Preset.DEFAULTS;
    private final Map<Integer, MappingTable> mappingTables = new HashMap<>();
    private long restartInterval;
    private int colorTransform;
    private int oversizeRows;
    private int oversizeColumns;

    /**
     * @param expectedRows height to assume where the frame header leaves it to a later DNL segment
     */
    JpegLsParser(byte[] data, int offset, int length, int expectedRows) throws DecodeException {
        this.data = data;
        this.position = offset;
        this.end = offset + length;
        this.expectedRows = expectedRows;
        if (length < 4 || u16(offset) != 0xFF00 + SOI) {
            throw new DecodeException("JPEG-LS: expected a codestream beginning with FFD8, found "
                    + (length < 2 ? length + " bytes" : String.format(Locale.ROOT, "%04X", u16(offset))));
        }
        position += 2;
    }

    byte[] data() {
        return data;
    }

    int end() {
        return end;
    }

    int position() {
        return position;
    }

    void position(int newPosition) {
        position = newPosition;
    }

    /** Parameters in force. */
    CodingParameters.Preset preset() {
        return preset;
    }

    @Nullable MappingTable mappingTable(int number) {
        return mappingTables.get(number);
    }

    /** Lines from one restart marker to the next; 0 for none. */
    long restartInterval() {
        return restartInterval;
    }

    /** Hewlett-Packard's transform, 1–3 (segment "mrfx", not of the standard); 0 for none. */
    int colorTransform() {
        return colorTransform;
    }

    /** The frame header, reading on until it is found. */
    JpegLsFrame frame() throws DecodeException {
        while (frame == null) {
            int marker = nextMarker();
            if (marker == SOS || marker == EOI) {
                throw new DecodeException("JPEG-LS: the codestream has no frame header");
            }
            segment(marker);
        }
        return frame;
    }

    /** The next scan header, reading tables on the way. Leaves {@link #position()} at the scan's first byte. */
    JpegLsScan nextScan() throws DecodeException {
        JpegLsFrame header = frame();
        while (true) {
            int marker = nextMarker();
            if (marker == EOI) {
                throw new DecodeException("JPEG-LS: the codestream ends before all its components have come");
            }
            if (marker == SOS) {
                return scan(header);
            }
            segment(marker);
        }
    }

    /** Takes the restart marker that must come at {@code from}, and returns the position after it. */
    int restart(int from, long number) throws DecodeException {
        int at = from;
        while (at + 1 < end && data[at] == (byte) 0xFF && data[at + 1] == (byte) 0xFF) {
            at++;
        }
        int expected = 0xFFD0 + (int) (number & 7);
        if (at + 2 > end || u16(at) != expected) {
            throw new DecodeException(String.format(
                    Locale.ROOT,
                    "JPEG-LS: expected restart marker %04X, found %s",
                    expected,
                    at + 2 > end ? "the end of the data" : String.format(Locale.ROOT, "%04X", u16(at))));
        }
        return at + 2;
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
        throw new DecodeException("JPEG-LS: the codestream is cut off before its end marker");
    }

    private void segment(int marker) throws DecodeException {
        if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7)) {
            return;
        }
        int length = position + 2 <= end ? u16(position) : 0;
        int from = position + 2;
        int to = position + length;
        if (length < 2 || to > end) {
            throw new DecodeException(String.format(
                    Locale.ROOT,
                    "JPEG-LS: segment FF%02X says %d bytes, %d are left",
                    marker,
                    length,
                    Math.max(0, end - position)));
        }
        switch (marker) {
            case SOF55 -> frameHeader(from, to);
            case LSE -> parameters(from, to);
            case DRI -> {
                // C.2.5: two, three or four bytes, counting lines (an MCU is a line here).
                if (to - from < 2 || to - from > 4) {
                    throw new DecodeException("JPEG-LS: the restart interval needs 2 to 4 bytes, has " + (to - from));
                }
                restartInterval = number(from, to);
            }
            case APP8 -> {
                if (to - from == 5 && startsWith(from, "mrfx")) {
                    colorTransform = data[from + 4] & 0xFF;
                    if (colorTransform > 3) {
                        throw new DecodeException("JPEG-LS: expected colour transform 0 to 3, found " + colorTransform);
                    }
                }
            }
            case 0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF ->
                throw new DecodeException(String.format(
                        Locale.ROOT, "JPEG-LS: expected frame header FFF7, found FF%02X of another JPEG", marker));
            default -> {
                // Comments, application data (SPIFF too), DNL: nothing in them changes the samples.
            }
        }
        position = to;
    }

    private void frameHeader(int from, int to) throws DecodeException {
        if (frame != null) {
            throw new DecodeException("JPEG-LS: more than one frame header in a codestream");
        }
        need(from, to, 6, "frame header");
        int precision = data[from] & 0xFF;
        int rows = u16(from + 1);
        int columns = u16(from + 3);
        int count = data[from + 5] & 0xFF;
        rows = rows != 0 ? rows : oversizeRows != 0 ? oversizeRows : expectedRows;
        columns = columns != 0 ? columns : oversizeColumns;
        if (precision < 2 || precision > 16 || columns < 1 || count < 1 || count > 4) {
            throw new DecodeException("JPEG-LS: a picture " + columns + " wide of " + count + " components of "
                    + precision + " bits is not supported");
        }
        need(from, to, 6 + 3 * count, "frame header");
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int at = from + 6 + 3 * i;
            int id = data[at] & 0xFF;
            if (data[at + 1] != data[from + 7]) {
                throw new DecodeException("JPEG-LS: subsampled components are not supported");
            }
            if (ids.contains(id)) {
                throw new DecodeException("JPEG-LS: component " + id + " comes twice in the frame header");
            }
            ids.add(id);
        }
        frame = new JpegLsFrame(precision, rows, columns, ids);
    }

    private JpegLsScan scan(JpegLsFrame header) throws DecodeException {
        int length = position + 2 <= end ? u16(position) : 0;
        int from = position + 2;
        int to = position + length;
        if (to > end) {
            throw new DecodeException("JPEG-LS: the codestream is cut off in a scan header");
        }
        need(from, to, 1, "scan header");
        int count = data[from] & 0xFF;
        need(from, to, 4 + 2 * count, "scan header");
        List<Integer> components = new ArrayList<>();
        List<Integer> tables = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int id = data[from + 1 + 2 * i] & 0xFF;
            int component = header.componentIds().indexOf(id);
            if (component < 0 || components.contains(component)) {
                throw new DecodeException("JPEG-LS: a scan names component " + id
                        + (component < 0 ? ", which the frame header doesn't" : " twice"));
            }
            components.add(component);
            tables.add(data[from + 2 + 2 * i] & 0xFF);
        }
        int near = data[from + 1 + 2 * count] & 0xFF;
        int interleave = data[from + 2 + 2 * count] & 0xFF;
        int shift = data[from + 3 + 2 * count] & 15;
        if (count == 0 || interleave > 2 || (interleave == 0 && count > 1) || shift >= header.precision()) {
            throw new DecodeException("JPEG-LS: a scan of " + count + " components, interleave mode " + interleave
                    + " and point transform " + shift + " is not possible");
        }
        position = to;
        // One component alone is the same in each mode.
        Interleave mode = count == 1 ? Interleave.NONE : Interleave.values()[interleave];
        return new JpegLsScan(components, tables, near, mode, shift);
    }

    /** A segment of parameters (C.2.4). */
    private void parameters(int from, int to) throws DecodeException {
        need(from, to, 1, "parameter segment");
        int kind = data[from] & 0xFF;
        int at = from + 1;
        switch (kind) {
            case 1 -> {
                need(from, to, 11, "parameter segment");
                preset = new CodingParameters.Preset(u16(at), u16(at + 2), u16(at + 4), u16(at + 6), u16(at + 8));
            }
            case 2, 3 -> mappingTable(kind, at, to);
            case 4 -> oversize(at, to);
            default ->
                throw new DecodeException(
                        "JPEG-LS: parameters of kind " + kind + " (extensions, T.870) are not supported");
        }
    }

    private void mappingTable(int kind, int from, int to) throws DecodeException {
        need(from, to, 2, "mapping table");
        int number = data[from] & 0xFF;
        int width = data[from + 1] & 0xFF;
        if (number == 0 || width == 0 || width > 3) {
            throw new DecodeException(
                    "JPEG-LS: expected a mapping table with a number and entries of 1 to 3 bytes, found number "
                            + number + " and " + width + " bytes");
        }
        MappingTable table = kind == 2 ? new MappingTable(width) : mappingTables.get(number);
        if (table == null || table.width() != width) {
            throw new DecodeException("JPEG-LS: mapping table " + number + " is continued, but didn't begin so");
        }
        table.add(data, from + 2, to);
        mappingTables.put(number, table);
    }

    /** Sizes over 65535 (C.2.4.1.4); the frame header then has zeros in their place. */
    private void oversize(int from, int to) throws DecodeException {
        need(from, to, 1, "oversize segment");
        int bytes = data[from] & 0xFF;
        if (bytes < 2 || bytes > 4) {
            throw new DecodeException("JPEG-LS: sizes of " + bytes + " bytes are not possible");
        }
        need(from, to, 1 + 2 * bytes, "oversize segment");
        oversizeRows = size(from + 1, from + 1 + bytes);
        oversizeColumns = size(from + 1 + bytes, from + 1 + 2 * bytes);
    }

    private int size(int from, int to) throws DecodeException {
        long value = number(from, to);
        if (value > Integer.MAX_VALUE) {
            throw new DecodeException("JPEG-LS: a picture of " + value + " lines or columns is not supported");
        }
        return (int) value;
    }

    private long number(int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = value << 8 | data[i] & 0xFF;
        }
        return value;
    }

    private static void need(int from, int to, int bytes, String what) throws DecodeException {
        if (to - from < bytes) {
            throw new DecodeException(
                    "JPEG-LS: the " + what + " needs " + bytes + " bytes, has " + Math.max(0, to - from));
        }
    }

    private boolean startsWith(int from, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return Arrays.equals(data, from, from + bytes.length, bytes, 0, bytes.length);
    }

    private int u16(int at) {
        return (data[at] & 0xFF) << 8 | data[at + 1] & 0xFF;
    }
}
