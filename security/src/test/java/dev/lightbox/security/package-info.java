@NullMarked
package dev.lightbox.security;

import org.jspecify.annotations.NullMarked;
