package dev.lightbox.engine.cli;

/** What the process tells its caller. */
final class ExitCode {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    /** Done, but something was left out, and listed. */
    static final int SOME_SKIPPED = 3;

    static final int CANCELLED = 130;

    private ExitCode() {}
}
