package dev.lightbox.engine.phantom;

/** Is told how far long work has come. Called from several threads, but by one at a time. */
@FunctionalInterface
public interface Progress {
    /** @param done of {@code total} pieces; rises from call to call */
    void report(int done, int total);

    /** Nobody watches. */
    Progress NONE = (done, total) -> {};
}
