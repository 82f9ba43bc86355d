@NullMarked
package dev.lightbox.security.session;

import org.jspecify.annotations.NullMarked;
