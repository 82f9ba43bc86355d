package dev.lightbox.engine.kernel;

import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses between the plain and the vector twin of a contract. The vector loops are far slower than the plain ones until Java has compiled them for good, which takes seconds: before, each vector
 * is an object. So the plain loops serve, while a thread of low priority runs both on data of its own, until the vector loops are the faster ones. As the results are equal, nobody can tell when
 * the change is made. Thread-safe.
 */
final class Twins<T> {

    private static final Logger log = LoggerFactory.getLogger(Twins.class);

    /** In succession, so that one disturbed round decides nothing. */
    private static final int ROUNDS_WON = 20;

    private static final long LONGEST_NANOS = 60_000_000_000L;

    private final String name;
    private final T plain;
    private volatile T chosen;

    /**
     * @param vector makes the vector twin; only called where vectors are fast, since its class names a module that may be missing
     * @param rounds makes, for a twin, a work that runs every loop with every kind of argument: what compiled code has never seen makes it start anew
     */
    Twins(String name, T plain, Supplier<T> vector, Function<T, Runnable> rounds) {
        this.name = name;
        this.plain = plain;
        this.chosen = plain;
        if (VectorApi.isFast()) {
            Thread thread = new Thread(() -> train(vector.get(), rounds), name + "' training");
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            thread.start();
        }
    }

    T chosen() {
        return chosen;
    }

    boolean areVectors() {
        return chosen != plain;
    }

    private void train(T vector, Function<T, Runnable> rounds) {
        Runnable ofVector = rounds.apply(vector);
        Runnable ofPlain = rounds.apply(plain);
        long begin = System.nanoTime();
        int won = 0;
        do {
            long from = System.nanoTime();
            ofVector.run();
            long middle = System.nanoTime();
            ofPlain.run();
            won = middle - from < System.nanoTime() - middle ? won + 1 : 0;
        } while (won < ROUNDS_WON && System.nanoTime() - begin < LONGEST_NANOS);
        if (won == ROUNDS_WON) {
            chosen = vector;
            log.debug("{}: vectors from now on", name);
        } else {
            log.warn("{}: slower than the plain ones on this machine, which are used instead", name);
        }
    }
}
