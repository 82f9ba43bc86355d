package dev.lightbox.engine.codec.jpeg2000.ht;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lightbox.engine.codec.DecodeException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Single code blocks: what the encoder for tests writes, and bytes that nobody would. */
class HighThroughputBlockDecoderTest {

    private static final int[][] SIZES = {
        {1, 1}, {1, 2}, {2, 1}, {2, 2}, {3, 3}, {4, 4}, {5, 2}, {7, 9}, {8, 4}, {13, 64}, {33, 31}, {64, 63}, {64, 64},
        {1024, 4}, {1023, 3}, {4, 1024}, {3, 1021}, {1, 1024}, {1024, 1}
    };

    private final HighThroughputBlockDecoder decoder = new HighThroughputBlockDecoder();

    @Test
    void everySizeDepthAndDensityComesBackThroughAllPasses() throws DecodeException {
        Random random = new Random(20261124);
        for (int[] size : SIZES) {
            for (int depth = 1; depth <= 30; depth++) {
                int plane = random.nextInt(depth);
                roundTrip(random, size[0], size[1], depth, 0, 1);
                roundTrip(random, size[0], size[1], depth, plane, plane == 0 ? 1 : 2);
                roundTrip(random, size[0], size[1], depth, plane, plane == 0 ? 1 : 3);
            }
        }
    }

    private void roundTrip(Random random, int width, int height, int depth, int plane, int passes)
            throws DecodeException {
        // The denser and deeper, the longer: the MEL and VLC streams together have at most 4079 bytes.
        double density = Math.pow(random.nextDouble(), 2);
        boolean causal = random.nextBoolean();
        int[] values = new int[width * height];
        for (int i = 0; i < values.length; i++) {
            if (random.nextDouble() < density) {
                int magnitude = (int) (random.nextLong() >>> 1 & (1L << random.nextInt(depth) + 1) - 1);
                values[i] = random.nextBoolean() ? -magnitude : magnitude;
            }
        }
        byte[] cleanup = HtBlockEncoder.cleanup(values, width, height, plane);
        byte[] refinement =
                passes == 1 ? new byte[0] : HtBlockEncoder.refinement(values, width, height, plane, passes > 2, causal);
        byte[] bytes = new byte[5 + cleanup.length + refinement.length];
        Arrays.fill(bytes, (byte) 0x5A);
        System.arraycopy(cleanup, 0, bytes, 5, cleanup.length);
        System.arraycopy(refinement, 0, bytes, 5 + cleanup.length, refinement.length);
        int[] out = new int[width * height + 3];
        Arrays.fill(out, -7);
        decoder.decode(
                bytes,
                5,
                cleanup.length,
                refinement.length,
                passes,
                depth - 1 - plane,
                depth,
                width,
                height,
                causal,
                out);
        int[] expected = Arrays.copyOf(
                HtBlockEncoder.decoded(values, width, height, plane, refinement.length == 0 ? 1 : passes, causal),
                out.length);
        Arrays.fill(expected, width * height, expected.length, -7);
        assertThat(out)
                .as(width + " x " + height + ", " + depth + " planes, plane " + plane + ", " + passes + " passes")
                .containsExactly(expected);
    }

    @Test
    void aQuadIsDecodedToItsCoefficients() throws DecodeException {
        // One sample of magnitude 1, negative: MEL 0 (an event at once), VLC 0110 (rho 1, no residual), MagSgn 1.
        byte[] bytes = {(byte) 0xFF, 0x00, 0x63, 0x00};
        int[] out = new int[1];
        decoder.decode(bytes, 0, 4, 0, 1, 0, 1, 1, 1, false, out);
        assertThat(out).containsExactly(0x8000_0003);
    }

    @Test
    void impossibleSegmentsAreRefused() {
        refused(new byte[] {0, 0}, 1, "whose MEL and VLC streams take 0");
        refused(new byte[] {0, 0, 1, 1}, 1, "whose MEL and VLC streams take 17");
        refused(new byte[] {0}, 1, "cleanup segment of 1 bytes");
        refused(new byte[] {0, 0, 0x02, 0}, 31, "bit planes");
    }

    private void refused(byte[] bytes, int planes, String words) {
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() ->
                        decoder.decode(bytes, 0, bytes.length, 0, 1, planes - 1, planes, 8, 8, false, new int[64]))
                .withMessageContaining(words);
    }

    @Test
    void passesBelowTheLastPlaneAreRefused() {
        byte[] cleanup = HtBlockEncoder.cleanup(new int[] {1, -1, 0, 3}, 2, 2, 0);
        byte[] bytes = Arrays.copyOf(cleanup, cleanup.length + 4);
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> decoder.decode(bytes, 0, cleanup.length, 4, 2, 4, 5, 2, 2, false, new int[4]))
                .withMessageContaining("one bit plane");
    }

    @Test
    void largerCoefficientsThanThePlanesHoldAreRefused() {
        int[] values = {1000, 0, -3, 7};
        byte[] bytes = HtBlockEncoder.cleanup(values, 2, 2, 0);
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> decoder.decode(bytes, 0, bytes.length, 0, 1, 4, 5, 2, 2, false, new int[4]))
                .withMessageContaining("more than the 5 bit planes");
    }

    @Test
    void anyBytesAreDecodedOrRefused() {
        Random random = new Random(814);
        int[] out = new int[4096];
        int decoded = 0;
        for (int i = 0; i < 20_000; i++) {
            int[] size = SIZES[random.nextInt(SIZES.length)];
            byte[] bytes = new byte[random.nextInt(2, random.nextBoolean() ? 40 : 3000)];
            if (random.nextBoolean()) {
                random.nextBytes(bytes);
            } else {
                Arrays.fill(bytes, (byte) (random.nextBoolean() ? 0xFF : random.nextInt(256)));
            }
            int cleanup = random.nextInt(2, bytes.length + 1);
            int suffix = random.nextInt(2, Math.max(3, Math.min(cleanup, 4079) + 1));
            bytes[cleanup - 1] = (byte) (suffix >> 4);
            bytes[cleanup - 2] = (byte) (bytes[cleanup - 2] & 0xF0 | suffix & 15);
            int planes = random.nextInt(1, 31);
            try {
                decoder.decode(
                        bytes,
                        0,
                        cleanup,
                        bytes.length - cleanup,
                        random.nextInt(1, 4),
                        random.nextInt(planes),
                        planes,
                        size[0],
                        size[1],
                        random.nextBoolean(),
                        out);
                decoded++;
            } catch (DecodeException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
        assertThat(decoded).isPositive();
    }
}
