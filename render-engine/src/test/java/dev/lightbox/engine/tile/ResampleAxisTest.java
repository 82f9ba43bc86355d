package dev.lightbox.engine.tile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ResampleAxisTest {

    /** Not nearly the same: weights that differ in their last bit make other levels now and then. */
    @Test
    void aPartOfWholePixelsHasTheWeightsOfTheWhole() {
        Random random = new Random(23);
        int compared = 0;
        for (int round = 0; round < 400; round++) {
            int limit = random.nextInt(1, 6001);
            int size = random.nextInt(1, 9001);
            ResampleFilter filter = ResampleFilter.values()[round % ResampleFilter.values().length];
            ResampleAxis whole = ResampleAxis.of(0, limit, size, limit, filter);
            for (int part = 0; part < 8; part++) {
                int width = part == 0 ? 1 : random.nextInt(1, size + 1);
                int from = random.nextInt(size - width + 1);
                // As a browser computes it, and what clipping makes of it.
                double start = from / (double) size * limit;
                double end =
                        part % 2 == 0 ? start + width / (double) size * limit : (from + width) * (double) limit / size;
                ResampleAxis cut = ResampleAxis.of(start, end - start, width, limit, filter);
                assertThat(cut.scale()).isEqualTo(whole.scale());
                assertThat(cut.averages()).isEqualTo(whole.averages());
                for (int i = 0; i < width; i++) {
                    int at = from + i;
                    if (cut.sourceStart() + cut.first()[i] != whole.sourceStart() + whole.first()[at]
                            || cut.counts()[i] != whole.counts()[at]) {
                        throw new AssertionError("pixel %d of %d to %d".formatted(at, limit, size));
                    }
                    for (int tap = 0; tap < cut.counts()[i]; tap++, compared++) {
                        if (cut.weight(i, tap) != whole.weight(at, tap)) {
                            throw new AssertionError("weight %d of pixel %d of %d to %d: %s, not %s"
                                    .formatted(tap, at, limit, size, cut.weight(i, tap), whole.weight(at, tap)));
                        }
                    }
                }
            }
        }
        assertThat(compared).isGreaterThan(1_000_000);
    }

    @Test
    void aRegionBetweenPixelsKeepsItsPlace() {
        ResampleAxis axis = ResampleAxis.of(10.25, 8, 8, 100, ResampleFilter.BILINEAR);
        assertThat(axis.isIdentity()).isFalse();
        assertThat(axis.sourceStart()).isEqualTo(10);
        assertThat(axis.weight(0, 0)).isEqualTo(0.75f);
        assertThat(axis.weight(0, 1)).isEqualTo(0.25f);
    }
}
