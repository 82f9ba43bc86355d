package dev.lightbox.viewer.viewing.frames;

/** What the node's cache holds. */
sealed interface Kept permits DecodedFrame, LoadedInstance {

    /** Heap that it takes, about. */
    long sizeInBytes();
}
