package dev.lightbox.viewer.documents;

import dev.lightbox.engine.dicom.Uids;
import dev.lightbox.security.CurrentUser;
import dev.lightbox.security.StudyAccess;
import dev.lightbox.security.StudyAttributes;
import dev.lightbox.security.User;
import dev.lightbox.viewer.pacs.InstanceReference;
import dev.lightbox.viewer.pacs.StudySourceException;
import dev.lightbox.viewer.viewing.ViewableStudies;
import dev.lightbox.viewer.viewing.ViewableStudy;
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
 * Who gets which document: the same rule as for pictures, asked anew for every answer. 404 for a study, series or instance that is unknown or that the user may
 * not view, all alike and without a word. Thread-safe.
 */
@Component
class DocumentGate {

    private static final Logger log = LoggerFactory.getLogger(DocumentGate.class);

    private static final String RETRY_AFTER_SECONDS = "10";

    private final CurrentUser currentUser;
    private final ViewableStudies studies;
    private final StudyAccess access;

    DocumentGate(CurrentUser currentUser, ViewableStudies studies, StudyAccess access) {
        this.currentUser = currentUser;
        this.studies = studies;
        this.access = access;
    }

    /**
     * A study that may be viewed, and who views it.
     *
     * @param mayDownload whether this user may take files of it away
     */
    record Visit(ViewableStudy study, User user, boolean mayDownload) {

        /** An instance is opened by the access to its study, so its series must be one of that study's. */
        InstanceReference instance(String seriesInstanceUid, String sopInstanceUid) {
            requireSeries(seriesInstanceUid);
            if (!Uids.isValid(sopInstanceUid)) {
                throw RefusalException.notFound();
            }
            return new InstanceReference(study.studyInstanceUid(), seriesInstanceUid, sopInstanceUid);
        }

        void requireSeries(String seriesInstanceUid) {
            if (!study.has(seriesInstanceUid)) {
                throw RefusalException.notFound();
            }
        }
    }

    /** Makes an answer out of a study that the user may view. */
    interface Making {
        ResponseEntity<byte[]> make(Visit visit) throws InterruptedException;
    }

    ResponseEntity<byte[]> answer(String studyInstanceUid, Making making) {
        Optional<User> user = currentUser.get();
        if (user.isEmpty()) {
            return empty(HttpStatus.UNAUTHORIZED);
        }
        try {
            Optional<ViewableStudy> study = studies.find(user.get(), studyInstanceUid);
            if (study.isEmpty()) {
                return empty(HttpStatus.NOT_FOUND);
            }
            boolean mayDownload = access.mayDownload(
                    user.get(),
                    new StudyAttributes(
                            study.get().studyInstanceUid(),
                            study.get().summary().referringPhysicianName()));
            return making.make(new Visit(study.get(), user.get(), mayDownload));
        } catch (RefusalException e) {
            return e.status() == HttpStatus.NOT_FOUND
                    ? empty(HttpStatus.NOT_FOUND)
                    : text(e.status(), String.valueOf(e.getMessage()));
        } catch (StudySourceException e) {
            log.warn("No document: {}", e.getMessage());
            return e.kind() == StudySourceException.Kind.NOT_FOUND
                    ? empty(HttpStatus.NOT_FOUND)
                    : text(HttpStatus.SERVICE_UNAVAILABLE, "The archive didn't deliver it. Try again.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return empty(HttpStatus.SERVICE_UNAVAILABLE);
        }
    }

    static ResponseEntity<byte[]> json(byte[] body) {
        return begin(HttpStatus.OK).contentType(MediaType.APPLICATION_JSON).body(body);
    }

    /** @param disposition with a file's name that tells nothing of the patient */
    static ResponseEntity<byte[]> file(byte[] body, MediaType type, String disposition) {
        return begin(HttpStatus.OK)
                .contentType(type)
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition)
                .body(body);
    }

    private static ResponseEntity<byte[]> empty(HttpStatus status) {
        return begin(status).build();
    }

    private static ResponseEntity<byte[]> text(HttpStatus status, String message) {
        return begin(status)
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .body(message.getBytes(StandardCharsets.UTF_8));
    }

    private static ResponseEntity.BodyBuilder begin(HttpStatus status) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status).cacheControl(CacheControl.noStore());
        return status == HttpStatus.SERVICE_UNAVAILABLE
                ? answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                : answer;
    }
}
