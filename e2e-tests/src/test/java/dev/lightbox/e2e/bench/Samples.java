package dev.lightbox.e2e.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Measured values of one figure. Not thread-safe. */
final class Samples {

    private final List<Double> values = new ArrayList<>();

    static Samples of(double... values) {
        Samples samples = new Samples();
        for (double value : values) {
            samples.add(value);
        }
        return samples;
    }

    /** @param value finite */
    void add(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("not measured: " + value);
        }
        values.add(value);
    }

    void addAll(Samples others) {
        values.addAll(others.values);
    }

    int size() {
        return values.size();
    }

    List<Double> values() {
        return Collections.unmodifiableList(values);
    }

    double median() {
        return quantile(0.5);
    }

    /**
     * The value below which so large a share of the values lies, between the two nearest where none is exactly there.
     *
     * @param share 0 to 1
     * @throws IllegalStateException where there are none
     */
    double quantile(double share) {
        if (values.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        List<Double> sorted = values.stream().sorted().toList();
        double place = share * (sorted.size() - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.size() - 1);
        return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
    }
}
