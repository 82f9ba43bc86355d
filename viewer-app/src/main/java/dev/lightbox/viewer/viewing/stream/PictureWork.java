package dev.lightbox.viewer.viewing.stream;

import dev.lightbox.viewer.viewing.stream.protocol.Picture;
import dev.lightbox.viewer.viewing.work.Hold;

/** One picture in the making. Its methods are called in their order, each once at most. */
interface PictureWork {

    /** What it is made from, on its way or there already. */
    Hold<?> material();

    /** Makes it; keeps a core busy. Called without locks once the material has come. */
    Picture draw();

    /** It has been given to the browser. Called under the viewport's lock. */
    default void given() {}

    /** As {@link #given}, but without locks. */
    default void afterwards() {}

    /** What the user is told in place of the picture. */
    String cantBeShown(String why);
}
