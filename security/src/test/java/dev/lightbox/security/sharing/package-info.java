@NullMarked
package dev.lightbox.security.sharing;

import org.jspecify.annotations.NullMarked;
