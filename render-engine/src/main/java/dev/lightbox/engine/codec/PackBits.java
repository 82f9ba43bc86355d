package dev.lightbox.engine.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Run-length decoding of one RLE segment (PS3.5 G.3.2). Never reads or writes beyond its ranges. Thread-safe. */
final class PackBits {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH_BYTE = 0x0101_0101_0101_0101L;

    /** Longest run or row of literals. */
    private static final int LONGEST = 128;

    /** Up to here copying by whole longs, too many of them rather than by a loop, is faster than a call. */
    private static final int SHORT = 32;

    private PackBits() {}

    /**
     * Fills {@code out}.
     *
     * @param from the segment's first byte in {@code in}
     * @param end behind its last
     * @param segment its number from 1, for messages
     * @return whether the last run was longer than the room for it, as encoders make it that pad rows of odd length
     * @throws DecodeException if the segment ends before {@code out} is full
     */
    static boolean unpack(byte[] in, int from, int end, byte[] out, int segment) throws DecodeException {
        int at = from;
        int to = 0;
        int safeAt = end - 2 * LONGEST;
        int safeTo = out.length - 2 * LONGEST;
        // Far from both ends more may be read and written than a run has; the next one writes over it.
        while (at < safeAt && to < safeTo) {
            int control = in[at];
            if (control >= 0) {
                int literal = control + 1;
                if (literal <= SHORT) {
                    for (int i = 0; i < SHORT; i += 8) {
                        LONGS.set(out, to + i, (long) LONGS.get(in, at + 1 + i));
                    }
                } else {
                    System.arraycopy(in, at + 1, out, to, literal);
                }
                at += 1 + literal;
                to += literal;
            } else if (control != -128) {
                int run = 1 - control;
                long value = (in[at + 1] & 0xFF) * EACH_BYTE;
                for (int i = 0; i < run; i += 8) {
                    LONGS.set(out, to + i, value);
                }
                at += 2;
                to += run;
            } else {
                at++;
            }
        }
        return unpackRest(in, at, end, out, to, segment);
    }

    private static boolean unpackRest(byte[] in, int from, int end, byte[] out, int outFrom, int segment)
            throws DecodeException {
        int at = from;
        int to = outFrom;
        boolean tooLong = false;
        while (to < out.length) {
            if (at >= end) {
                throw cutOff(segment, to, out.length);
            }
            int control = in[at++];
            int run = control >= 0 ? control + 1 : 1 - control;
            int taken = Math.min(run, out.length - to);
            if (control >= 0) {
                if (taken > end - at) {
                    throw cutOff(segment, to, out.length);
                }
                System.arraycopy(in, at, out, to, taken);
                at += taken;
            } else if (control != -128) {
                if (at >= end) {
                    throw cutOff(segment, to, out.length);
                }
                Arrays.fill(out, to, to + taken, in[at++]);
            } else {
                // No operation.
                continue;
            }
            to += taken;
            tooLong = taken < run;
        }
        return tooLong;
    }

    static DecodeException cutOff(int segment, int found, int expected) {
        return new DecodeException(
                "RLE Lossless: segment " + segment + " is cut off, expected " + expected + " bytes, found " + found);
    }
}
