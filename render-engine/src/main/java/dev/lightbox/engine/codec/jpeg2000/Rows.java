package dev.lightbox.engine.codec.jpeg2000;

/**
 * Gives the lines of one tile-component from top to bottom, reconstructed as they are asked for: a level of the inverse wavelet holds only the few lines that its
 * next one depends on, so a frame is never in memory at any size but its coefficients' and its own. Not thread-safe.
 *
 * @param <T> {@code int[]} for reversible, {@code float[]} for irreversible
 */
interface Rows<T> {

    /** The next line. Valid until the call after this one, and only to be read. */
    T next();
}
