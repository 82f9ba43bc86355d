package dev.lightbox.engine.volume;

/** A way to fill rows of a picture. For one thread. */
interface Rows {

    /**
     * Fills the rows {@code fromRow} to {@code toRow} − 1.
     *
     * @return whether samples were left out because of a gap
     */
    boolean fill(int fromRow, int toRow);
}
