package dev.lightbox.engine.tile;

/** How values between pixel centres are made where a picture is enlarged. Each is 1 at distance 0 and 0 at all other whole distances, so one to one stays exact. */
public enum ResampleFilter {
    /** Between two pixels: no overshoot, a little soft. */
    BILINEAR(1) {
        @Override
        double weight(double distance) {
            return Math.max(0, 1 - distance);
        }
    },
    /** Catmull-Rom: the cubic convolution with parameter −0.5 (Keys 1981), which keeps ramps and parabolas. */
    BICUBIC(2) {
        @Override
        double weight(double d) {
            if (d >= 2) {
                return 0;
            }
            return d < 1 ? (1.5 * d - 2.5) * d * d + 1 : ((-0.5 * d + 2.5) * d - 4) * d + 2;
        }
    },
    /** Sinc in a window of three lobes: the sharpest, with the most overshoot. */
    LANCZOS(3) {
        @Override
        double weight(double distance) {
            return distance >= 3 ? 0 : sinc(distance) * sinc(distance / 3);
        }
    };

    private final int reach;

    ResampleFilter(int reach) {
        this.reach = reach;
    }

    /** Pixels on each side that have a weight. */
    int reach() {
        return reach;
    }

    /**
     * Before all weights of a place are brought to a sum of 1.
     *
     * @param distance from the pixel's centre in pixels, 0 or more
     */
    abstract double weight(double distance);

    private static double sinc(double x) {
        return x < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }
}
