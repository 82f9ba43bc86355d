package dev.lightbox.viewer.dicomweb;

import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.DecodeLimitException;
import dev.lightbox.engine.dicom.DicomException;
import dev.lightbox.engine.render.RenderRefusedException;
import dev.lightbox.security.CurrentUser;
import dev.lightbox.security.User;
import dev.lightbox.security.audit.AuditUnavailableException;
import dev.lightbox.viewer.pacs.StudySourceException;
import dev.lightbox.viewer.viewing.PictureException;
import dev.lightbox.viewer.viewing.StudyAudit;
import dev.lightbox.viewer.viewing.ViewableStudies;
import dev.lightbox.viewer.viewing.ViewableStudy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * The one gate and the one set of answers of all endpoints that send pictures. 404 for a study, series or instance that is unknown, or that the user may not
 * view, all alike and without a word; nothing may be cached.
 */
@Component
class PictureAnswers {

    private static final Logger log = LoggerFactory.getLogger(PictureAnswers.class);

    /** After which what is busy may be free, or what is being loaded may be there. */
    private static final String RETRY_AFTER_SECONDS = "10";

    private final CurrentUser currentUser;
    private final ViewableStudies studies;
    private final StudyAudit audit;

    PictureAnswers(CurrentUser currentUser, ViewableStudies studies, StudyAudit audit) {
        this.currentUser = currentUser;
        this.studies = studies;
        this.audit = audit;
    }

    /** Makes an answer out of a study that the user may view. */
    interface Making {
        ResponseEntity<byte[]> make(ViewableStudy study, String owner) throws InterruptedException;
    }

    /** What is sent, as it is recorded. */
    enum Door {
        RENDERED,
        THUMBNAIL,
        RENDERED_VOLUME
    }

    ResponseEntity<byte[]> answer(Door door, String studyInstanceUid, Making making) {
        Optional<User> user = currentUser.get();
        if (user.isEmpty()) {
            return empty(HttpStatus.UNAUTHORIZED);
        }
        try {
            Optional<ViewableStudy> study = studies.find(user.get(), studyInstanceUid);
            if (study.isEmpty()) {
                audit.denied(user.get(), studyInstanceUid, door.name());
                return empty(HttpStatus.NOT_FOUND);
            }
            ResponseEntity<byte[]> answer = making.make(study.get(), user.get().subject());
            if (answer.getStatusCode().is2xxSuccessful()) {
                // Before a byte of it leaves.
                record(door, user.get(), study.get());
            }
            return answer;
        } catch (RefusedException e) {
            return e.status() == HttpStatus.NOT_FOUND
                    ? empty(e.status())
                    : text(e.status(), String.valueOf(e.getMessage()));
        } catch (StudySourceException e) {
            log.warn("No picture: {}", e.getMessage());
            return empty(status(e));
        } catch (PictureException e) {
            log.info("No picture: {} {}", e.getMessage(), e.detail());
            for (@Nullable Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                if (isOurMistake(cause)) {
                    log.error("A picture couldn't be made", cause);
                    break;
                }
            }
            HttpStatus status = status(e);
            return status == HttpStatus.NOT_FOUND ? empty(status) : text(status, "Not shown: " + e.getMessage());
        } catch (AuditUnavailableException e) {
            log.error("No picture", e);
            return empty(HttpStatus.SERVICE_UNAVAILABLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return empty(HttpStatus.SERVICE_UNAVAILABLE);
        }
    }

    private void record(Door door, User user, ViewableStudy study) {
        if (door == Door.THUMBNAIL) {
            audit.thumbnail(user, study);
        } else {
            audit.transferred(user, study, door.name());
        }
    }

    /** A request of a study that is ill-formed in itself is refused whatever the study, so that the refusal tells nothing of it. */
    static ResponseEntity<byte[]> refused(RefusedException e) {
        return text(e.status(), String.valueOf(e.getMessage()));
    }

    static ResponseEntity<byte[]> picture(byte[] bytes, MediaType type, HttpHeaders more) {
        return ResponseEntity.ok()
                .headers(more)
                .cacheControl(CacheControl.noStore())
                .contentType(type)
                .body(bytes);
    }

    /** PS3.18 8.6.1: a Warning header for each sentence; other characters than HTTP's become question marks. */
    static HttpHeaders warnings(List<String> sentences) {
        HttpHeaders headers = new HttpHeaders();
        for (String sentence : sentences) {
            String text =
                    sentence.replace('\u2013', '-').replaceAll("[^ -~]", "?").replaceAll("[\"\\\\]", "'");
            headers.add("Warning", "299 lightbox \"" + text + "\"");
        }
        return headers;
    }

    static ResponseEntity<byte[]> empty(HttpStatus status) {
        return begin(status).build();
    }

    private static ResponseEntity.BodyBuilder begin(HttpStatus status) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status).cacheControl(CacheControl.noStore());
        return status == HttpStatus.SERVICE_UNAVAILABLE
                ? answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                : answer;
    }

    private static ResponseEntity<byte[]> text(HttpStatus status, String message) {
        return begin(status)
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .body((message + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isOurMistake(Throwable cause) {
        boolean refusal = cause instanceof PictureException
                || cause instanceof RenderRefusedException
                || cause instanceof StudySourceException
                || cause instanceof CancellationException;
        return cause instanceof Error || (cause instanceof RuntimeException && !refusal);
    }

    private static HttpStatus status(StudySourceException e) {
        return e.kind() == StudySourceException.Kind.NOT_FOUND ? HttpStatus.NOT_FOUND : HttpStatus.SERVICE_UNAVAILABLE;
    }

    /**
     * 404 where it isn't there, 503 where the archive or this server is too busy to deliver it, 413 where it costs too much, 500 where it is damaged, and 406
     * where it is no picture or a kind of picture that can't be rendered.
     */
    static HttpStatus status(PictureException e) {
        return switch (e.kind()) {
            case BUSY -> HttpStatus.SERVICE_UNAVAILABLE;
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case OTHER -> statusByCause(e);
        };
    }

    private static HttpStatus statusByCause(PictureException e) {
        if (e.getCause() instanceof IndexOutOfBoundsException) {
            return HttpStatus.NOT_FOUND;
        }
        for (@Nullable Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof StudySourceException source) {
                return status(source);
            }
            if (cause instanceof DecodeLimitException || cause.getCause() instanceof DecodeLimitException) {
                return HttpStatus.CONTENT_TOO_LARGE;
            }
            if (cause instanceof TimeoutException || cause instanceof CancellationException) {
                return HttpStatus.SERVICE_UNAVAILABLE;
            }
            if (cause instanceof RenderRefusedException) {
                return HttpStatus.NOT_ACCEPTABLE;
            }
            if (cause instanceof DecodeException || cause instanceof DicomException || isOurMistake(cause)) {
                return HttpStatus.INTERNAL_SERVER_ERROR;
            }
        }
        return HttpStatus.NOT_ACCEPTABLE;
    }
}
