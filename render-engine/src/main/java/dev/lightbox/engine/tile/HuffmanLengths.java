package dev.lightbox.engine.tile;

import java.util.Arrays;

/** Lengths of a Huffman code, limited. Allocates little; stateless. */
final class HuffmanLengths {

    private HuffmanLengths() {}

    /**
     * @param counts how often each symbol occurs, at most 2^31 together; what doesn't occur gets no code
     * @param symbols number of symbols
     * @param limit longest code, at most 16 and enough for all symbols
     * @param lengths receives the number of bits of each symbol's code, 0 for none; a single symbol gets 1
     */
    static void of(int[] counts, int symbols, int limit, byte[] lengths) {
        long[] sorted = new long[symbols];
        int used = 0;
        for (int s = 0; s < symbols; s++) {
            lengths[s] = 0;
            if (counts[s] > 0) {
                sorted[used++] = (long) counts[s] << 16 | s;
            }
        }
        if (used < 2) {
            if (used == 1) {
                lengths[(int) sorted[0] & 0xFFFF] = 1;
            }
            return;
        }
        Arrays.sort(sorted, 0, used);
        int[] perLength = limited(depths(sorted, used), limit);
        // The rarest symbols get the longest codes.
        int next = 0;
        for (int length = limit; length >= 1; length--) {
            for (int n = perLength[length]; n > 0; n--) {
                lengths[(int) sorted[next++] & 0xFFFF] = (byte) length;
            }
        }
    }

    /** How many leaves of Huffman's tree lie at each depth: two queues, as the weights come in ascending order. */
    private static int[] depths(long[] sorted, int used) {
        long[] weights = new long[used - 1];
        int[] parents = new int[2 * used - 1];
        int leaf = 0;
        int node = 0;
        for (int made = 0; made < used - 1; made++) {
            long sum = 0;
            for (int child = 0; child < 2; child++) {
                if (leaf < used && (node >= made || sorted[leaf] >>> 16 <= weights[node])) {
                    sum += sorted[leaf] >>> 16;
                    parents[leaf++] = used + made;
                } else {
                    sum += weights[node];
                    parents[used + node++] = used + made;
                }
            }
            weights[made] = sum;
        }
        int[] depth = new int[2 * used - 1];
        int[] perDepth = new int[used];
        for (int i = 2 * used - 3; i >= 0; i--) {
            depth[i] = depth[parents[i]] + 1;
            if (i < used) {
                perDepth[depth[i]]++;
            }
        }
        return perDepth;
    }

    /** Brings leaves that are too deep to the limit, and makes room for them by lengthening others as little as possible. */
    private static int[] limited(int[] perDepth, int limit) {
        int[] result = Arrays.copyOf(perDepth, Math.max(perDepth.length, limit + 1));
        for (int depth = limit + 1; depth < perDepth.length; depth++) {
            result[limit] += perDepth[depth];
        }
        // Kraft's sum in units of the shortest possible step.
        long sum = 0;
        for (int depth = 1; depth <= limit; depth++) {
            sum += (long) result[depth] << (limit - depth);
        }
        while (sum > 1L << limit) {
            // One code of the limit goes away, a shorter one becomes two that are one bit longer.
            int depth = limit - 1;
            while (result[depth] == 0) {
                depth--;
            }
            result[depth]--;
            result[depth + 1] += 2;
            result[limit]--;
            sum--;
        }
        return result;
    }
}
