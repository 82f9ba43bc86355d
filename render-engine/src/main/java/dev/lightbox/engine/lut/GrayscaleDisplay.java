package dev.lightbox.engine.lut;

import java.util.Arrays;

/**
 * A display as measured: the luminance of each digital driving level, the room's light that it reflects included. P-values are shown on it by the
 * Grayscale Standard Display Function (PS3.14). Immutable, thread-safe.
 */
public final class GrayscaleDisplay {

    private final double[] luminances;

    private GrayscaleDisplay(double[] luminances) {
        this.luminances = luminances;
    }

    /**
     * @param luminances in cd/m², ascending, one for each driving level 0 to 255, ambient light not included
     * @param ambient luminance of the reflected light in cd/m²
     * @throws IllegalArgumentException if there are not 256, or they are not ascending numbers of at least 0
     */
    public static GrayscaleDisplay ofLuminances(double[] luminances, double ambient) {
        if (luminances.length != 256) {
            throw new IllegalArgumentException(
                    "expected the luminances of 256 driving levels, found " + luminances.length);
        }
        double[] total = new double[256];
        for (int i = 0; i < 256; i++) {
            total[i] = luminances[i] + ambient;
            if (!(total[i] > 0) || Double.isInfinite(total[i]) || (i > 0 && total[i] < total[i - 1])) {
                throw new IllegalArgumentException(
                        "luminances must ascend from above 0: " + total[i] + " cd/m² of level " + i);
            }
        }
        return new GrayscaleDisplay(total);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GrayscaleDisplay that && Arrays.equals(luminances, that.luminances);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(luminances);
    }
}
