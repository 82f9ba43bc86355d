package dev.lightbox.engine.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says in words what the file system's exceptions leave to their class names. */
final class Failures {
    private Failures() {}

    static String text(IOException failure) {
        return switch (failure) {
            case NoSuchFileException e -> e.getFile() + " doesn't exist";
            case AccessDeniedException e -> e.getFile() + " may not be read or written";
            case FileAlreadyExistsException e -> e.getFile() + " is there already, and isn't a directory";
            case FileSystemException e when e.getReason() != null -> e.getFile() + ": " + e.getReason();
            default -> String.valueOf(failure.getMessage());
        };
    }
}
