package dev.lightbox.engine.bench;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Measures rows and prints them as they come. */
final class Table {

    private static final String LINE = "%-46s %10s %10s  %-13s %6s  %-12s %-7s %s%n";

    private final PrintStream out;
    private final Stopwatch stopwatch;
    private final String only;
    private int missed;
    private int wrong;

    /** @param only rows whose names contain this text */
    Table(PrintStream out, boolean quick, String only) {
        this.out = out;
        this.stopwatch = new Stopwatch(quick);
        this.only = only.toLowerCase(Locale.ROOT);
        out.printf(LINE, "one thread, processor time, medians", "ours ms", "rival ms", "rival", "ratio", "aim", "", "");
    }

    boolean wants(String name) {
        return name.toLowerCase(Locale.ROOT).contains(only);
    }

    void add(Row row) {
        if (!wants(row.name())) {
            return;
        }
        try {
            measure(row);
        } catch (Exception e) {
            wrong++;
            out.printf(LINE, row.name(), "", "", row.rivalName(), "", row.aim(), "WRONG", e.getMessage());
        }
        out.flush();
    }

    /** A row that can't be measured here. */
    void absent(String name, Aim aim, String why) {
        if (wants(name)) {
            out.printf(LINE, name, "", "", "", "", aim, "absent", why);
        }
    }

    private void measure(Row row) throws Exception {
        Object ours = row.ours().call();
        Callable<Object> rival = row.rival().orElse(null);
        row.check().check(ours, rival == null ? ours : rival.call());
        Stopwatch.Times times = stopwatch.measure(row.ours(), row.rival());
        double ratio = times.ours() / times.rival();
        double rate = row.bytes() / times.ours() / 1e3;
        boolean reached = row.aim().isReached(times.ours(), ratio, rate);
        boolean measurable = !(row.aim() instanceof Aim.AtMostTimes) || rival != null;
        String verdict = row.aim() instanceof Aim.None ? "" : !measurable ? "absent" : reached ? "ok" : "missed";
        missed += verdict.equals("missed") ? 1 : 0;
        String note = row.bytes() == 0 ? row.note() : String.format(Locale.ROOT, "%.0f MB/s %s", rate, row.note());
        out.printf(
                LINE,
                row.name(),
                number(times.ours()),
                rival == null ? "" : number(times.rival()),
                row.rivalName(),
                rival == null ? "" : String.format(Locale.ROOT, "%.2f", ratio),
                row.aim(),
                verdict,
                rival == null && !row.rivalName().isEmpty() ? "the library isn't installed" : note);
    }

    /** A figure that isn't a time. */
    void fact(String name, String figure, String aim, boolean reached) {
        missed += reached ? 0 : 1;
        out.printf(LINE, name, figure, "", "", "", aim, reached ? "ok" : "missed", "");
        out.flush();
    }

    private static String number(double millis) {
        return String.format(Locale.ROOT, millis < 1 ? "%.4f" : "%.2f", millis);
    }

    /** Prints the counts; the process's exit status: 1 where a result was wrong. */
    int close() {
        out.printf("%d aims missed, %d results wrong.%n", missed, wrong);
        return wrong == 0 && stopwatch.sink() != -1 ? 0 : 1;
    }
}
