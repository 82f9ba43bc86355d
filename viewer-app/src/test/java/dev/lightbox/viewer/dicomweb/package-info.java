@NullMarked
package dev.lightbox.viewer.dicomweb;

import org.jspecify.annotations.NullMarked;
