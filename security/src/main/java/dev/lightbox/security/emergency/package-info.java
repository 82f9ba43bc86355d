/** Emergency access ("break-glass"): a reader opens a study that isn't theirs, with a reason, for a limited time, for all administrators to see. */
@NullMarked
package dev.lightbox.security.emergency;

import org.jspecify.annotations.NullMarked;
