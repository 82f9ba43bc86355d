package dev.lightbox.engine.dicom;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.zip.ZipException;

/** Says what failed without what the machine's own messages give away: paths. */
final class Failures {
    private Failures() {}

    static String describe(IOException e) {
        return switch (e) {
            case NoSuchFileException gone -> "the file isn't there";
            case FileNotFoundException gone -> "the file isn't there";
            case AccessDeniedException denied -> "access is denied";
            case ZipException damaged -> "the deflated data are damaged";
            default -> "input/output error";
        };
    }
}
