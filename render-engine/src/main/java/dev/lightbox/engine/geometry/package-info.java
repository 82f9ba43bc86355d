/**
 * Voxel, patient (mm) and screen spaces as types that don't mix; orientation letters; sorting of slices.
 */
@NullMarked
package dev.lightbox.engine.geometry;

import org.jspecify.annotations.NullMarked;
