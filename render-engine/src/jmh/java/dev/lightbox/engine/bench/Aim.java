package dev.lightbox.engine.bench;

import java.util.Locale;

/** What a row is to reach. */
sealed interface Aim {

    /** Whether it is reached; {@code ratio} is NaN without a rival. */
    boolean isReached(double millis, double ratio, double megabytesPerSecond);

    /** At most so many times the rival's time. */
    record AtMostTimes(double times) implements Aim {
        @Override
        public boolean isReached(double millis, double ratio, double megabytesPerSecond) {
            return ratio <= times;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "≤ %.1f×", times);
        }
    }

    record AtMostMillis(double most) implements Aim {
        @Override
        public boolean isReached(double millis, double ratio, double megabytesPerSecond) {
            return millis <= most;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "≤ %s ms", most);
        }
    }

    /** Of decoded samples, in millions of bytes. */
    record AtLeastMegabytes(double least) implements Aim {
        @Override
        public boolean isReached(double millis, double ratio, double megabytesPerSecond) {
            return megabytesPerSecond >= least;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "≥ %.0f MB/s", least);
        }
    }

    /** For information. */
    record None() implements Aim {
        @Override
        public boolean isReached(double millis, double ratio, double megabytesPerSecond) {
            return true;
        }

        @Override
        public String toString() {
            return "";
        }
    }
}
