/** What users are told, in English and in a form that can be worded in another language. */
@NullMarked
package dev.lightbox.engine.message;

import org.jspecify.annotations.NullMarked;
