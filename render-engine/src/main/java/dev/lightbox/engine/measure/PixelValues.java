package dev.lightbox.engine.measure;

import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.render.PixelPadding;
import dev.lightbox.engine.render.SourceImage;

/** The modality values of a frame in gray levels, without those that are none. Immutable. */
record PixelValues(SourceImage image, int frameNumber, StoredFrame frame, PixelPadding padding) {

    PixelValues(SourceImage image, int frameNumber, StoredFrame frame) {
        this(image, frameNumber, frame, PixelPadding.of(image.dataSet(), frame));
    }

    /**
     * @param x column from 0
     * @param y row from 0
     * @return NaN for padding, and for what isn't finite
     */
    double at(int x, int y) {
        double stored = frame.number(x, y, 0);
        if (padding.contains(stored) || !Double.isFinite(stored)) {
            return Double.NaN;
        }
        double value = image.modalityValue(frameNumber, stored);
        return Double.isFinite(value) ? value : Double.NaN;
    }
}
