/**
 * The endpoint of {@code docs/stream-protocol.md}: the handshake and its authorisation, one connection's limits and back pressure, and the workspace that
 * answers its messages.
 */
@NullMarked
package dev.lightbox.viewer.viewing.stream;

import org.jspecify.annotations.NullMarked;
