/** What runs when: limits, priorities and fairness for requests to the archive and for computing. */
@NullMarked
package dev.lightbox.viewer.viewing.work;

import org.jspecify.annotations.NullMarked;
