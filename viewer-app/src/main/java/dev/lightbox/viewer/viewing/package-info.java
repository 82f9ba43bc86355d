/**
 * A study on the screen: which studies may be viewed ({@link dev.lightbox.viewer.viewing.ViewableStudies}) and how much a node does for it
 * ({@link dev.lightbox.viewer.viewing.ViewingProperties}). The subpackages, each using only those above it:
 *
 * <ul>
 *   <li>{@code work}: what runs when, within limits
 *   <li>{@code frames}: instances fetched and decoded, once for everybody
 *   <li>{@code series}: a series' pictures in order
 *   <li>{@code stream}: the protocol's endpoint and one workspace a connection
 *   <li>{@code ui}: the page
 * </ul>
 */
@NullMarked
package dev.lightbox.viewer.viewing;

import org.jspecify.annotations.NullMarked;
