/** Where the application keeps what is its own: an embedded database in a folder, or PostgreSQL. */
@NullMarked
package dev.lightbox.security.storage;

import org.jspecify.annotations.NullMarked;
