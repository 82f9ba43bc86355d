package dev.lightbox.viewer.viewing.stream.protocol;

import dev.lightbox.engine.render.Encoding;
import java.nio.ByteBuffer;

/** A binary message: a picture on its way to the browser. Immutable. */
public sealed interface Picture permits Tile, PlaneTile {

    /** Of the request that it answers. */
    long sequence();

    /** Length of the whole message. */
    int bytes();

    /** The whole message, ready to be read. */
    ByteBuffer toMessage();

    /** The protocol's number of a format. */
    static byte code(Encoding.Format format) {
        return (byte) (format == Encoding.Format.PNG ? 1 : 2);
    }
}
