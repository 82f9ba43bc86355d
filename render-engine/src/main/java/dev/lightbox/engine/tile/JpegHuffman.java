package dev.lightbox.engine.tile;

/** The example Huffman tables of ITU-T T.81 Annex K.3, which fit most pictures; one DC and one AC table. Immutable. */
final class JpegHuffman {

    static final JpegHuffman LUMINANCE = new JpegHuffman(
            new int[] {0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0},
            new int[] {0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 0x7D},
            """
            01 02 03 00 04 11 05 12 21 31 41 06 13 51 61 07 22 71 14 32 81 91 A1 08 23 42 B1 C1 15 52 D1 F0 24 33 62 72 82 09 0A 16
            17 18 19 1A 25 26 27 28 29 2A 34 35 36 37 38 39 3A 43 44 45 46 47 48 49 4A 53 54 55 56 57 58 59 5A 63 64 65 66 67 68 69
            6A 73 74 75 76 77 78 79 7A 83 84 85 86 87 88 89 8A 92 93 94 95 96 97 98 99 9A A2 A3 A4 A5 A6 A7 A8 A9 AA B2 B3 B4 B5 B6
            B7 B8 B9 BA C2 C3 C4 C5 C6 C7 C8 C9 CA D2 D3 D4 D5 D6 D7 D8 D9 DA E1 E2 E3 E4 E5 E6 E7 E8 E9 EA F1 F2 F3 F4 F5 F6 F7 F8
            F9 FA""");

    static final JpegHuffman CHROMINANCE = new JpegHuffman(
            new int[] {0, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0},
            new int[] {0, 2, 1, 2, 4, 4, 3, 4, 7, 5, 4, 4, 0, 1, 2, 0x77},
            """
            00 01 02 03 11 04 05 21 31 06 12 41 51 07 61 71 13 22 32 81 08 14 42 91 A1 B1 C1 09 23 33 52 F0 15 62 72 D1 0A 16 24 34
            E1 25 F1 17 18 19 1A 26 27 28 29 2A 35 36 37 38 39 3A 43 44 45 46 47 48 49 4A 53 54 55 56 57 58 59 5A 63 64 65 66 67 68
            69 6A 73 74 75 76 77 78 79 7A 82 83 84 85 86 87 88 89 8A 92 93 94 95 96 97 98 99 9A A2 A3 A4 A5 A6 A7 A8 A9 AA B2 B3 B4
            B5 B6 B7 B8 B9 BA C2 C3 C4 C5 C6 C7 C8 C9 CA D2 D3 D4 D5 D6 D7 D8 D9 DA E2 E3 E4 E5 E6 E7 E8 E9 EA F2 F3 F4 F5 F6 F7 F8
            F9 FA""");

    private final byte[] dcSegment;
    private final byte[] acSegment;

    /** For each symbol its code, and above bit 16 the code's length. */
    private final int[] dc;

    private final int[] ac;

    private JpegHuffman(int[] dcCounts, int[] acCounts, String acSymbols) {
        byte[] categories = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
        String[] words = acSymbols.strip().split("\\s+");
        byte[] symbols = new byte[words.length];
        for (int i = 0; i < words.length; i++) {
            symbols[i] = (byte) Integer.parseInt(words[i], 16);
        }
        dcSegment = segment(dcCounts, categories);
        acSegment = segment(acCounts, symbols);
        dc = codes(dcCounts, categories);
        ac = codes(acCounts, symbols);
    }

    /** Codes of the DC categories. */
    int[] dc() {
        return dc;
    }

    /** Codes of zero run and category. */
    int[] ac() {
        return ac;
    }

    /** Counts and symbols of the DC table as a DHT segment has them (B.2.4.2). */
    byte[] dcSegment() {
        return dcSegment;
    }

    byte[] acSegment() {
        return acSegment;
    }

    private static byte[] segment(int[] counts, byte[] symbols) {
        byte[] segment = new byte[16 + symbols.length];
        for (int i = 0; i < 16; i++) {
            segment[i] = (byte) counts[i];
        }
        System.arraycopy(symbols, 0, segment, 16, symbols.length);
        return segment;
    }

    /** C.2: codes in the order of the symbols, one bit more where a length is used up. */
    private static int[] codes(int[] counts, byte[] symbols) {
        int[] codes = new int[256];
        int code = 0;
        int next = 0;
        for (int length = 1; length <= 16; length++) {
            for (int i = 0; i < counts[length - 1]; i++) {
                codes[symbols[next++] & 0xFF] = code++ | length << 16;
            }
            code <<= 1;
        }
        return codes;
    }
}
