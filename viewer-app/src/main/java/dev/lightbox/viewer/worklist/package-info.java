/** Which studies a user finds: search, access, sorting. */
@NullMarked
package dev.lightbox.viewer.worklist;

import org.jspecify.annotations.NullMarked;
