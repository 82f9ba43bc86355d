package dev.lightbox.e2e;

import java.util.DoubleSummaryStatistics;
import java.util.List;

/** What values come to, the standard deviation being that of all of them. */
record Statistics(double mean, double deviation, double minimum, double maximum, long pixels) {

    static Statistics of(List<Double> values) {
        DoubleSummaryStatistics summary =
                values.stream().mapToDouble(Double::doubleValue).summaryStatistics();
        double mean = summary.getAverage();
        double variance = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
        return new Statistics(mean, Math.sqrt(variance), summary.getMin(), summary.getMax(), summary.getCount());
    }
}
