package dev.lightbox.engine.bench;

import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * One line of the table: something that this engine does, and what the machine's own library takes for the same.
 *
 * @param name what is done
 * @param ours does it once
 * @param rivalName whose library
 * @param rival does the same by the library; empty where there is none
 * @param check compares both results
 * @param bytes decoded samples of one run, for a rate; 0 for none
 * @param note anything else to say, such as sizes or why there is no rival
 */
record Row(
        String name,
        Callable<Object> ours,
        String rivalName,
        Optional<Callable<Object>> rival,
        Check check,
        long bytes,
        Aim aim,
        String note) {

    /** Compares results. */
    interface Check {

        /**
         * @param rival the library's result; the same as ours where there is no library
         * @throws IllegalStateException if they differ more than they may
         */
        void check(Object ours, Object rival) throws Exception;
    }

    static Row alone(String name, Callable<Object> ours, Check check, long bytes, Aim aim, String note) {
        return new Row(name, ours, "", Optional.empty(), check, bytes, aim, note);
    }
}
