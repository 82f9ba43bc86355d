package dev.lightbox.engine.phantom.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SceneTest {
    private static final Scene WATER_BALL_IN_FAT = Scene.builder()
            .add(Tissue.FAT, new Block(0, 0, 0, 50, 50, 50))
            .add(Tissue.WATER, Ellipsoid.sphere(10, 0, 0, 5))
            .build();

    @Test
    void laterSolidsCoverEarlierOnes() {
        assertThat(WATER_BALL_IN_FAT.tissueAt(10, 0, 0)).isEqualTo(Tissue.WATER);
        assertThat(WATER_BALL_IN_FAT.tissueAt(16, 0, 0)).isEqualTo(Tissue.FAT);
        assertThat(WATER_BALL_IN_FAT.tissueAt(51, 0, 0)).isEqualTo(Tissue.AIR);
    }

    @Test
    void valuesRunLinearlyAcrossAnEdge() {
        assertThat(valueAt(14.4)).isEqualTo(0);
        assertThat(valueAt(15)).isCloseTo(-50, within(1e-9));
        assertThat(valueAt(15.25)).isCloseTo(-75, within(1e-9));
        assertThat(valueAt(15.6)).isEqualTo(-100);
        assertThat(valueAt(50)).isCloseTo(-550, within(1e-9));
        assertThat(valueAt(50.6)).isEqualTo(-1000);
    }

    private static double valueAt(double x) {
        return WATER_BALL_IN_FAT.valueAt(x, 0, 0, Tissue::hounsfield);
    }

    @Test
    void aLineGivesTheSameBitsAsItsPoints() {
        Scene.Line line = new Scene.Line(-60.3, -3.1, 2.7, 0.37, 0.021, -0.013);
        double[] whole = new double[330];
        WATER_BALL_IN_FAT.sample(line, 0, Tissue::hounsfield, whole);
        double[] one = new double[1];
        for (int i = 0; i < whole.length; i++) {
            WATER_BALL_IN_FAT.sample(line, i, Tissue::hounsfield, one);
            assertThat(one[0]).isEqualTo(whole[i]);
        }
    }

    @Test
    void distancesOfSpheresRodsAndBlocksAreExact() {
        assertThat(Ellipsoid.sphere(1, 2, 3, 4).distance(1, 2, 10)).isEqualTo(3);
        assertThat(Ellipsoid.sphere(1, 2, 3, 4).distance(1, 2, 3)).isEqualTo(-4);
        assertThat(new Capsule(0, 0, 0, 0, 0, 10, 2).distance(3, 4, 5)).isEqualTo(3);
        assertThat(new Capsule(0, 0, 0, 0, 0, 10, 2).distance(0, 0, 13)).isEqualTo(1);
        assertThat(new Block(0, 0, 0, 1, 2, 3).distance(4, 6, 0)).isEqualTo(5);
        assertThat(new Block(0, 0, 0, 1, 2, 3).distance(0, 0, 0)).isEqualTo(-1);
    }

    @Test
    void ellipsoidsAndColumnsHaveTheirSurfaceWhereTheyShould() {
        Ellipsoid turned = Ellipsoid.of(0, 0, 0, 10, 2, 5).turned(90);
        assertThat(turned.distance(0, 9.99, 0)).isNegative();
        assertThat(turned.distance(0, 10.01, 0)).isPositive();
        assertThat(turned.distance(2.01, 0, 0)).isPositive();
        assertThat(turned.distance(0, 0, -4.99)).isNegative();
        Column column = new Column(0, 0, 0, 10, 5, 3);
        assertThat(column.distance(9.99, 0, 0)).isNegative();
        assertThat(column.distance(0, 5.01, 0)).isPositive();
        assertThat(column.distance(0, 0, 3.5)).isEqualTo(0.5);
    }

    @Test
    void boundsHoldTheWholeSolid() {
        Bounds bounds = Ellipsoid.of(1, 2, 3, 10, 2, 5).turned(90).bounds();
        assertThat(bounds.minX()).isCloseTo(-1, within(1e-12));
        assertThat(bounds.maxY()).isEqualTo(12);
        assertThat(bounds.minZ()).isEqualTo(-2);
    }
}
