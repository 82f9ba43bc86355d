@NullMarked
package dev.lightbox.security.emergency;

import org.jspecify.annotations.NullMarked;
