package dev.lightbox.engine.tile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

/** zlib reads every stream back. */
class FastDeflaterTest {

    private final Random random = new Random(99);

    @Test
    void runsOfEveryLength() throws DataFormatException {
        byte[] data = new byte[700 * 701 / 2 + 700];
        int at = 0;
        for (int run = 1; run <= 700; run++) {
            Arrays.fill(data, at, at + run, (byte) run);
            at += run;
            data[at++] = (byte) (run * 7);
        }
        assertThat(roundTrip(data)).isLessThan(data.length / 20);
    }

    @Test
    void everyLengthAroundTheBlocks() throws DataFormatException {
        for (int length :
                new int[] {1, 2, 7, 8, 9, 15, 16, 17, 100, 65_534, 65_535, 65_536, 65_543, 131_070, 131_071, 200_000}) {
            byte[] noise = new byte[length];
            random.nextBytes(noise);
            int size = roundTrip(noise);
            // What can't be compressed costs the blocks' headers alone.
            assertThat(size).isLessThanOrEqualTo(length + 5 * (length / 65_535 + 1) + 6);
            byte[] flat = new byte[length];
            Arrays.fill(flat, (byte) 42);
            assertThat(roundTrip(flat)).isLessThan(300 + length / 500);
            byte[] small = new byte[length];
            for (int i = 0; i < length; i++) {
                small[i] = (byte) (random.nextGaussian() * 3);
            }
            roundTrip(small);
        }
    }

    @Test
    void skewedCountsNeedLimitedCodes() throws DataFormatException {
        // Fibonacci's numbers as counts make the deepest of Huffman's trees.
        byte[] data = new byte[60_000];
        int at = 0;
        for (int symbol = 0, a = 1, b = 1; at + a <= data.length; symbol++) {
            Arrays.fill(data, at, at + a, (byte) symbol);
            at += a;
            int next = a + b;
            a = b;
            b = next;
        }
        for (int i = data.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            byte swap = data[i];
            data[i] = data[other];
            data[other] = swap;
        }
        assertThat(roundTrip(data)).isLessThan(data.length / 2);
    }

    @Test
    void codeLengthsAreCompleteAndWithinTheLimit() {
        for (int i = 0; i < 200; i++) {
            int symbols = 2 + random.nextInt(285);
            int[] counts = new int[symbols];
            for (int s = 0; s < symbols; s++) {
                counts[s] = (int) Math.exp(random.nextDouble(0, 18)) - 1;
            }
            counts[0] = 1;
            counts[1] = 1;
            for (int limit : new int[] {9, 14}) {
                byte[] lengths = new byte[symbols];
                HuffmanLengths.of(counts, symbols, limit, lengths);
                double kraft = 0;
                for (int s = 0; s < symbols; s++) {
                    assertThat(lengths[s] == 0).isEqualTo(counts[s] == 0);
                    assertThat((int) lengths[s]).isBetween(0, limit);
                    kraft += lengths[s] == 0 ? 0 : Math.pow(2, -lengths[s]);
                }
                assertThat(kraft).isEqualTo(1);
            }
        }
    }

    private static int roundTrip(byte[] data) throws DataFormatException {
        byte[] out = new byte[FastDeflater.bound(data.length) + 3];
        int end = FastDeflater.deflate(data, data.length, out, 3);
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(out, 3, end - 3);
            byte[] back = new byte[data.length + 1];
            int length = 0;
            while (!inflater.finished() && !inflater.needsInput()) {
                length += inflater.inflate(back, length, back.length - length);
            }
            assertThat(inflater.finished()).isTrue();
            assertThat(inflater.getRemaining()).isZero();
            assertThat(Arrays.copyOf(back, length)).isEqualTo(data);
        } finally {
            inflater.end();
        }
        return end - 3;
    }
}
