package dev.lightbox.engine.cli;

import dev.lightbox.engine.kernel.VectorApi;

/** For {@code ./lightbox doctor}: which inner loops Java uses with the options that it was started with. */
public final class KernelReport {

    private KernelReport() {}

    /** Prints one line. */
    public static void main(String[] arguments) {
        System.out.println(VectorApi.description());
    }
}
