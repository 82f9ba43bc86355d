@NullMarked
package dev.lightbox.security.oidc;

import org.jspecify.annotations.NullMarked;
