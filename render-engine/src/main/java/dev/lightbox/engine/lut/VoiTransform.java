package dev.lightbox.engine.lut;

/** From modality values to display levels 0–255, before inversion (PS3.3 C.11.2). Immutable. */
public sealed interface VoiTransform {

    /** The level of a modality value, 0 to 255, not rounded. */
    double apply(double value);

    /** Rounds a level to the nearest of 256. */
    static int round(double level) {
        return (int) (level + 0.5);
    }

    /** Window Center and Window Width with a function. */
    record Window(double center, double width, VoiFunction function) implements VoiTransform {

        public Window {
            if (!Double.isFinite(center) || !(width > 0) || Double.isInfinite(width)) {
                throw new IllegalArgumentException(
                        "a window needs a finite center and a width above 0: " + center + ", " + width);
            }
        }

        @Override
        public double apply(double x) {
            return switch (function) {
                case LINEAR -> linear(x);
                case LINEAR_EXACT -> {
                    // C.11.2.1.3.2
                    if (x <= center - width / 2) {
                        yield 0;
                    }
                    yield x > center + width / 2 ? 255 : ((x - center) / width + 0.5) * 255;
                }
                // C.11.2.1.3.1
                case SIGMOID -> 255 / (1 + Math.exp(-4 * (x - center) / width));
            };
        }

        /** Values up to it have level 0. Negative infinity where no value has it exactly. */
        public double low() {
            return switch (function) {
                case LINEAR -> center - 0.5 - Math.max(0, width - 1) / 2;
                case LINEAR_EXACT -> center - width / 2;
                case SIGMOID -> Double.NEGATIVE_INFINITY;
            };
        }

        /** Values above it have level 255. Infinity where no value has it exactly. */
        public double high() {
            return switch (function) {
                case LINEAR -> center - 0.5 + Math.max(0, width - 1) / 2;
                case LINEAR_EXACT -> center + width / 2;
                case SIGMOID -> Double.POSITIVE_INFINITY;
            };
        }

        /** C.11.2.1.2.1; a width below 1, which it doesn't allow, acts as 1. */
        private double linear(double x) {
            double range = Math.max(0, width - 1);
            if (x <= center - 0.5 - range / 2) {
                return 0;
            }
            return x > center - 0.5 + range / 2 ? 255 : ((x - (center - 0.5)) / range + 0.5) * 255;
        }
    }

    /**
     * No VOI transformation: all values that there may be, the smallest as 0, the largest as 255.
     *
     * @param min smallest value
     * @param max largest value, above {@code min}
     */
    record Full(double min, double max) implements VoiTransform {

        @Override
        public double apply(double value) {
            return Math.clamp((value - min) / (max - min), 0, 1) * 255;
        }
    }

    /** A VOI LUT Sequence item. */
    record Lookup(LutTable table) implements VoiTransform {

        @Override
        public double apply(double value) {
            return Math.min(255, table.lookUp(value) * 255.0 / table.maxOutput());
        }
    }
}
