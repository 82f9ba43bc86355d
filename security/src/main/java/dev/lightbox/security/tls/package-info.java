/** Certificates and keys for connections to other servers. */
@NullMarked
package dev.lightbox.security.tls;

import org.jspecify.annotations.NullMarked;
