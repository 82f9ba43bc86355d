package dev.lightbox.viewer.dicomweb;

import dev.lightbox.security.CurrentUser;
import dev.lightbox.security.User;
import dev.lightbox.viewer.pacs.StudySourceException;
import dev.lightbox.viewer.viewing.PictureException;
import dev.lightbox.viewer.viewing.ViewableStudies;
import dev.lightbox.viewer.viewing.ViewableStudy;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * A small picture of a series (PS3.18 8.2, Thumbnail). 404 for what is unknown, not allowed or has no picture, all alike; 503 while the archive doesn't
 * answer.
 */
@RestController
class ThumbnailEndpoint {

    private static final Logger log = LoggerFactory.getLogger(ThumbnailEndpoint.class);

    private final CurrentUser currentUser;
    private final ViewableStudies studies;
    private final Thumbnails thumbnails;

    ThumbnailEndpoint(CurrentUser currentUser, ViewableStudies studies, Thumbnails thumbnails) {
        this.currentUser = currentUser;
        this.studies = studies;
        this.thumbnails = thumbnails;
    }

    @GetMapping(
            path = "/dicomweb/studies/{studyInstanceUid}/series/{seriesInstanceUid}/thumbnail",
            produces = MediaType.IMAGE_JPEG_VALUE)
    ResponseEntity<byte[]> thumbnail(@PathVariable String studyInstanceUid, @PathVariable String seriesInstanceUid) {
        Optional<User> user = currentUser.get();
        if (user.isEmpty()) {
            return empty(HttpStatus.UNAUTHORIZED);
        }
        try {
            Optional<ViewableStudy> study = studies.find(user.get(), studyInstanceUid);
            if (study.isEmpty() || !study.get().has(seriesInstanceUid)) {
                return empty(HttpStatus.NOT_FOUND);
            }
            return thumbnails
                    .of(study.get(), seriesInstanceUid, user.get().subject())
                    .map(jpeg -> ResponseEntity.ok()
                            .cacheControl(CacheControl.noStore())
                            .contentType(MediaType.IMAGE_JPEG)
                            .body(jpeg))
                    .orElseGet(() -> empty(HttpStatus.NOT_FOUND));
        } catch (StudySourceException e) {
            log.warn("No thumbnail: {}", e.getMessage());
            return empty(HttpStatus.SERVICE_UNAVAILABLE);
        } catch (PictureException e) {
            log.info("No thumbnail: {} {}", e.getMessage(), e.detail());
            return empty(
                    e.getCause() instanceof StudySourceException
                            ? HttpStatus.SERVICE_UNAVAILABLE
                            : HttpStatus.NOT_FOUND);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return empty(HttpStatus.SERVICE_UNAVAILABLE);
        }
    }

    private static ResponseEntity<byte[]> empty(HttpStatus status) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .build();
    }
}
