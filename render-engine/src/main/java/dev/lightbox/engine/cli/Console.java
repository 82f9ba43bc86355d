package dev.lightbox.engine.cli;

import java.io.PrintStream;

/**
 * Where a command speaks: results on one stream, progress and complaints on the other. Progress is one line that is written over. For one thread at a
 * time.
 */
final class Console {
    private static final long PROGRESS_NANOS = 200_000_000L;

    private final PrintStream out;
    private final PrintStream err;
    private long lastProgress;
    private int progressLength;

    Console(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
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
        if (done < total && progressLength > 0 && now - lastProgress < PROGRESS_NANOS) {
            return;
        }
        lastProgress = now;
        String line = "%s: %d of %d".formatted(what, done, total);
        err.print("\r" + line + " ".repeat(Math.max(0, progressLength - line.length())));
        err.flush();
        progressLength = line.length();
        if (done >= total) {
            endProgress();
        }
    }

    /** Ends the line of progress, if there is one. */
    void endProgress() {
        if (progressLength > 0) {
            err.println();
            progressLength = 0;
        }
    }
}
