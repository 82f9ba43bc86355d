package dev.lightbox.viewer.viewing.stream.protocol;

import dev.lightbox.engine.render.Region;
import dev.lightbox.engine.render.VoiWindow;
import java.util.Optional;

/** What the browser says, checked against the protocol's ranges. */
public sealed interface ClientMessage {

    /** 0 to {@value MessageReader#MAX_VIEWPORT}. */
    int viewport();

    /** The viewport shows this series from now on. */
    record ShowSeries(int viewport, long sequence, String seriesInstanceUid) implements ClientMessage {}

    /**
     * One picture is wanted.
     *
     * @param slice from 1; not checked against the series
     * @param window empty for the picture's own
     * @param region source pixels
     * @param width device pixels that {@code region} covers
     * @param height likewise
     */
    record Render(
            int viewport,
            long sequence,
            long slice,
            Optional<VoiWindow> window,
            boolean invert,
            Region region,
            int width,
            int height,
            Quality quality)
            implements ClientMessage {}

    /** The tile with this sequence is on the screen. */
    record Painted(int viewport, long sequence) implements ClientMessage {}

    /** The viewport is gone. */
    record Close(int viewport) implements ClientMessage {}

    /** How good a picture has to be. */
    enum Quality {
        /** Soon rather than exact. */
        INTERACTIVE,
        /** Lossless, every detail. */
        EXACT
    }
}
