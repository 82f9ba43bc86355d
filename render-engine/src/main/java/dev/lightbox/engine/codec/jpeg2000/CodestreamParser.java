package dev.lightbox.engine.codec.jpeg2000;

import dev.lightbox.engine.codec.DecodeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Walks the marker segments of one codestream (T.800 annex A), or of the one within a JP2 file. Every length is checked against what is there. */
final class CodestreamParser {

    private static final int SOC = 0xFF4F;
    private static final int SIZ = 0xFF51;
    private static final int SOT = 0xFF90;
    private static final int SOD = 0xFF93;
    private static final int EOC = 0xFFD9;

    private static final int MOST_COMPONENTS = 4;

    private final Bytes in;
    private final List<String> warnings = new ArrayList<>();
    /** Payloads of PPM segments (A.7.4) by their index. */
    private final Map<Integer, byte[]> packedHeaders = new TreeMap<>();

    private int position;
    private @Nullable ImageSize size;
    private @Nullable Parameters main;
    private byte[] headersOfParts = {};
    private int headersAt;
    private boolean cutOff;

    private CodestreamParser(Bytes in) {
        this.in = in;
        this.position = in.start();
    }

    /** Reads SIZ alone, so that sizes can be compared before anything else is looked at. */
    static ImageSize size(Bytes in) throws DecodeException {
        return new CodestreamParser(in).start();
    }

    static Codestream parse(Bytes in) throws DecodeException {
        return new CodestreamParser(in).parse();
    }

    private ImageSize start() throws DecodeException {
        if (in.end() - position < 4 || in.u16(position) != SOC || in.u16(position + 2) != SIZ) {
            throw new DecodeException("JPEG 2000: expected a codestream beginning with FF4FFF51, found "
                    + (in.end() - position < 4
                            ? in.end() - position + " bytes"
                            : String.format(Locale.ROOT, "%08X", in.u32(position))));
        }
        position += 4;
        int to = segment(SIZ);
        ImageSize read = ImageSize.read(in, position + 2, to);
        if (read.components() > MOST_COMPONENTS) {
            throw new DecodeException(
                    "JPEG 2000: expected at most " + MOST_COMPONENTS + " components, found " + read.components());
        }
        position = to;
        size = read;
        return read;
    }

    private Codestream parse() throws DecodeException {
        ImageSize siz = start();
        Parameters parameters = new Parameters(siz.components(), null);
        main = parameters;
        int marker = marker();
        while (marker != SOT) {
            int to = segment(marker);
            mainSegment(marker, parameters, position + 2, to);
            position = to;
            marker = marker();
        }
        parameters.requireComplete();
        headersOfParts = Tile.concatenate(packedHeaders);

        long count = (long) siz.tilesAcross() * siz.tilesDown();
        // A tile-part takes at least 14 bytes (SOT and SOD).
        if (count > (in.end() - in.start()) / 14) {
            throw new DecodeException("JPEG 2000: " + count + " tiles don't fit into " + (in.end() - in.start())
                    + " bytes: the codestream is cut off or corrupt");
        }
        @Nullable Tile[] tiles = new Tile[(int) count];
        while (marker == SOT) {
            tilePart(tiles);
            marker = position + 2 <= in.end() ? in.u16(position) : 0;
        }
        if (marker != EOC) {
            warnings.add("The JPEG 2000 codestream has no end marker.");
        }
        List<Tile> all = new ArrayList<>(tiles.length);
        for (int i = 0; i < tiles.length; i++) {
            Tile tile = tiles[i];
            if (tile == null) {
                throw new DecodeException(
                        "JPEG 2000: tile " + i + " of " + count + " is missing: the codestream is cut off or corrupt");
            }
            all.add(tile);
        }
        return new Codestream(in, siz, all, cutOff, warnings);
    }

    private int marker() throws DecodeException {
        if (position + 2 > in.end()) {
            throw new DecodeException("JPEG 2000: the codestream ends within its headers");
        }
        int marker = in.u16(position);
        if (marker < 0xFF00) {
            throw new DecodeException(String.format(
                    Locale.ROOT, "JPEG 2000: expected a marker at byte %d, found %04X", position - in.start(), marker));
        }
        position += 2;
        return marker;
    }

    /** The end of the segment whose length stands at {@link #position}. */
    private int segment(int marker) throws DecodeException {
        // A.1.3: markers FF30 to FF3F stand alone.
        if (marker >= 0xFF30 && marker <= 0xFF3F) {
            return position;
        }
        int length = position + 2 <= in.end() ? in.u16(position) : 0;
        if (length < 2 || length > in.end() - position) {
            throw new DecodeException(String.format(
                    Locale.ROOT,
                    "JPEG 2000: segment %04X says %d bytes, %d are left",
                    marker,
                    length,
                    in.end() - position));
        }
        return position + length;
    }

    private void mainSegment(int marker, Parameters parameters, int from, int to) throws DecodeException {
        switch (marker) {
            case 0xFF60 -> {
                in.need(from, to, 1, "PPM");
                packedHeaders.put(in.u8(from), Arrays.copyOfRange(in.data(), from + 1, to));
            }
            case SOC, SIZ, SOD, EOC -> throw unexpected(marker);
            default -> commonSegment(marker, parameters, from, to);
        }
    }

    private void commonSegment(int marker, Parameters parameters, int from, int to) throws DecodeException {
        switch (marker) {
            case 0xFF52 -> parameters.codingStyleDefault(in, from, to);
            case 0xFF53 -> parameters.codingStyleOfComponent(in, from, to);
            case 0xFF5C -> parameters.quantizationDefault(in, from, to);
            case 0xFF5D -> parameters.quantizationOfComponent(in, from, to);
            case 0xFF5E -> parameters.regionOfInterest(in, from, to);
            case 0xFF5F -> parameters.progressionChanges(in, from, to);
            case 0xFF70, 0xFF71, 0xFF72, 0xFF73, 0xFF74, 0xFF75, 0xFF76, 0xFF77, 0xFF78, 0xFF79 ->
                throw new DecodeException(String.format(
                        Locale.ROOT, "JPEG 2000: an extension of part 2 (segment %04X) is not supported", marker));
            default -> {
                // TLM, PLM, PLT, CRG, COM, CAP, PRF, CPF: lengths, comments and profiles; nothing in them changes the
                // samples.
            }
        }
    }

    private DecodeException unexpected(int marker) {
        return new DecodeException(String.format(
                Locale.ROOT, "JPEG 2000: unexpected marker %04X at byte %d", marker, position - 2 - in.start()));
    }

    /** One tile-part (A.4.2), whose SOT marker is at or before {@link #position}. */
    private void tilePart(@Nullable Tile[] tiles) throws DecodeException {
        // The first SOT's marker has been passed already.
        if (position + 2 <= in.end() && in.u16(position) == SOT) {
            position += 2;
        }
        int start = position - 2;
        int header = segment(SOT);
        in.need(position + 2, header, 8, "SOT");
        int index = in.u16(position + 2);
        long length = in.u32(position + 4);
        int part = in.u8(position + 8);
        position = header;
        if (index >= tiles.length || (length != 0 && length < 14)) {
            throw new DecodeException(
                    "JPEG 2000: a tile-part of " + length + " bytes for tile " + index + " of " + tiles.length);
        }
        Tile tile = tiles[index];
        if (tile == null) {
            tile = new Tile(index, new Parameters(size().components(), main));
            tiles[index] = tile;
        }
        int marker = marker();
        while (marker != SOD) {
            int to = segment(marker);
            tileSegment(marker, tile, position + 2, to, part == 0 || tile.parts() == 0);
            position = to;
            marker = marker();
        }
        long end = length == 0 ? endOfLastPart() : start + length;
        if (end > in.end()) {
            cutOff = true;
            end = in.end();
        }
        if (end < position) {
            throw new DecodeException("JPEG 2000: a tile-part of " + length + " bytes is shorter than its header");
        }
        tile.addPart(position, (int) end);
        takePackedHeaders(tile);
        position = (int) end;
    }

    private ImageSize size() {
        if (size == null) {
            throw new IllegalStateException("SIZ comes first");
        }
        return size;
    }

    private void tileSegment(int marker, Tile tile, int from, int to, boolean first) throws DecodeException {
        switch (marker) {
            case 0xFF61 -> {
                in.need(from, to, 1, "PPT");
                tile.packedHeaders.put(in.u8(from), Arrays.copyOfRange(in.data(), from + 1, to));
            }
            case 0xFF52, 0xFF53, 0xFF5C, 0xFF5D, 0xFF5E -> {
                // Table A.2: only in the first tile-part; elsewhere they would change what has been decoded already.
                if (first) {
                    commonSegment(marker, tile.parameters, from, to);
                }
            }
            case SOC, SIZ, SOT, EOC, 0xFF60 -> throw unexpected(marker);
            default -> commonSegment(marker, tile.parameters, from, to);
        }
    }

    /** Psot 0: the part reaches to the end marker, behind which there may be padding. */
    private long endOfLastPart() {
        for (int at = in.end() - 2; at >= position && at >= in.end() - 16; at--) {
            if (in.u16(at) == EOC) {
                return at;
            }
        }
        return in.end();
    }

    /** PPM: for each tile-part in the codestream's order a length of four bytes and its packet headers. */
    private void takePackedHeaders(Tile tile) throws DecodeException {
        if (packedHeaders.isEmpty()) {
            return;
        }
        Bytes headers = new Bytes(headersOfParts, 0, headersOfParts.length);
        long length = headersAt + 4 <= headersOfParts.length ? headers.u32(headersAt) : Long.MAX_VALUE;
        if (length > headersOfParts.length - headersAt - 4) {
            throw new DecodeException("JPEG 2000: the packed packet headers are cut off");
        }
        tile.addHeadersOfMain(headersOfParts, headersAt + 4, (int) length);
        headersAt += 4 + (int) length;
    }
}
