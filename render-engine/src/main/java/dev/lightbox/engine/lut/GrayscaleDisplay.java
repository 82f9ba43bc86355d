package dev.lightbox.engine.lut;

import java.util.Arrays;

/**
 * A display as measured: the luminance of each digital driving level, the room's light that it reflects included. P-values are shown on it by the
 * Grayscale Standard Display Function (PS3.14): equal steps of P-values are equal numbers of just noticeable differences. Immutable, thread-safe.
 */
public final class GrayscaleDisplay {

    /** Steps of the P-value table; finer than the JNDs of any display. */
    private static final int STEPS = 4096;

    private final double[] luminances;
    /** Driving level by P-value in {@value #STEPS}ths. */
    private final byte[] levels = new byte[STEPS + 1];

    private GrayscaleDisplay(double[] luminances) {
        this.luminances = luminances;
        double first = Gsdf.index(luminances[0]);
        double last = Gsdf.index(luminances[255]);
        for (int i = 0; i <= STEPS; i++) {
            // PS3.14 Annex B: the P-values divide the display's range of JND indices evenly.
            levels[i] = (byte) nearest(Gsdf.luminance(first + (last - first) * i / STEPS));
        }
    }

    /** The driving level whose luminance is nearest. */
    private int nearest(double luminance) {
        int found = Arrays.binarySearch(luminances, luminance);
        if (found >= 0) {
            return found;
        }
        int above = Math.min(255, -found - 1);
        int below = Math.max(0, above - 1);
        return luminances[above] - luminance < luminance - luminances[below] ? above : below;
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

    /**
     * A display known only by its ends, whose luminance rises with a power of the driving level as sRGB's does.
     *
     * @param black luminance of level 0, cd/m²
     * @param white luminance of level 255, cd/m²
     * @param ambient luminance of the reflected light in cd/m²
     * @param gamma the power, usually 2.2
     */
    public static GrayscaleDisplay ofRange(double black, double white, double ambient, double gamma) {
        if (!(black >= 0) || !(white > black) || !(gamma > 0) || Double.isInfinite(white + gamma)) {
            throw new IllegalArgumentException("a display needs a white above its black and a gamma above 0: " + black
                    + ", " + white + ", " + gamma);
        }
        double[] luminances = new double[256];
        for (int i = 0; i < 256; i++) {
            luminances[i] = black + (white - black) * Math.pow(i / 255.0, gamma);
        }
        return ofLuminances(luminances, ambient);
    }

    /**
     * @param presentationValue 0 (darkest) to 1 (brightest)
     * @return digital driving level, 0 to 255
     */
    public int drivingLevel(double presentationValue) {
        int step = (int) Math.round(Math.clamp(presentationValue, 0, 1) * STEPS);
        return levels[step] & 0xFF;
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
