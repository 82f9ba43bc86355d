package dev.lightbox.viewer.documents;

import dev.lightbox.viewer.pacs.StudySourceException;
import dev.lightbox.viewer.viewing.RefusedException;
import dev.lightbox.viewer.viewing.work.Priority;
import dev.lightbox.viewer.viewing.work.Schedulers;
import dev.lightbox.viewer.viewing.work.Work;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Asks the archive in turn with everybody's pictures. Thread-safe. */
@Component
class ArchiveQueue {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Schedulers schedulers;

    ArchiveQueue(Schedulers schedulers) {
        this.schedulers = schedulers;
    }

    /**
     * Blocks until the archive has answered.
     *
     * @param owner whose turn it uses up
     * @throws StudySourceException as the request
     * @throws RefusedException where it takes too long
     */
    <T> T ask(String owner, Supplier<T> request) throws InterruptedException {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Work work = schedulers.fetching().submit(Priority.EXACT, owner, () -> {
            try {
                answer.complete(request.get());
            } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new RefusedException(HttpStatus.SERVICE_UNAVAILABLE, "The archive takes too long. Try again.", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case StudySourceException failure -> throw failure;
                case RuntimeException mistake -> throw mistake;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        } finally {
            work.cancel();
        }
    }
}
