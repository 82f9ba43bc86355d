/**
 * The stream protocol's messages as records, and their bytes: {@code docs/stream-protocol.md}, version 1. Knows nothing of sockets or sessions.
 */
@NullMarked
package dev.lightbox.viewer.viewing.stream.protocol;

import org.jspecify.annotations.NullMarked;
