/**
 * Series → volume: which slices make one, where each voxel lies in the patient, its values in memory; and pictures of it that no slice holds: planes, slabs, curved
 * planes, projections.
 */
@NullMarked
package dev.lightbox.engine.volume;

import org.jspecify.annotations.NullMarked;
