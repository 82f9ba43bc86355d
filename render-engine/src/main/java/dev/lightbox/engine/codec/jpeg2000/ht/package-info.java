/** The block decoder of High-Throughput JPEG 2000 (ITU-T T.814, ISO/IEC 15444-15). */
@NullMarked
package dev.lightbox.engine.codec.jpeg2000.ht;

import org.jspecify.annotations.NullMarked;
