package dev.lightbox.viewer.viewing.stream;

import dev.lightbox.engine.message.Message;
import dev.lightbox.viewer.viewing.stream.protocol.Picture;
import dev.lightbox.viewer.viewing.work.Hold;

/** One picture in the making. Its methods are called in their order, each once at most. */
interface PictureWork {

    /** What it is made from, on its way or there already. */
    Hold<?> material();

    /** Makes it; keeps a core busy. Called without locks once the material has come. */
    Picture draw();

    /**
     * A newer picture is wanted while this one is being drawn. Where drawing takes long it may end with a {@link java.util.concurrent.CancellationException}.
     * Called under the viewport's lock, by another thread than the drawing one.
     */
    default void overtaken() {}

    /** How long making it took, its wait for a processor included. Called without locks. */
    default void took(long nanos) {}

    /** It has been given to the browser. Called under the viewport's lock. */
    default void given() {}

    /** As {@link #given}, but without locks. */
    default void afterwards() {}

    /** What the user is told in place of the picture. */
    Message cantBeShown(Message why);
}
