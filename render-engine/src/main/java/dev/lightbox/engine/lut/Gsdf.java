package dev.lightbox.engine.lut;

/** The Grayscale Standard Display Function (PS3.14 7.1): just-noticeable differences to luminance and back. */
public final class Gsdf {

    /** Luminance of index 1 and of index 1023, cd/m². */
    static final double MIN_LUMINANCE = 0.05;

    static final double MAX_LUMINANCE = 3993.404;

    private Gsdf() {}

    /**
     * @param j JND index, 1 to 1023, may be fractional
     * @return luminance in cd/m²
     */
    public static double luminance(double j) {
        double n = Math.log(j);
        double above = -1.3011877 + n * (8.0242636e-2 + n * (1.3646699e-1 + n * (-2.5468404e-2 + n * 1.3635334e-3)));
        double below = 1
                + n
                        * (-2.5840191e-2
                                + n * (-1.0320229e-1 + n * (2.8745620e-2 + n * (-3.1978977e-3 + n * 1.2992634e-4))));
        return Math.pow(10, above / below);
    }

    /**
     * @param luminance cd/m², 0.05 to 3993; others give the index of the nearer end by the same formula
     * @return JND index, fractional
     */
    public static double index(double luminance) {
        double l = Math.log10(Math.clamp(luminance, MIN_LUMINANCE, MAX_LUMINANCE));
        return 71.498068
                + l
                        * (94.593053
                                + l
                                        * (41.912053
                                                + l
                                                        * (9.8247004
                                                                + l
                                                                        * (0.28175407
                                                                                + l
                                                                                        * (-1.1878455
                                                                                                + l
                                                                                                        * (-0.18014349
                                                                                                                + l
                                                                                                                        * (0.14710899
                                                                                                                                - l
                                                                                                                                        * 0.017046845)))))));
    }
}
