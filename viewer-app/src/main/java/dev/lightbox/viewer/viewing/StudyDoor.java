package dev.lightbox.viewer.viewing;

import dev.lightbox.security.CurrentUser;
import dev.lightbox.security.User;
import dev.lightbox.security.audit.AuditUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * The way by HTTP to what belongs to a study: asked anew for every answer, recorded, never cached. 404 for a study that is unknown or that the user may not view, all
 * alike and without a word. Thread-safe.
 */
@Component
public class StudyDoor {

    private static final Logger log = LoggerFactory.getLogger(StudyDoor.class);

    /** After which what is busy may be free, or what is being loaded may be there. */
    private static final String RETRY_AFTER_SECONDS = "10";

    private final CurrentUser currentUser;
    private final ViewableStudies studies;
    private final StudyAudit audit;

    StudyDoor(CurrentUser currentUser, ViewableStudies studies, StudyAudit audit) {
        this.currentUser = currentUser;
        this.studies = studies;
        this.audit = audit;
    }

    /** Makes an answer out of a study that the user may view. */
    @FunctionalInterface
    public interface Making {
        ResponseEntity<byte[]> make(ViewableStudy study, User user) throws InterruptedException;
    }

    /** Records what is sent of a study. */
    @FunctionalInterface
    public interface Recording {
        void record(StudyAudit audit, User user, ViewableStudy study);
    }

    /**
     * The answer, or 401, 404, or 503 where it can't be recorded.
     *
     * @param name of the door, for the record of who wasn't let in
     * @param recording called once it has been made, before a byte of it leaves; not where it isn't a success
     * @throws dev.lightbox.viewer.pacs.StudySourceException where the archive doesn't answer
     */
    public ResponseEntity<byte[]> open(String name, String studyInstanceUid, Recording recording, Making making) {
        Optional<User> user = currentUser.get();
        if (user.isEmpty()) {
            return empty(HttpStatus.UNAUTHORIZED);
        }
        try {
            Optional<ViewableStudy> study = studies.find(user.get(), studyInstanceUid);
            if (study.isEmpty()) {
                audit.denied(user.get(), studyInstanceUid, name);
                return empty(HttpStatus.NOT_FOUND);
            }
            ResponseEntity<byte[]> answer = making.make(study.get(), user.get());
            if (answer.getStatusCode().is2xxSuccessful()) {
                recording.record(audit, user.get(), study.get());
            }
            return answer;
        } catch (AuditUnavailableException e) {
            log.error("Nothing is sent", e);
            return empty(HttpStatus.SERVICE_UNAVAILABLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return empty(HttpStatus.SERVICE_UNAVAILABLE);
        }
    }

    public static ResponseEntity<byte[]> empty(HttpStatus status) {
        return begin(status).build();
    }

    public static ResponseEntity<byte[]> text(HttpStatus status, String message) {
        return begin(status)
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .body(message.getBytes(StandardCharsets.UTF_8));
    }

    /** An answer that nothing may keep; with 503, when to come again. */
    public static ResponseEntity.BodyBuilder begin(HttpStatus status) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status).cacheControl(CacheControl.noStore());
        return status == HttpStatus.SERVICE_UNAVAILABLE
                ? answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                : answer;
    }
}
