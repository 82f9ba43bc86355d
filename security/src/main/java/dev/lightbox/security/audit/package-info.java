/**
 * What was done to whose data, by whom: DICOM audit messages (PS3.15 A.5), stored in a chain that shows tampering, sent on to an Audit Record Repository.
 */
@NullMarked
package dev.lightbox.security.audit;

import org.jspecify.annotations.NullMarked;
