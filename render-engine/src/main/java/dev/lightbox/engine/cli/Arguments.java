package dev.lightbox.engine.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads command-line arguments. */
final class Arguments {
    private Arguments() {}

    static Path path(String argument) throws UsageException {
        try {
            return Path.of(argument);
        } catch (InvalidPathException e) {
            throw new UsageException("\"" + argument + "\" isn't a path: " + e.getReason() + ".");
        }
    }
}
