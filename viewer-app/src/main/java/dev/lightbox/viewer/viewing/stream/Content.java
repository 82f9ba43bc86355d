package dev.lightbox.viewer.viewing.stream;

import dev.lightbox.engine.render.presentation.PresentationState;
import dev.lightbox.viewer.viewing.series.LoadedSeries;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage;
import java.util.Optional;

/** What a viewport shows: the pictures of a series, or planes of a volume. The viewport calls it under its lock. */
interface Content {

    /**
     * Begins to make a picture.
     *
     * @throws RefusedPictureException where there is no such picture
     */
    PictureWork begin(ClientMessage.PictureRequest request) throws RefusedPictureException;

    /** The browser has been told that this is shown. */
    default void opened() {}

    /** Where the reader is, and which pictures they may turn to next; where those aren't single pictures nothing comes of it. */
    default void ahead(ClientMessage.Ahead wanted) {}

    /** Whether the picture that was sent last would be better if it were made again now. */
    default boolean hasMore() {
        return false;
    }

    /** What is at this point? Where there is nothing to say, there is no answer. */
    default void probe(ClientMessage.Probe probe) {}

    /** What does this measurement come to? Answered, unless a newer one of its number comes or something else is shown. */
    void measure(ClientMessage.Measure wanted);

    /** From now on its pictures look as this state says, where it is for them; what has no single pictures isn't changed. */
    default void present(Optional<PresentationState> state) {}

    /** Whether the user looks at planes instead, so that nothing need be loaded ahead here. */
    default void rest(boolean resting) {}

    /** The series of the pictures that are shown one by one; empty for volumes. */
    default Optional<LoadedSeries> series() {
        return Optional.empty();
    }

    /** Something else takes its place, or the viewport closes. */
    void close();
}
