/** What administrators see of the node and of the audit trail. */
@NullMarked
package dev.lightbox.viewer.administration;

import org.jspecify.annotations.NullMarked;
