package dev.lightbox.engine.render.overlay;

/**
 * A colour in CIELab under D50 (PS3.3 C.10.7.1.1). Immutable.
 *
 * @param lightness L*, 0 to 100
 * @param a a*, −128 to 127
 * @param b b*, −128 to 127
 */
public record CieLab(double lightness, double a, double b) {

    /** From the 16-bit numbers of a data set: L* in 65535ths of 100, a* and b* in 257ths from −128. */
    public static CieLab ofStored(int lightness, int a, int b) {
        return new CieLab(lightness / 655.35, a / 257.0 - 128, b / 257.0 - 128);
    }

    /** A gray that is as light: 0 to 65535. P-values and L* are both about evenly perceived. */
    public int presentationValue() {
        return (int) Math.round(Math.clamp(lightness, 0, 100) * 655.35);
    }

    /** As sRGB, 0xRRGGBB; what that can't show is clamped. */
    public int srgb() {
        double fy = (lightness + 16) / 116;
        // D50, the white of the profile connection space.
        double x = 0.9642 * inverse(fy + a / 500);
        double y = inverse(fy);
        double z = 0.8249 * inverse(fy - b / 200);
        // To linear sRGB, adapted from D50 to D65 after Bradford.
        int red = gamma(3.1338561 * x - 1.6168667 * y - 0.4906146 * z);
        int green = gamma(-0.9787684 * x + 1.9161415 * y + 0.0334540 * z);
        int blue = gamma(0.0719453 * x - 0.2289914 * y + 1.4052427 * z);
        return red << 16 | green << 8 | blue;
    }

    private static double inverse(double f) {
        return f > 6.0 / 29 ? f * f * f : 3 * 6.0 / 29 * 6 / 29 * (f - 4.0 / 29);
    }

    private static int gamma(double linear) {
        double level = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
        return (int) Math.round(255 * Math.clamp(level, 0, 1));
    }
}
