package dev.lightbox.engine.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.PhotometricInterpretation;
import dev.lightbox.engine.codec.Samples;
import dev.lightbox.engine.codec.StoredFrame;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class VolumePlanTest {

    private static final int PIXELS = 64 * 48;

    private static VolumePlan<Integer> plan(int bits, boolean signed) {
        Slices slices = new Slices();
        for (int k = 0; k < 4; k++) {
            slices.add(Slices.plane(0, 0, 3 * k), Slices.descriptor(bits, signed));
        }
        return slices.volumes().volumes().getFirst();
    }

    private static StoredFrame frame(int bits, boolean signed, Samples samples) {
        return new StoredFrame(48, 64, 1, bits, signed, PhotometricInterpretation.MONOCHROME2, samples, List.of());
    }

    @Test
    void unsignedSixteenBitsAreMovedToFit() throws DecodeException {
        VolumePlan<Integer> plan = plan(16, false);
        short[] cells = new short[PIXELS];
        cells[0] = (short) 65_535;
        cells[1] = (short) 32_768;

        short[] values = plan.values(frame(16, false, new Samples.Shorts(cells)));

        assertThat(plan.offset()).isEqualTo(32_768);
        assertThat(values[0] + plan.offset()).isEqualTo(65_535);
        assertThat(values[1] + plan.offset()).isEqualTo(32_768);
        assertThat(values[2] + plan.offset()).isZero();
        assertThat(cells[0]).isEqualTo((short) 65_535);
    }

    @Test
    void narrowValuesAreWidened() throws DecodeException {
        byte[] cells = new byte[PIXELS];
        cells[0] = (byte) 200;

        assertThat(plan(8, false).values(frame(8, false, new Samples.Bytes(cells)))[0])
                .isEqualTo((short) 200);
        assertThat(plan(8, true).values(frame(8, true, new Samples.Bytes(cells)))[0])
                .isEqualTo((short) -56);
        int[] wide = new int[PIXELS];
        wide[0] = -4000;
        assertThat(plan(13, true).values(frame(13, true, new Samples.Ints(wide)))[0])
                .isEqualTo((short) -4000);
    }

    @Test
    void valuesThatTheHeaderRulesOutAreRefused() {
        short[] cells = new short[PIXELS];
        cells[7] = (short) 40_000;
        assertThatThrownBy(() -> plan(12, false).values(frame(16, false, new Samples.Shorts(cells))))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("-32768 to 32767")
                .hasMessageContaining("40000");
        int[] wide = new int[PIXELS];
        wide[7] = -1;
        assertThatThrownBy(() -> plan(12, false).values(frame(32, false, new Samples.Ints(wide))))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("4294967295");
        cells[7] = -1;
        assertThatThrownBy(() -> plan(16, false).values(frame(16, true, new Samples.Shorts(cells))))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("0 to 65535");
    }

    @Test
    void picturesOfAnotherShapeAreRefused() {
        StoredFrame small = new StoredFrame(
                1, 2, 1, 16, true, PhotometricInterpretation.MONOCHROME2, new Samples.Shorts(new short[2]), List.of());
        StoredFrame colour = new StoredFrame(
                48, 64, 3, 8, false, PhotometricInterpretation.RGB, new Samples.Bytes(new byte[3 * PIXELS]), List.of());
        StoredFrame floating = frame(32, false, new Samples.Floats(new float[PIXELS]));
        StoredFrame reduced = new StoredFrame(
                48,
                64,
                1,
                16,
                true,
                PhotometricInterpretation.MONOCHROME2,
                new Samples.Shorts(new short[PIXELS]),
                List.of(),
                1);

        for (StoredFrame frame : List.of(small, colour, floating, reduced)) {
            assertThatThrownBy(() -> plan(16, true).values(frame)).isInstanceOf(DecodeException.class);
        }
    }

    @Test
    void halvingKeepsWhatIsOnlyOneWide() {
        assertThat(SliceValues.halved(new short[] {1, 3, 10, 20, 99}, 5, 1, 1, 0))
                .containsExactly((short) 2, (short) 15);
        assertThat(SliceValues.halved(new short[] {1, 3, 10, 20}, 1, 4, 1, 0)).containsExactly((short) 2, (short) 15);
        assertThat(SliceValues.halved(new short[] {-32768, -32768, -32768, -32768}, 2, 2, 1, 0))
                .containsExactly((short) -32768);
        assertThat(SliceValues.halved(new short[] {-1, -1, -1, 0}, 2, 2, 1, 0)).containsExactly((short) -1);
        assertThat(SliceValues.halved(new short[] {7}, 1, 1, 1, 0)).containsExactly((short) 7);
    }

    @Test
    void atHalfResolutionPaddingIsntMixedWithPictures() throws DecodeException {
        short[] cells = new short[PIXELS];
        Arrays.fill(cells, (short) 40_000);
        cells[1] = (short) 65_534;
        cells[64 + 2] = (short) 65_535;
        cells[5] = (short) 65_533;
        VolumePlan<Integer> half = plan(16, false).halved();

        short[] values = half.values(frame(16, false, new Samples.Shorts(cells)), 65_534, 65_535);

        assertThat(values[0] + half.offset()).isEqualTo(65_534);
        assertThat(values[1] + half.offset()).isEqualTo(65_535);
        assertThat(values[2] + half.offset()).isEqualTo((3 * 40_000 + 65_533 + 2) / 4);
        assertThat(values[3] + half.offset()).isEqualTo(40_000);
        short[] mixed = half.values(frame(16, false, new Samples.Shorts(cells)));
        assertThat(mixed[0] + half.offset()).isEqualTo((3 * 40_000 + 65_534 + 2) / 4);
    }

    @Test
    void halvingKeepsPaddingOfWhatIsOnlyOneWide() {
        assertThat(SliceValues.halved(new short[] {1, -9, 10, 20, -9}, 5, 1, -9, -9))
                .containsExactly((short) -9, (short) 15);
        assertThat(SliceValues.halved(new short[] {1, 3, 10, -9}, 1, 4, -9, -9)).containsExactly((short) 2, (short) -9);
        assertThat(SliceValues.halved(new short[] {1, 1, 1, -9, 5, 5, 5, 5}, 2, 4, -9, -9))
                .containsExactly((short) -9, (short) 5);
    }

    @Test
    void halvedTwiceIsAMistake() {
        VolumePlan<Integer> half = plan(16, true).halved();

        assertThat(half.canBeHalved()).isFalse();
        assertThat(half.bytes()).isEqualTo(2L * 32 * 24 * 8);
        assertThatThrownBy(half::halved).isInstanceOf(IllegalStateException.class);
    }
}
