package dev.lightbox.viewer.viewing.stream.protocol;

import dev.lightbox.engine.render.RenderedImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One picture on its way to the browser.
 *
 * @param viewport 0 to 31
 * @param sequence of the request that it answers, uint32
 * @param slice from 1, uint32
 * @param image the encoded picture, its clipped region and its window
 * @param sourceLossy whether the stored image had been lossily compressed before
 * @param inverted whether black and white were exchanged on request
 * @param presented whether it looks as the viewport's presentation state says
 * @param ahead whether it is sent before it is asked for
 */
public record Tile(
        int viewport,
        long sequence,
        long slice,
        RenderedImage image,
        boolean sourceLossy,
        boolean inverted,
        boolean presented,
        boolean ahead)
        implements Picture {

    /** Length of the header, bytes. */
    public static final int HEADER_BYTES = 56;

    private static final byte[] MAGIC = "LBT1".getBytes(StandardCharsets.US_ASCII);
    private static final int FLAG_EXACT = 1;
    private static final int FLAG_SOURCE_LOSSY = 2;
    private static final int FLAG_INVERTED = 4;
    private static final int FLAG_PRESENTED = 8;
    private static final int FLAG_AHEAD = 16;

    /** Whether this is the picture at full fidelity. */
    public boolean exact() {
        return image.losslessEncoding() && image.fullDetail();
    }

    /** The same picture, sent before it is asked for. */
    public Tile asAhead() {
        return new Tile(viewport, sequence, slice, image, sourceLossy, inverted, presented, true);
    }

    @Override
    public int bytes() {
        return HEADER_BYTES + image.encoded().length;
    }

    @Override
    public ByteBuffer toMessage() {
        byte[] encoded = image.encoded();
        int flags = (exact() ? FLAG_EXACT : 0)
                | (sourceLossy ? FLAG_SOURCE_LOSSY : 0)
                | (inverted ? FLAG_INVERTED : 0)
                | (presented ? FLAG_PRESENTED : 0)
                | (ahead ? FLAG_AHEAD : 0);
        // ByteBuffers are big-endian, as the header is.
        return ByteBuffer.allocate(HEADER_BYTES + encoded.length)
                .put(MAGIC)
                .put(Picture.code(image.format()))
                .put((byte) flags)
                .putShort((short) viewport)
                .putInt((int) sequence)
                .putInt((int) slice)
                .putFloat((float) image.region().x())
                .putFloat((float) image.region().y())
                .putFloat((float) image.region().width())
                .putFloat((float) image.region().height())
                .putInt(image.width())
                .putInt(image.height())
                .putFloat((float) image.windowCenter())
                .putFloat((float) image.windowWidth())
                .putInt(encoded.length)
                .putInt(0)
                .put(encoded)
                .flip();
    }
}
