package dev.lightbox.viewer.viewing.stream;

import dev.lightbox.security.CurrentUser;
import dev.lightbox.security.User;
import dev.lightbox.security.audit.AuditUnavailableException;
import dev.lightbox.security.sharing.SharePaths;
import dev.lightbox.viewer.pacs.StudySourceException;
import dev.lightbox.viewer.viewing.StudyAudit;
import dev.lightbox.viewer.viewing.ViewableStudies;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Tells a browser why its handshake was refused, since it can't read the handshake's own answer. */
@RestController
class StreamStatus {

    private static final Logger log = LoggerFactory.getLogger(StreamStatus.class);

    private final CurrentUser currentUser;
    private final ViewableStudies studies;
    private final StudyAudit audit;

    StreamStatus(CurrentUser currentUser, ViewableStudies studies, StudyAudit audit) {
        this.currentUser = currentUser;
        this.studies = studies;
        this.audit = audit;
    }

    @GetMapping({"/stream/{studyInstanceUid}/status", SharePaths.GUEST + "/stream/{studyInstanceUid}/status"})
    ResponseEntity<Void> status(@PathVariable String studyInstanceUid) {
        return ResponseEntity.status(statusOf(studyInstanceUid))
                .cacheControl(CacheControl.noStore())
                .build();
    }

    private HttpStatus statusOf(String studyInstanceUid) {
        Optional<User> user = currentUser.get();
        if (user.isEmpty()) {
            return HttpStatus.UNAUTHORIZED;
        }
        try {
            if (studies.find(user.get(), studyInstanceUid).isPresent()) {
                return HttpStatus.NO_CONTENT;
            }
            // Also asked without a handshake before: no door is there to try out UIDs unnoticed.
            audit.denied(user.get(), studyInstanceUid, "stream status");
            return HttpStatus.NOT_FOUND;
        } catch (StudySourceException | AuditUnavailableException e) {
            log.warn("A stream's status isn't known: {}", e.getMessage());
            return HttpStatus.SERVICE_UNAVAILABLE;
        }
    }
}
