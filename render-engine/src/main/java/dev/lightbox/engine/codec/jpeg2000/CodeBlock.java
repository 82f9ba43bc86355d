package dev.lightbox.engine.codec.jpeg2000;

import java.util.Arrays;

/**
 * One code block and what the packets said of it: coding passes in codeword segments, whose bytes may come in several pieces. Not thread-safe.
 */
final class CodeBlock {

    /** Position within the subband's samples. */
    final int x;

    final int y;
    final int width;
    final int height;

    boolean included;
    int missingBitPlanes;
    int lengthBits = 3;
    /** Passes and bytes of each codeword segment. */
    int[] segments = {};

    int segmentCount;
    /** From and length of each piece of bytes, in their order. */
    int[] pieces = {};

    int pieceCount;

    CodeBlock(int x, int y, int width, int height) {
        this.x = x;
        this.y = y;
        this.width = width;
        this.height = height;
    }

    int passes(int segment) {
        return segments[2 * segment];
    }

    int bytes(int segment) {
        return segments[2 * segment + 1];
    }

    void beginSegment() {
        if (2 * segmentCount == segments.length) {
            segments = Arrays.copyOf(segments, Math.max(2, 2 * segments.length));
        }
        segmentCount++;
    }

    void extendSegment(int passes, int bytes) {
        segments[2 * segmentCount - 2] += passes;
        segments[2 * segmentCount - 1] += bytes;
    }

    void addPiece(int from, int length) {
        if (2 * pieceCount == pieces.length) {
            pieces = Arrays.copyOf(pieces, Math.max(2, 2 * pieces.length));
        }
        pieces[2 * pieceCount] = from;
        pieces[2 * pieceCount + 1] = length;
        pieceCount++;
    }

    int totalBytes() {
        int sum = 0;
        for (int i = 0; i < segmentCount; i++) {
            sum += bytes(i);
        }
        return sum;
    }
}
