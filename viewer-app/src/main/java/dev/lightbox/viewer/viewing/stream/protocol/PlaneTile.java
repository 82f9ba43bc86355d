package dev.lightbox.viewer.viewing.stream.protocol;

import dev.lightbox.engine.geometry.PlaneGrid;
import dev.lightbox.engine.render.RenderedPlane;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One picture of a volume on its way to the browser.
 *
 * @param viewport 0 to 31
 * @param sequence of the request that it answers, uint32
 * @param asked the plane as it was asked for; {@code image} may have fewer pixels over the same rectangle
 * @param slabMm thickness asked for
 * @param reduced whether the volume was read at half its columns and rows
 * @param image the encoded picture and what is known of it
 * @param sourceLossy whether the stored images had been lossily compressed before
 * @param inverted whether black and white were exchanged on request
 */
public record PlaneTile(
        int viewport,
        long sequence,
        PlaneGrid asked,
        double slabMm,
        boolean reduced,
        RenderedPlane image,
        boolean sourceLossy,
        boolean inverted)
        implements Picture {

    /** Length of the header, bytes. */
    public static final int HEADER_BYTES = 64;

    private static final byte[] MAGIC = "LBP1".getBytes(StandardCharsets.US_ASCII);
    private static final int FLAG_EXACT = 1;
    private static final int FLAG_SOURCE_LOSSY = 2;
    private static final int FLAG_INVERTED = 4;
    private static final int FLAG_COMPLETE = 8;
    private static final int FLAG_CROSSES_GAP = 16;

    /** Whether this is the picture at full fidelity: every pixel asked for, exactly sampled from the whole of every slice that there is, losslessly encoded. */
    public boolean exact() {
        return !reduced
                && image.exact()
                && image.losslessEncoding()
                && image.width() == asked.width()
                && image.height() == asked.height();
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
                | (image.complete() ? FLAG_COMPLETE : 0)
                | (image.crossesGap() ? FLAG_CROSSES_GAP : 0);
        // ByteBuffers are big-endian, as the header is.
        return ByteBuffer.allocate(HEADER_BYTES + encoded.length)
                .put(MAGIC)
                .put(Picture.code(image.format()))
                .put((byte) flags)
                .putShort((short) viewport)
                .putInt((int) sequence)
                .putInt(image.loaded())
                .putInt(image.slices())
                .putFloat((float) asked.center().x())
                .putFloat((float) asked.center().y())
                .putFloat((float) asked.center().z())
                .putFloat((float) asked.spacingMm())
                .putFloat((float) slabMm)
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
