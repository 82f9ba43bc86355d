package dev.lightbox.engine.codec.jpeg2000;

/**
 * The probability states of the arithmetic decoder (T.800 table C.2), packed for {@link MqBlockDecoder}. An entry holds in bits 47–61 the size of the less
 * probable interval (Qe), in bit 0 the more probable symbol, in bits 1–7 the index of the entry that follows after that symbol, in bits 8–14 after the other.
 * An entry's index is twice its state plus its more probable symbol.
 */
final class MqTables {

    private static final int[][] STATES = {
        {0x5601, 1, 1, 1}, {0x3401, 2, 6, 0}, {0x1801, 3, 9, 0}, {0x0AC1, 4, 12, 0}, {0x0521, 5, 29, 0},
        {0x0221, 38, 33, 0}, {0x5601, 7, 6, 1}, {0x5401, 8, 14, 0}, {0x4801, 9, 14, 0}, {0x3801, 10, 14, 0},
        {0x3001, 11, 17, 0}, {0x2401, 12, 18, 0}, {0x1C01, 13, 20, 0}, {0x1601, 29, 21, 0}, {0x5601, 15, 14, 1},
        {0x5401, 16, 14, 0}, {0x5101, 17, 15, 0}, {0x4801, 18, 16, 0}, {0x3801, 19, 17, 0}, {0x3401, 20, 18, 0},
        {0x3001, 21, 19, 0}, {0x2801, 22, 19, 0}, {0x2401, 23, 20, 0}, {0x2201, 24, 21, 0}, {0x1C01, 25, 22, 0},
        {0x1801, 26, 23, 0}, {0x1601, 27, 24, 0}, {0x1401, 28, 25, 0}, {0x1201, 29, 26, 0}, {0x1101, 30, 27, 0},
        {0x0AC1, 31, 28, 0}, {0x09C1, 32, 29, 0}, {0x08A1, 33, 30, 0}, {0x0521, 34, 31, 0}, {0x0441, 35, 32, 0},
        {0x02A1, 36, 33, 0}, {0x0221, 37, 34, 0}, {0x0141, 38, 35, 0}, {0x0111, 39, 36, 0}, {0x0085, 40, 37, 0},
        {0x0049, 41, 38, 0}, {0x0025, 42, 39, 0}, {0x0015, 43, 40, 0}, {0x0009, 44, 41, 0}, {0x0005, 45, 42, 0},
        {0x0001, 45, 43, 0}, {0x5601, 46, 46, 0}
    };

    /** Indices are 7 bits wide, so that masking by 127 spares the check of bounds. */
    static final long[] NEXT = new long[128];

    static {
        for (int state = 0; state < STATES.length; state++) {
            int[] row = STATES[state];
            for (int symbol = 0; symbol <= 1; symbol++) {
                int otherSymbol = symbol ^ row[3];
                NEXT[2 * state + symbol] = (long) row[0] << 47
                        | (long) (2 * row[2] + otherSymbol) << 8
                        | (long) (2 * row[1] + symbol) << 1
                        | symbol;
            }
        }
    }

    /** Contexts of table D.1 count from 0 (zero coding), 9 (sign), 14 (magnitude); then run length and uniform (D.5). */
    static final int SIGN = 9;

    static final int MAGNITUDE = 14;
    static final int RUN_LENGTH = 17;
    static final int UNIFORM = 18;

    private MqTables() {}

    /** Table D.7. */
    static void reset(long[] contexts) {
        java.util.Arrays.fill(contexts, NEXT[0]);
        contexts[0] = NEXT[2 * 4];
        contexts[RUN_LENGTH] = NEXT[2 * 3];
        contexts[UNIFORM] = NEXT[2 * 46];
    }
}
