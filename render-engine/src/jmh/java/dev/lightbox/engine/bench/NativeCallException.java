package dev.lightbox.engine.bench;

/** A native function failed; the message names it and its answer. */
final class NativeCallException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NativeCallException(String function, Object answer) {
        super(function + " answered " + answer);
    }

    NativeCallException(Throwable cause) {
        super(cause);
    }

    /** What a method handle throws: only its callers' mistakes, as C throws nothing. */
    static RuntimeException of(Throwable thrown) {
        return thrown instanceof RuntimeException known ? known : new NativeCallException(thrown);
    }

    static void check(String function, int answer, int expected) {
        if (answer != expected) {
            throw new NativeCallException(function, answer);
        }
    }
}
