/** Which studies a user may view: {@code StudyAccess} decides, on what the archive says. Everything else in the application asks here. */
@NullMarked
package dev.lightbox.viewer.access;

import org.jspecify.annotations.NullMarked;
