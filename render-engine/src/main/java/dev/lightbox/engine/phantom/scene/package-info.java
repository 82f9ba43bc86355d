/**
 * A body as mathematics: solids of known tissue in patient millimetres, painted one over the other. What a point is made of is known exactly, so
 * that pictures made from it can be checked.
 */
@NullMarked
package dev.lightbox.engine.phantom.scene;

import org.jspecify.annotations.NullMarked;
