package dev.lightbox.engine.codec.jpeg2000;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Where the parts of one tile lie in the codestream, and what its headers say. Not thread-safe. */
final class Tile {

    final int index;
    final Parameters parameters;
    /** From and to of each tile-part's packets, in their order. */
    private int[] ranges = new int[4];

    private int parts;
    /** Payloads of PPT segments (A.7.5) by their index. */
    final Map<Integer, byte[]> packedHeaders = new TreeMap<>();
    /** Packet headers that PPM segments of the main header hold for this tile's parts (A.7.4), in the parts' order. */
    private final ByteArrayOutputStream headersOfMain = new ByteArrayOutputStream();

    private boolean mainHoldsHeaders;

    Tile(int index, Parameters parameters) {
        this.index = index;
        this.parameters = parameters;
    }

    void addPart(int from, int to) {
        if (2 * parts == ranges.length) {
            ranges = Arrays.copyOf(ranges, 4 * parts);
        }
        ranges[2 * parts] = from;
        ranges[2 * parts + 1] = to;
        parts++;
    }

    void addHeadersOfMain(byte[] data, int from, int length) {
        headersOfMain.write(data, from, length);
        mainHoldsHeaders = true;
    }

    int parts() {
        return parts;
    }

    int from(int part) {
        return ranges[2 * part];
    }

    int to(int part) {
        return ranges[2 * part + 1];
    }

    long bytes() {
        long sum = 0;
        for (int i = 0; i < parts; i++) {
            sum += to(i) - from(i);
        }
        return sum;
    }

    /** Packet headers that stand apart from the packets' bodies; empty where they don't, and then {@link #hasPackedHeaders} is false. */
    byte[] headers() {
        return mainHoldsHeaders ? headersOfMain.toByteArray() : concatenate(packedHeaders);
    }

    boolean hasPackedHeaders() {
        return mainHoldsHeaders || !packedHeaders.isEmpty();
    }

    /** The payloads one after another in the order of their indices. */
    static byte[] concatenate(Map<Integer, byte[]> payloads) {
        int length = 0;
        for (byte[] payload : payloads.values()) {
            length += payload.length;
        }
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] payload : payloads.values()) {
            System.arraycopy(payload, 0, all, at, payload.length);
            at += payload.length;
        }
        return all;
    }
}
