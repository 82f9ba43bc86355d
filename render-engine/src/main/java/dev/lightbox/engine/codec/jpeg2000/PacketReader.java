package dev.lightbox.engine.codec.jpeg2000;

import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.DecodeLimits;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the packets of one tile (T.800 B.9, B.10): which passes of which code blocks they hold and where their bytes are. Not thread-safe. */
final class PacketReader {

    private static final int SOP = 0xFF91;
    private static final int EPH = 0xFF92;

    /** Most missing bit planes that any image could have: 38 bits, two of gain, seven guard bits, and a region of interest. */
    private static final int MOST_BIT_PLANES = 38 + 2 + 7 + 37;

    private static final int UNLIMITED = 1 << 20;

    private final Bytes in;
    private final Tile tile;
    private final DecodeLimits limits;
    private final boolean headerEnds;
    private final HeaderBits bits = new HeaderBits();
    /** Packet headers that stand apart; empty where they are in the packets. */
    private final byte[] headers;

    private final boolean packed;
    private int headersAt;
    private int part;
    private int at;
    private int end;

    /** Blocks of the packet that is being read, and the bytes that follow for each. */
    private @Nullable CodeBlock[] contributors = new CodeBlock[16];

    private int[] lengths = new int[16];
    private int contributions;

    PacketReader(Bytes in, Tile tile, DecodeLimits limits) {
        this.in = in;
        this.tile = tile;
        this.limits = limits;
        this.headerEnds = tile.parameters.hasHeaderEnds();
        this.headers = tile.headers();
        this.packed = tile.hasPackedHeaders();
        this.at = tile.from(0);
        this.end = tile.to(0);
    }

    /** Reads the packet of one layer of a precinct. */
    void read(Precinct precinct, int layer) throws DecodeException {
        limits.checkTime();
        // Packets aren't split (A.4.2): what is left of a part when a packet needs more belongs to no packet.
        while (at >= end && part + 1 < tile.parts()) {
            part++;
            at = tile.from(part);
            end = tile.to(part);
        }
        if (at + 6 <= end && in.u16(at) == SOP) {
            at += 6;
        }
        if (packed) {
            bits.start(headers, headersAt, headers.length);
        } else {
            bits.start(in.data(), at, end);
        }
        contributions = 0;
        if (bits.bit() != 0) {
            for (Precinct.Part band : precinct.parts) {
                for (int y = 0; y < band.down(); y++) {
                    // A header may say next to nothing of very many blocks.
                    limits.checkTime();
                    for (int x = 0; x < band.across(); x++) {
                        block(band, x, y, precinct.resolution.component.style, layer);
                    }
                }
            }
        }
        finishHeader();
        for (int i = 0; i < contributions; i++) {
            CodeBlock block = contributors[i];
            int length = lengths[i];
            if (length > end - at) {
                throw new DecodeException("JPEG 2000: the codestream is cut off: a code block needs " + length
                        + " bytes, " + (end - at) + " are left");
            }
            if (block != null && length > 0) {
                block.addPiece(at, length);
            }
            at += length;
        }
    }

    private void finishHeader() {
        int after = bits.finish();
        byte[] data = packed ? headers : in.data();
        int limit = packed ? headers.length : end;
        // Tolerated where COD doesn't announce it: no packet's body and no header begins with a marker.
        if (after + 2 <= limit
                && (data[after] & 0xFF) == EPH >>> 8
                && (data[after + 1] & 0xFF) == (EPH & 0xFF)
                && (headerEnds || packed)) {
            after += 2;
        }
        if (packed) {
            headersAt = after;
        } else {
            at = after;
        }
    }

    private void block(Precinct.Part part, int x, int y, CodingStyle style, int layer) throws DecodeException {
        CodeBlock block = part.block(x, y);
        if (block == null) {
            if (part.inclusion.read(bits, x, y, layer + 1) > layer) {
                return;
            }
            block = part.create(x, y);
            int missing = 0;
            while (part.missingBitPlanes.read(bits, x, y, missing + 1) > missing) {
                missing++;
                if (missing > MOST_BIT_PLANES) {
                    throw new DecodeException("JPEG 2000: a corrupt packet header: " + missing + " missing bit planes");
                }
            }
            block.missingBitPlanes = missing;
        } else if (bits.bit() == 0) {
            return;
        }
        int passes = passes();
        while (bits.bit() != 0) {
            block.lengthBits++;
            if (block.lengthBits > 31) {
                throw new DecodeException("JPEG 2000: a corrupt packet header: lengths of more than 31 bits");
            }
        }
        if (style.has(CodingStyle.HIGH_THROUGHPUT)) {
            highThroughputLengths(block, passes);
        } else {
            lengths(block, passes, style);
        }
    }

    /** Number of new coding passes (table B.4). */
    private int passes() throws DecodeException {
        if (bits.bit() == 0) {
            return 1;
        }
        if (bits.bit() == 0) {
            return 2;
        }
        int more = bits.bits(2);
        if (more < 3) {
            return 3 + more;
        }
        more = bits.bits(5);
        return more < 31 ? 6 + more : 37 + bits.bits(7);
    }

    /** B.10.7: a length for each codeword segment that has new passes. */
    private void lengths(CodeBlock block, int passes, CodingStyle style) throws DecodeException {
        int left = passes;
        while (left > 0) {
            int current = block.segmentCount - 1;
            if (current < 0 || block.passes(current) >= mostPasses(current, style)) {
                block.beginSegment();
                current++;
            }
            int taken = Math.min(left, mostPasses(current, style) - block.passes(current));
            contribute(block, taken, length(block, taken));
            left -= taken;
        }
    }

    /** How many passes share a codeword segment (D.4.2, D.6). */
    private static int mostPasses(int segment, CodingStyle style) {
        if (style.has(CodingStyle.TERMINATE_ALL)) {
            return 1;
        }
        if (style.has(CodingStyle.BYPASS)) {
            // The first four planes' passes; then two raw passes and a cleanup pass in turns.
            return segment == 0 ? 10 : (segment & 1) != 0 ? 2 : 1;
        }
        return UNLIMITED;
    }

    /** T.814 B.3: cleanup passes that stand for nothing but further missing bit planes come first; then a cleanup segment, then one of refinement. */
    private void highThroughputLengths(CodeBlock block, int passes) throws DecodeException {
        int left = passes;
        if (block.segmentCount == 0) {
            int placeholders = (passes - 1) / 3;
            block.missingBitPlanes += placeholders;
            block.beginSegment();
            int length = length(block, 3 * placeholders + 1);
            contribute(block, 1, length);
            left -= 3 * placeholders + 1;
        }
        if (left > 0) {
            if (block.segmentCount == 1) {
                block.beginSegment();
            }
            if (block.passes(1) + left > 2) {
                throw new DecodeException(
                        "JPEG 2000: a code block with more than one set of HT passes is not supported");
            }
            contribute(block, left, length(block, left));
        }
    }

    private int length(CodeBlock block, int passes) throws DecodeException {
        int count = block.lengthBits + 31 - Integer.numberOfLeadingZeros(passes);
        if (count > 31) {
            throw new DecodeException("JPEG 2000: a corrupt packet header: lengths of " + count + " bits");
        }
        return bits.bits(count);
    }

    private void contribute(CodeBlock block, int passes, int length) throws DecodeException {
        if (length > end - at) {
            throw new DecodeException("JPEG 2000: the codestream is cut off: a code block needs " + length + " bytes, "
                    + (end - at) + " are left");
        }
        block.extendSegment(passes, length);
        if (contributions == lengths.length) {
            contributors = Arrays.copyOf(contributors, 2 * contributions);
            lengths = Arrays.copyOf(lengths, 2 * contributions);
        }
        contributors[contributions] = block;
        lengths[contributions] = length;
        contributions++;
    }
}
