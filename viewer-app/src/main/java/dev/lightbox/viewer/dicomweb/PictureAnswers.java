package dev.lightbox.viewer.dicomweb;

import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.DecodeLimitException;
import dev.lightbox.engine.dicom.DicomException;
import dev.lightbox.engine.render.RenderRefusedException;
import dev.lightbox.viewer.pacs.StudySourceException;
import dev.lightbox.viewer.viewing.PictureException;
import dev.lightbox.viewer.viewing.RefusedException;
import dev.lightbox.viewer.viewing.StudyDoor;
import dev.lightbox.viewer.viewing.ViewableStudy;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    private final StudyDoor studies;

    PictureAnswers(StudyDoor studies) {
        this.studies = studies;
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
        StudyDoor.Recording recording = door == Door.THUMBNAIL
                ? (audit, user, study) -> audit.listed(user, study, "thumbnails")
                : (audit, user, study) -> audit.transferred(user, study, door.name());
        try {
            return studies.open(
                    door.name(), studyInstanceUid, recording, (study, user) -> making.make(study, user.subject()));
        } catch (RefusedException e) {
            return e.status() == HttpStatus.NOT_FOUND
                    ? StudyDoor.empty(e.status())
                    : text(e.status(), String.valueOf(e.getMessage()));
        } catch (StudySourceException e) {
            log.warn("No picture: {}", e.getMessage());
            return StudyDoor.empty(status(e));
        } catch (PictureException e) {
            log.info("No picture: {} {}", e.getMessage(), e.detail());
            for (@Nullable Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                if (isOurMistake(cause)) {
                    log.error("A picture couldn't be made", cause);
                    break;
                }
            }
            HttpStatus status = status(e);
            return status == HttpStatus.NOT_FOUND
                    ? StudyDoor.empty(status)
                    : text(status, "Not shown: " + e.getMessage());
        }
    }

    /** A request of a study that is ill-formed in itself is refused whatever the study, so that the refusal tells nothing of it. */
    static ResponseEntity<byte[]> refused(RefusedException e) {
        return text(e.status(), String.valueOf(e.getMessage()));
    }

    static ResponseEntity<byte[]> picture(byte[] bytes, MediaType type, HttpHeaders more) {
        return StudyDoor.begin(HttpStatus.OK).headers(more).contentType(type).body(bytes);
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

    private static ResponseEntity<byte[]> text(HttpStatus status, String message) {
        return StudyDoor.text(status, message + "\n");
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
