package dev.lightbox.engine.render;

import dev.lightbox.engine.codec.BitPlane;
import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.DecodeLimits;
import dev.lightbox.engine.codec.EncodedFrame;
import dev.lightbox.engine.codec.FrameDecoder;
import dev.lightbox.engine.codec.ImageDescriptor;
import dev.lightbox.engine.codec.Samples;
import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.codec.StoredValues;
import java.util.ArrayList;
import java.util.List;

/** Frames whose unused bits hold overlays (retired in DICOM 2004, still in archives): whole cells are decoded, then taken apart. */
final class EmbeddedOverlays {

    private EmbeddedOverlays() {}

    /**
     * @param bits the cells' bits that are wanted
     * @throws DecodeException if the frame can't be decoded without its overlays either
     */
    static StoredFrame decode(
            FrameDecoder decoder, EncodedFrame encoded, ImageDescriptor image, DecodeLimits limits, List<Integer> bits)
            throws DecodeException {
        StoredFrame cells;
        try {
            cells = decoder.decode(encoded, wholeCells(image), limits);
        } catch (DecodeException e) {
            // A codestream of the stored bits alone may contradict whole cells; then there are no overlays in it.
            return without(decoder.decode(encoded, image, limits));
        }
        if (cells.bitsStored() < image.bitsAllocated()) {
            return without(decoder.decode(encoded, image, limits));
        }
        List<BitPlane> planes = new ArrayList<>();
        for (int bit : bits) {
            planes.add(BitPlane.of(cells.samples(), bit));
        }
        // The arrays are this frame's own, fresh from the decoder.
        switch (cells.samples()) {
            case Samples.Bytes(byte[] values) ->
                StoredValues.extract(values, image.bitsStored(), image.highBit(), image.signed());
            case Samples.Shorts(short[] values) ->
                StoredValues.extract(values, image.bitsStored(), image.highBit(), image.signed());
            case Samples.Ints(int[] values) ->
                StoredValues.extract(values, image.bitsStored(), image.highBit(), image.signed());
            case Samples.Floats floats -> throw new IllegalStateException("floating point has no bits to spare");
            case Samples.Doubles doubles -> throw new IllegalStateException("floating point has no bits to spare");
        }
        return new StoredFrame(
                cells.rows(),
                cells.columns(),
                cells.samplesPerPixel(),
                image.bitsStored(),
                image.signed(),
                cells.photometric(),
                cells.samples(),
                cells.warnings(),
                cells.reduction(),
                planes);
    }

    private static ImageDescriptor wholeCells(ImageDescriptor image) {
        int bits = image.bitsAllocated();
        return new ImageDescriptor(
                image.rows(),
                image.columns(),
                image.samplesPerPixel(),
                bits,
                bits,
                bits - 1,
                false,
                false,
                image.photometric(),
                image.planarConfiguration(),
                image.numberOfFrames(),
                image.warnings());
    }

    private static StoredFrame without(StoredFrame frame) {
        List<String> warnings = new ArrayList<>(frame.warnings());
        warnings.add("Its overlays should be in unused bits of its pixels, but aren't there.");
        return new StoredFrame(
                frame.rows(),
                frame.columns(),
                frame.samplesPerPixel(),
                frame.bitsStored(),
                frame.signed(),
                frame.photometric(),
                frame.samples(),
                warnings,
                frame.reduction());
    }
}
