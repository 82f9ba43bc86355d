/**
 * Single studies shared by a link, as seen from outside: the page that a link leads to, the guest's viewer, and ({@code ui}) how they are made and listed. What a share is and
 * who gets in is decided in {@code security.sharing}.
 */
@NullMarked
package dev.lightbox.viewer.sharing;

import org.jspecify.annotations.NullMarked;
