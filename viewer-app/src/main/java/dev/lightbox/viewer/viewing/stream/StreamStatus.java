package dev.lightbox.viewer.viewing.stream;

import dev.lightbox.security.CurrentUser;
import dev.lightbox.security.User;
import dev.lightbox.security.sharing.SharePaths;
import dev.lightbox.viewer.pacs.StudySourceException;
import dev.lightbox.viewer.viewing.ViewableStudies;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Tells a browser why its handshake was refused, since it can't read the handshake's own answer. */
@RestController
class StreamStatus {

    private final CurrentUser currentUser;
    private final ViewableStudies studies;

    StreamStatus(CurrentUser currentUser, ViewableStudies studies) {
        this.currentUser = currentUser;
        this.studies = studies;
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
            return studies.find(user.get(), studyInstanceUid).isPresent()
                    ? HttpStatus.NO_CONTENT
                    : HttpStatus.NOT_FOUND;
        } catch (StudySourceException e) {
            return HttpStatus.SERVICE_UNAVAILABLE;
        }
    }
}
