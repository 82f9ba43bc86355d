package dev.lightbox.viewer.viewing.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How pictures of a moving viewport are made finer and coarser; over whole lines it is tried by {@link LineTest}. */
class MovingQualityTest {

    private static final double PIXELS = 512 * 512;

    private final MovingQuality quality = new MovingQuality(85);

    /** Pictures one after the other, each of so many bytes a pixel at the best quality; takes that long for all pixels. @return the last choice */
    private MovingQuality.Choice pictures(int count, double mostBytes, double bytesPerPixel, double millis) {
        MovingQuality.Choice choice = quality.choose(PIXELS, mostBytes);
        for (int i = 0; i < count; i++) {
            double pixels = PIXELS * choice.scale() * choice.scale();
            quality.made(choice, pixels, (long) (pixels * choice.bytesShare() * bytesPerPixel), (long)
                    (millis * 1e6 * pixels / PIXELS));
            choice = quality.choose(PIXELS, mostBytes);
        }
        return choice;
    }

    @Test
    void makesTheFinestPictureWhereLineAndServerCarryIt() {
        assertThat(pictures(20, 1e6, 0.2, 5)).isEqualTo(MovingQuality.Choice.finest(85));
    }

    @Test
    void keepsToTheBytesOfTheLineWhateverAPixelCosts() {
        for (double bytesPerPixel : new double[] {0.05, 0.2, 0.6}) {
            MovingQuality.Choice choice = pictures(30, 12_000, bytesPerPixel, 5);
            double bytes = PIXELS * choice.scale() * choice.scale() * choice.bytesShare() * bytesPerPixel;
            assertThat(bytes).as("at %s bytes a pixel", bytesPerPixel).isBetween(3_000.0, 12_500.0);
        }
    }

    @Test
    void isSmallerWhereTheServerIsBusyAndFineAgainAfterwards() {
        assertThat(pictures(20, 1e6, 0.2, 100).scale()).isLessThan(0.6);
        assertThat(pictures(40, 1e6, 0.2, 5).scale()).isEqualTo(1);
    }

    @Test
    void doesNotChangeToAndFroNearALimit() {
        List<Double> scales = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            double wobble = i % 2 == 0 ? 0.95 : 1.05;
            scales.add(pictures(1, 20_000 * wobble, 0.2, 5).scale());
        }
        assertThat(scales.subList(50, 200).stream().distinct()).hasSize(1);
    }

    @Test
    void onePictureThatWasHeldUpChangesLittle() {
        pictures(20, 1e6, 0.2, 5);
        MovingQuality.Choice choice = quality.choose(PIXELS, 1e6);
        quality.made(choice, PIXELS, (long) (PIXELS * 0.2), 2_000_000_000L);
        assertThat(quality.choose(PIXELS, 1e6).scale()).isEqualTo(1);
    }

    @Test
    void staysLegibleOverTheSlowestLine() {
        MovingQuality.Choice choice = pictures(50, 10, 0.2, 5);
        assertThat(choice.scale()).isGreaterThanOrEqualTo(0.2);
        assertThat(choice.jpegQuality()).isGreaterThanOrEqualTo(30);
        assertThat(new MovingQuality(20).choose(PIXELS, 10).jpegQuality())
                .as("as configured")
                .isEqualTo(20);
    }
}
