package dev.lightbox.viewer.pacs.folder;

import org.jspecify.annotations.Nullable;

/**
 * What the index knows of one file.
 *
 * @param path relative to the directory, with {@code /}
 * @param stamp the file's state when it was read
 * @param instance what it holds; null where it can't be used
 * @param problem why it can't be used; null where it can, and for files that are rightly none of ours (DICOMDIR)
 */
record IndexedFile(
        String path,
        Stamp stamp,
        @Nullable IndexedInstance instance,
        @Nullable String problem) {

    /**
     * By which a change is noticed.
     *
     * @param modifiedNanos since 1970-01-01T00:00Z
     */
    record Stamp(long size, long modifiedNanos) {}
}
