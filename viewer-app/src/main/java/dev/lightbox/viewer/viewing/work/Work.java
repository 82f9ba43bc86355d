package dev.lightbox.viewer.viewing.work;

/** Something that was asked to be done, as long as it hasn't begun. Thread-safe. */
public interface Work {

    /** From now on at least as urgent as this. Without effect once it runs. */
    void promote(Priority priority);

    /**
     * Takes it back.
     *
     * @return false where it has begun (or is done): then it goes on to its end
     */
    boolean cancel();
}
