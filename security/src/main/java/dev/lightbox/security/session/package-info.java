/**
 * How long a session lives: it ends after a time without user activity, and after an absolute time. Whatever hangs on a session (an open
 * stream) is told when it ends, for whatever reason.
 */
@NullMarked
package dev.lightbox.security.session;

import org.jspecify.annotations.NullMarked;
