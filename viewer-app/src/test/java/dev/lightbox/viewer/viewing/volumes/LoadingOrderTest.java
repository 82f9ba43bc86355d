package dev.lightbox.viewer.viewing.volumes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadingOrderTest {

    @ParameterizedTest
    @CsvSource({"2, 0", "2, 1", "7, 3", "8, 0", "9, 8", "295, 147", "600, 599"})
    void takesEachSliceOnceAndTheOneLookedAtFirst(int slices, int first) {
        int[] order = LoadingOrder.of(slices, first);
        assertThat(order[0]).isEqualTo(first);
        assertThat(Arrays.stream(order).sorted().toArray())
                .isEqualTo(IntStream.range(0, slices).toArray());
    }

    @Test
    void afterAnEighthOfTheSlicesNoPlaceIsFarFromALoadedOne() {
        int[] order = LoadingOrder.of(295, 100);
        int[] comb = Arrays.stream(order, 0, 295 / 8 + 3).sorted().toArray();
        assertThat(comb[0]).isZero();
        assertThat(comb[comb.length - 1]).isEqualTo(294);
        for (int i = 1; i < comb.length; i++) {
            assertThat(comb[i] - comb[i - 1]).isLessThanOrEqualTo(8);
        }
        assertThat(Arrays.copyOf(order, 5)).containsExactly(100, 108, 92, 116, 84);
    }
}
