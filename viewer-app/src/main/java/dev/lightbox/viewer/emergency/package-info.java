/** Emergency access in the application: finding the one study that is needed, without showing others'. */
@NullMarked
package dev.lightbox.viewer.emergency;

import org.jspecify.annotations.NullMarked;
