/**
 * From encoded frames to stored values: one FrameDecoder a transfer-syntax family.
 */
@NullMarked
package dev.lightbox.engine.codec;

import org.jspecify.annotations.NullMarked;
