package dev.lightbox.engine.codec.jpeg2000.ht;

/**
 * The codes for the exponents' residuals u of a pair of quads (T.814 7.3.6, table 3) as look-up tables. Index {@code mode << 6 | bits}: bit 0 of the mode says
 * that the first quad has a residual, bit 1 the second; mode 4 exists in the first row of quads only: both have one and both are greater than 2. Read-only.
 *
 * <p>An entry holds, from bit 0: bits of both codes in all (5 bits), of their prefixes (3), of the first quad's suffix (3), of the second's (3), the first's
 * prefix (3), the second's (3). A residual is the sum of prefix and suffix. Suffixes of 28 and more announce an extension, but so large a residual belongs to
 * more bit planes than are supported, and is refused by its size.
 */
final class UVlc {

    static final int[] FIRST = table(5, true);
    static final int[] OTHER = table(4, false);

    static final int PREFIXES_LENGTH = 5;
    static final int SUFFIX_0 = 8;
    static final int SUFFIX_1 = 11;
    static final int PREFIX_0 = 14;
    static final int PREFIX_1 = 17;

    private UVlc() {}

    private static int[] table(int modes, boolean firstRow) {
        int[] table = new int[modes << 6];
        for (int mode = 0; mode < modes; mode++) {
            for (int bits = 0; bits < 64; bits++) {
                boolean first = mode >= 3 || mode == 1;
                boolean second = mode >= 2;
                int prefix0 = first ? prefix(bits) : 0;
                int rest = bits >> length(prefix0);
                int prefix1 = second ? prefix(rest) : 0;
                int length1 = length(prefix1);
                if (firstRow && mode == 3 && prefix0 > 2) {
                    // Not both are greater than 2, so a bit is enough for the second.
                    prefix1 = 1 + (rest & 1);
                    length1 = 1;
                }
                int more = mode == 4 ? 2 : 0;
                int prefixes = length(prefix0) + length1;
                int suffix0 = suffixLength(prefix0);
                int suffix1 = suffixLength(prefix1);
                table[mode << 6 | bits] = prefixes + suffix0 + suffix1
                        | prefixes << 5
                        | suffix0 << 8
                        | suffix1 << 11
                        | prefix0 + more << 14
                        | prefix1 + more << 17;
            }
        }
        return table;
    }

    /** 1, 01, 001, 000 stand for 1, 2, 3, 5. */
    private static int prefix(int bits) {
        return (bits & 7) == 0 ? 5 : 1 + Integer.numberOfTrailingZeros(bits);
    }

    private static int length(int prefix) {
        return Math.min(prefix, 3);
    }

    private static int suffixLength(int prefix) {
        return prefix == 5 ? 5 : prefix == 3 ? 1 : 0;
    }
}
