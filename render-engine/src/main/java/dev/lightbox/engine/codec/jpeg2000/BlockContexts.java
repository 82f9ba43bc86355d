package dev.lightbox.engine.codec.jpeg2000;

/** Contexts of a coefficient from the state of its eight neighbours (T.800 tables D.1, D.2, D.3), by the bits of {@link MqBlockDecoder}'s flags. */
final class BlockContexts {

    /** Zero coding contexts: orientation · 512 + bits NW N NE W – E SW S SE from the lowest up; the bit of the coefficient itself counts for nothing. */
    static final byte[] ZERO_CODING = new byte[4 << 9];

    /**
     * Sign context in the low bits, the bit to be inverted in bit 7, by eight bits: whether N is negative (0), N significant (1), W negative (2), W significant
     * (3), E negative (4), E significant (5), S negative (6), S significant (7).
     */
    static final byte[] SIGN_CODING = new byte[256];

    static {
        for (int i = 0; i < 512; i++) {
            int horizontal = (i >> 3 & 1) + (i >> 5 & 1);
            int vertical = (i >> 1 & 1) + (i >> 7 & 1);
            int diagonal = (i & 1) + (i >> 2 & 1) + (i >> 6 & 1) + (i >> 8 & 1);
            ZERO_CODING[Subband.LL << 9 | i] = (byte) straight(horizontal, vertical, diagonal);
            ZERO_CODING[Subband.HL << 9 | i] = (byte) straight(vertical, horizontal, diagonal);
            ZERO_CODING[Subband.LH << 9 | i] = (byte) straight(horizontal, vertical, diagonal);
            ZERO_CODING[Subband.HH << 9 | i] = (byte) diagonal(horizontal + vertical, diagonal);
        }
        for (int i = 0; i < 256; i++) {
            int horizontal = Math.clamp(contribution(i >> 2) + contribution(i >> 4), -1, 1);
            int vertical = Math.clamp(contribution(i) + contribution(i >> 6), -1, 1);
            boolean inverted = horizontal < 0 || (horizontal == 0 && vertical < 0);
            int context = inverted ? -3 * horizontal - vertical : 3 * horizontal + vertical;
            SIGN_CODING[i] = (byte) (MqTables.SIGN + context | (inverted ? 0x80 : 0));
        }
    }

    private BlockContexts() {}

    private static int contribution(int bits) {
        return (bits & 2) == 0 ? 0 : (bits & 1) == 0 ? 1 : -1;
    }

    private static int straight(int horizontal, int vertical, int diagonal) {
        if (horizontal == 2) {
            return 8;
        }
        if (horizontal == 1) {
            return vertical >= 1 ? 7 : diagonal >= 1 ? 6 : 5;
        }
        return vertical > 0 ? 2 + vertical : Math.min(2, diagonal);
    }

    private static int diagonal(int straight, int diagonal) {
        return switch (diagonal) {
            case 0 -> Math.min(2, straight);
            case 1 -> 3 + Math.min(2, straight);
            case 2 -> straight >= 1 ? 7 : 6;
            default -> 8;
        };
    }
}
