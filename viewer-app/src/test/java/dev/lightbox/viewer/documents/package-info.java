@NullMarked
package dev.lightbox.viewer.documents;

import org.jspecify.annotations.NullMarked;
