package dev.lightbox.engine.cli;

import java.util.List;

/** One of the engine's offline commands. */
interface Command {
    String name();

    /** One line, for the list of commands. */
    String summary();

    /** How to use it: several lines. */
    String help();

    /**
     * @return an {@link ExitCode}; what went wrong has been said on the console
     * @throws UsageException if the arguments aren't what {@link #help()} says
     */
    int run(Console console, List<String> arguments) throws UsageException, InterruptedException;
}
