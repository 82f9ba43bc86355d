package dev.lightbox.engine.cli;

import java.io.PrintStream;

/**
 * Where a command speaks: results on one stream, progress and complaints on the other. On a terminal, progress is one line that is written over; in a
 * log, a line now and then. For one thread at a time.
 */
final class Console {
    private static final long TERMINAL_NANOS = 200_000_000L;
    private static final long LOG_NANOS = 5_000_000_000L;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private long lastProgress;
    private boolean started;
    private int progressLength;

    Console(PrintStream out, PrintStream err, boolean terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    boolean isTerminal() {
        return terminal;
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    /** Shows how far it is, unless it was just shown; the last of all is always shown. */
    void progress(String what, int done, int total) {
        long now = System.nanoTime();
        if (done < total && started && now - lastProgress < (terminal ? TERMINAL_NANOS : LOG_NANOS)) {
            return;
        }
        started = true;
        lastProgress = now;
        String line = "%s: %d of %d".formatted(what, done, total);
        if (terminal) {
            err.print("\r" + line + " ".repeat(Math.max(0, progressLength - line.length())));
            err.flush();
            progressLength = line.length();
        } else {
            err.println(line);
        }
        if (done >= total) {
            endProgress();
        }
    }

    /** File names may hold what a terminal would obey. */
    static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\t]]", "?");
    }

    /** Ends the line of progress, if there is one. */
    void endProgress() {
        if (progressLength > 0) {
            err.println();
            progressLength = 0;
        }
    }
}
