package dev.lightbox.engine.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Processor time of this thread for two works in turn: warmed up, then medians of samples. Not thread-safe. */
final class Stopwatch {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** A sample takes at least so long, whatever the work: the clock itself costs microseconds. */
    private static final long SAMPLE_NANOS = 2_000_000;

    private final long warmUpNanos;
    private final int samples;

    /** Swallows results, so that no work can be left out. */
    private int sink;

    /** A result of a work that another process did, and how long it took there. */
    interface TimedElsewhere {
        double millis();
    }

    /** In milliseconds; the rival's is NaN where there is none. */
    record Times(double ours, double rival) {}

    Stopwatch(boolean quick) {
        warmUpNanos = quick ? 1_500_000_000L : 4_000_000_000L;
        samples = quick ? 11 : 41;
    }

    Times measure(Callable<Object> ours, Optional<Callable<Object>> rival) throws Exception {
        long end = System.nanoTime() + warmUpNanos;
        do {
            run(ours, 1);
            if (rival.isPresent()) {
                run(rival.get(), 1);
            }
        } while (System.nanoTime() < end);
        int oursRuns = runs(ours);
        int rivalRuns = rival.isPresent() ? runs(rival.get()) : 0;
        double[] oursTimes = new double[samples];
        double[] rivalTimes = new double[samples];
        for (int i = 0; i < samples; i++) {
            oursTimes[i] = run(ours, oursRuns) / 1e6 / oursRuns;
            rivalTimes[i] = rival.isPresent() ? run(rival.get(), rivalRuns) / 1e6 / rivalRuns : Double.NaN;
        }
        return new Times(median(oursTimes), median(rivalTimes));
    }

    private int runs(Callable<Object> work) throws Exception {
        return Math.clamp(SAMPLE_NANOS / Math.max(1, run(work, 3) / 3), 1, 10_000);
    }

    private long run(Callable<Object> work, int times) throws Exception {
        long from = THREADS.getCurrentThreadCpuTime();
        double elsewhere = 0;
        for (int i = 0; i < times; i++) {
            Object result = work.call();
            sink += System.identityHashCode(result);
            elsewhere += result instanceof TimedElsewhere timed ? timed.millis() : 0;
        }
        return elsewhere > 0 ? (long) (elsewhere * 1e6) : THREADS.getCurrentThreadCpuTime() - from;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    int sink() {
        return sink;
    }
}
