package dev.lightbox.engine.volume;

/** How modality values follow each other as stored values rise: what the largest of several stored values says of their modality values. */
public enum ValueOrder {
    /** They rise, or stay. */
    RISING,
    /** They fall, or stay: the largest belongs to the smallest stored value. */
    FALLING,
    /** Now this, now that: stored values can't be compared in place of them. */
    NEITHER
}
