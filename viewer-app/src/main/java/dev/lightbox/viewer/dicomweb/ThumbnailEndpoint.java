package dev.lightbox.viewer.dicomweb;

import dev.lightbox.security.sharing.SharePaths;
import dev.lightbox.viewer.viewing.RefusedException;
import dev.lightbox.viewer.viewing.StudyDoor;
import dev.lightbox.viewer.viewing.ViewableStudy;
import dev.lightbox.viewer.viewing.frames.FrameKey;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Small pictures of a study, a series, an instance and a frame (PS3.18 10.4.1.1.4), with the parameters {@code viewport=vw,vh} and {@code accept}. 404 for
 * what is unknown, not allowed or has no picture, all alike; 503 while the archive doesn't answer.
 */
@RestController
class ThumbnailEndpoint {

    private static final String STUDY = "/dicomweb/studies/{study}";
    private static final String SERIES = STUDY + "/series/{series}";
    private static final String INSTANCE = SERIES + "/instances/{instance}";

    private final PictureAnswers answers;
    private final Thumbnails thumbnails;

    ThumbnailEndpoint(PictureAnswers answers, Thumbnails thumbnails) {
        this.answers = answers;
        this.thumbnails = thumbnails;
    }

    /** Finds the picture that stands for what was asked for. */
    private interface Finding {
        Optional<byte[]> find(ViewableStudy study, Thumbnails.Look look, String owner) throws InterruptedException;
    }

    @GetMapping(STUDY + "/thumbnail")
    ResponseEntity<byte[]> study(@PathVariable String study, HttpServletRequest request) {
        return thumbnail(study, request, thumbnails::of);
    }

    @GetMapping({SERIES + "/thumbnail", SharePaths.GUEST + SERIES + "/thumbnail"})
    ResponseEntity<byte[]> series(@PathVariable String study, @PathVariable String series, HttpServletRequest request) {
        return thumbnail(
                study,
                request,
                (viewable, look, owner) ->
                        viewable.has(series) ? thumbnails.of(viewable, series, look, owner) : Optional.empty());
    }

    @GetMapping(INSTANCE + "/thumbnail")
    ResponseEntity<byte[]> instance(
            @PathVariable String study,
            @PathVariable String series,
            @PathVariable String instance,
            HttpServletRequest request) {
        return frame(study, series, instance, 1, request);
    }

    @GetMapping(INSTANCE + "/frames/{frame}/thumbnail")
    ResponseEntity<byte[]> frame(
            @PathVariable String study,
            @PathVariable String series,
            @PathVariable String instance,
            @PathVariable String frame,
            HttpServletRequest request) {
        List<Integer> frames;
        try {
            frames = RenderedEndpoint.frameNumbers(frame);
            if (frames.size() != 1) {
                throw RefusedException.badRequest("A thumbnail shows one frame.");
            }
        } catch (RefusedException e) {
            return PictureAnswers.refused(e);
        }
        return frame(study, series, instance, frames.getFirst(), request);
    }

    private ResponseEntity<byte[]> frame(
            String study, String series, String instance, int frame, HttpServletRequest request) {
        return thumbnail(
                study,
                request,
                (viewable, look, owner) -> Optional.of(thumbnails.of(
                        new FrameKey(RenderedEndpoint.reference(viewable, series, instance), frame), look, owner)));
    }

    private ResponseEntity<byte[]> thumbnail(String study, HttpServletRequest request, Finding finding) {
        Thumbnails.Look look;
        MediaChoice media;
        try {
            media = RenderedEndpoint.media(request);
            look = Thumbnails.Look.of(request.getParameterMap(), media.format());
        } catch (RefusedException e) {
            return PictureAnswers.refused(e);
        }
        return answers.answer(
                PictureAnswers.Door.THUMBNAIL,
                study,
                (viewable, owner) -> finding.find(viewable, look, owner)
                        .map(bytes -> PictureAnswers.picture(bytes, media.mediaType(), new HttpHeaders()))
                        .orElseGet(() -> StudyDoor.empty(HttpStatus.NOT_FOUND)));
    }
}
