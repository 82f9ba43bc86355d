@NullMarked
package dev.lightbox.security.audit;

import org.jspecify.annotations.NullMarked;
