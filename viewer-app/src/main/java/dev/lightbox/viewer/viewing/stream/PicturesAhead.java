package dev.lightbox.viewer.viewing.stream;

import dev.lightbox.engine.render.presentation.PresentationState;
import dev.lightbox.viewer.pacs.StudySourceException;
import dev.lightbox.viewer.viewing.PictureException;
import dev.lightbox.viewer.viewing.frames.DecodedFrame;
import dev.lightbox.viewer.viewing.series.LoadedSeries;
import dev.lightbox.viewer.viewing.series.SeriesSlice;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage.Render;
import dev.lightbox.viewer.viewing.stream.protocol.MessageReader;
import dev.lightbox.viewer.viewing.stream.protocol.Tile;
import dev.lightbox.viewer.viewing.work.Hold;
import dev.lightbox.viewer.viewing.work.Priority;
import dev.lightbox.viewer.viewing.work.Work;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pictures of one viewport that its reader is about to turn to, sent before they are asked for. They are made when the processors have nothing to do that anybody waits for, and given to a
 * line that is free ({@link Line#admitAhead}); one at a time is in memory, and the next is begun when the line has taken it. Nobody is told of one that can't be made: that happens when it is asked for.
 * Thread-safe; never calls its viewport.
 */
final class PicturesAhead {

    private static final Logger log = LoggerFactory.getLogger(PicturesAhead.class);

    /** Far more than are under way, or come between two messages of a browser that says what has come. */
    private static final int MOST_REMEMBERED = 4 * MessageReader.MAX_AHEAD;

    private final int viewport;
    private final LoadedSeries series;
    private final ViewportContext context;
    private final MovingQuality quality;
    private final Supplier<Optional<PresentationState>> state;

    private @Nullable Render view;
    private final ArrayDeque<Long> remaining = new ArrayDeque<>();

    /** Slices of this view that were given to the line, and had not come when the browser last said what has: the last of all that were given. */
    private final ArrayDeque<Long> underWay = new ArrayDeque<>();

    /** Pictures given to the line since the series was opened. */
    private long given;

    /** What is being made, or made and waiting for the line; null when nothing is. */
    private @Nullable Making making;

    /** The transport hasn't taken the last picture. */
    private boolean sending;

    private boolean closed;

    private static final class Making {
        private final Render request;
        private final Hold<DecodedFrame> frame;
        private @Nullable Work drawing;
        private @Nullable Tile drawn;

        Making(Render request, Hold<DecodedFrame> frame) {
            this.request = request;
            this.frame = frame;
        }

        void takeBack() {
            frame.release();
            if (drawing != null) {
                drawing.cancel();
            }
        }
    }

    /** @param state how the viewport's pictures are to look, whenever one is drawn */
    PicturesAhead(
            int viewport,
            LoadedSeries series,
            ViewportContext context,
            MovingQuality quality,
            Supplier<Optional<PresentationState>> state) {
        this.viewport = viewport;
        this.series = series;
        this.context = context;
        this.quality = quality;
        this.state = state;
    }

    /** These pictures, in place of those asked for before. */
    synchronized void ask(ClientMessage.Ahead wanted) {
        if (closed) {
            return;
        }
        if (view == null || !view.isSameView(wanted.shown())) {
            underWay.clear();
        }
        while (!underWay.isEmpty() && given - underWay.size() < wanted.received()) {
            underWay.removeFirst();
        }
        view = wanted.shown();
        remaining.clear();
        wanted.slices().stream()
                .filter(slice -> slice <= series.slices().size() && !underWay.contains(slice))
                .distinct()
                .forEach(remaining::addLast);
        if (making != null) {
            boolean stillWanted = making.request.isSameView(view) && remaining.remove(making.request.slice());
            if (!stillWanted) {
                takeBack();
            }
        }
        advance();
    }

    /** The reader looks at something now: what looks otherwise isn't wanted any more. */
    synchronized void keepOnly(Render shown) {
        if (view != null && !view.isSameView(shown)) {
            drop();
        }
    }

    /** Nothing that was asked for until now is wanted any more. */
    synchronized void drop() {
        view = null;
        remaining.clear();
        underWay.clear();
        takeBack();
    }

    synchronized void close() {
        closed = true;
        drop();
    }

    private void takeBack() {
        if (making != null) {
            making.takeBack();
            making = null;
        }
        context.line().withdrawAhead(viewport);
    }

    private void advance() {
        while (!closed && making == null && !sending && view != null && !remaining.isEmpty()) {
            Render request = view.of(remaining.removeFirst());
            SeriesSlice slice = series.slice((int) request.slice());
            if (slice.verdict().isPresent()
                    || request.region().clip(slice.columns(), slice.rows()).isEmpty()) {
                continue;
            }
            MovingQuality.Choice choice = quality.choose(
                    context.renderer().movingPixels(request), context.line().share(MovingQuality.TRANSFER_NANOS));
            Hold<DecodedFrame> frame = context.frames()
                    .request(
                            slice.key().reduced(context.renderer().reduction(request, slice, choice)),
                            Priority.AHEAD,
                            context.owner());
            Making begun = new Making(request, frame);
            making = begun;
            frame.result().whenCompleteAsync((came, failure) -> frameCame(begun, choice), context.callbacks());
        }
    }

    private synchronized void frameCame(Making begun, MovingQuality.Choice choice) {
        if (making != begun) {
            return;
        }
        DecodedFrame decoded;
        try {
            decoded = begun.frame.result().join();
        } catch (CompletionException | CancellationException e) {
            making = null;
            if (e.getCause() instanceof StudySourceException) {
                // The archive has trouble: nobody waits for these, so it is left in peace until the user moves on.
                remaining.clear();
            }
            advance();
            return;
        }
        begun.drawing = context.computing().submit(Priority.AHEAD, context.owner(), () -> draw(begun, decoded, choice));
    }

    private void draw(Making begun, DecodedFrame decoded, MovingQuality.Choice choice) {
        synchronized (this) {
            if (making != begun) {
                return;
            }
        }
        Tile tile = null;
        try {
            tile = context.renderer()
                    .render(decoded, begun.request, choice, state.get())
                    .asAhead();
        } catch (PictureException e) {
            log.debug("No picture ahead: {}", e.toString());
        } catch (RuntimeException | Error e) {
            log.error("Rendering failed", e);
        }
        synchronized (this) {
            if (making != begun) {
                return;
            }
            if (tile == null) {
                making = null;
                advance();
                return;
            }
            begun.drawn = tile;
        }
        give();
    }

    /** To the line, if it is free for what nobody waits for. */
    private synchronized void give() {
        if (making == null || making.drawn == null) {
            return;
        }
        Tile tile = making.drawn;
        if (!context.line().admitAhead(viewport, () -> context.callbacks().execute(this::give))) {
            return;
        }
        making = null;
        sending = true;
        underWay.addLast(tile.slice());
        given++;
        if (underWay.size() > MOST_REMEMBERED) {
            underWay.removeFirst();
        }
        context.outbox().ahead(tile, () -> context.callbacks().execute(this::sent));
    }

    private synchronized void sent() {
        sending = false;
        advance();
    }
}
