package dev.lightbox.viewer.config;

import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** Short references that connect what a user sees with a line of the log. */
final class References {

    private References() {}

    static String next() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt()).toUpperCase(Locale.ROOT);
    }
}
