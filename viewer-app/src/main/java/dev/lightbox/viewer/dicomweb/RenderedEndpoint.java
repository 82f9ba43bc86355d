package dev.lightbox.viewer.dicomweb;

import dev.lightbox.engine.dicom.Uids;
import dev.lightbox.engine.message.Message;
import dev.lightbox.viewer.pacs.InstanceReference;
import dev.lightbox.viewer.viewing.PictureException;
import dev.lightbox.viewer.viewing.RefusedException;
import dev.lightbox.viewer.viewing.ViewableStudy;
import dev.lightbox.viewer.viewing.frames.FrameKey;
import dev.lightbox.viewer.viewing.work.Priority;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Retrieve Rendered Instance and Rendered Frames (PS3.18 10.4.1.1.3): pictures of single frames as JPEG or PNG. Of a multi-frame instance without a frame
 * number the first frame; several frames as multipart/related.
 */
@RestController
class RenderedEndpoint {

    private static final String INSTANCE = "/dicomweb/studies/{study}/series/{series}/instances/{instance}";

    /** In one answer. */
    private static final int MOST_FRAMES = 100;

    private static final int MOST_ANSWER_BYTES = 64 << 20;

    /** Answers that are being made at once on this node, as each may hold that much; the others wait. */
    private static final int AT_ONCE = 3;

    /** Beyond the usual patience, for each further frame of an answer. */
    private static final Duration A_FRAME_MORE = Duration.ofSeconds(5);

    private final PictureAnswers answers;
    private final FramePictures pictures;
    private final PictureDrawing drawing = new PictureDrawing();
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    RenderedEndpoint(PictureAnswers answers, FramePictures pictures) {
        this.answers = answers;
        this.pictures = pictures;
    }

    @GetMapping(INSTANCE + "/rendered")
    ResponseEntity<byte[]> instance(
            @PathVariable String study,
            @PathVariable String series,
            @PathVariable String instance,
            HttpServletRequest request) {
        return rendered(study, series, instance, List.of(1), request);
    }

    @GetMapping(INSTANCE + "/frames/{frames}/rendered")
    ResponseEntity<byte[]> frames(
            @PathVariable String study,
            @PathVariable String series,
            @PathVariable String instance,
            @PathVariable String frames,
            HttpServletRequest request) {
        try {
            return rendered(study, series, instance, frameNumbers(frames), request);
        } catch (RefusedException e) {
            return PictureAnswers.refused(e);
        }
    }

    private ResponseEntity<byte[]> rendered(
            String study, String series, String instance, List<Integer> frames, HttpServletRequest request) {
        RenderedQuery query;
        MediaChoice media;
        try {
            query = RenderedQuery.of(request.getParameterMap());
            media = media(request);
            if (frames.size() > 1 && !media.multipart()) {
                throw new RefusedException(
                        HttpStatus.NOT_ACCEPTABLE,
                        "Several frames are sent as multipart/related; accept it, or ask for one.");
            }
        } catch (RefusedException e) {
            return PictureAnswers.refused(e);
        }
        return answers.answer(PictureAnswers.Door.RENDERED, study, (viewable, owner) -> {
            InstanceReference reference = reference(viewable, series, instance);
            Deadline deadline = Deadline.in(Deadline.PATIENCE.plus(A_FRAME_MORE.multipliedBy(frames.size() - 1)));
            if (!turns.tryAcquire(deadline.nanosLeft(), TimeUnit.NANOSECONDS)) {
                throw new PictureException(PictureException.Kind.BUSY, Message.plain("the server is busy."), "");
            }
            try {
                return drawn(reference, frames, query, media, owner, deadline);
            } finally {
                turns.release();
            }
        });
    }

    private ResponseEntity<byte[]> drawn(
            InstanceReference reference,
            List<Integer> frames,
            RenderedQuery query,
            MediaChoice media,
            String owner,
            Deadline deadline)
            throws InterruptedException {
        List<byte[]> files = new ArrayList<>();
        long size = 0;
        for (int frame : frames) {
            byte[] file = pictures.draw(
                    new FrameKey(reference, frame),
                    Priority.EXACT,
                    owner,
                    deadline,
                    decoded -> drawing.draw(decoded, query, media.format()));
            files.add(file);
            size += file.length;
            if (frames.size() > 1 && size > MOST_ANSWER_BYTES) {
                throw new RefusedException(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "Too much for one answer; ask for fewer frames, or smaller ones.");
            }
        }
        HttpHeaders headers = PictureAnswers.warnings(query.warnings());
        return files.size() == 1
                ? PictureAnswers.picture(files.getFirst(), media.mediaType(), headers)
                : multipart(files, media, headers);
    }

    /** An instance is opened by the access to its study, so its series must be one of that study's. */
    static InstanceReference reference(ViewableStudy study, String series, String instance) {
        if (!study.has(series) || !Uids.isValid(instance)) {
            throw RefusedException.notFound();
        }
        return new InstanceReference(study.studyInstanceUid(), series, instance);
    }

    static MediaChoice media(HttpServletRequest request) {
        return MediaChoice.of(acceptParameter(request), acceptHeader(request));
    }

    static List<String> acceptParameter(HttpServletRequest request) {
        String[] accept = request.getParameterMap().get("accept");
        return accept == null ? List.of() : List.of(accept);
    }

    static List<String> acceptHeader(HttpServletRequest request) {
        return Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
    }

    /** A comma-separated list of frame numbers, from 1. */
    static List<Integer> frameNumbers(String text) {
        List<Integer> numbers = new ArrayList<>();
        for (String one : text.split(",", -1)) {
            if (!one.matches("[1-9]\\d{0,8}")) {
                throw RefusedException.badRequest("Frames are numbered from 1, and listed as 1 or 1,2,5.");
            }
            numbers.add(Integer.valueOf(one));
        }
        if (numbers.size() > MOST_FRAMES) {
            throw new RefusedException(HttpStatus.CONTENT_TOO_LARGE, "At most " + MOST_FRAMES + " frames at once.");
        }
        return numbers;
    }

    /** PS3.18 8.6.1.2: each part with its media type. */
    private static ResponseEntity<byte[]> multipart(List<byte[]> files, MediaChoice media, HttpHeaders headers) {
        String boundary = "lightbox-" + UUID.randomUUID();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] file : files) {
            body.writeBytes(("--" + boundary + "\r\nContent-Type: " + media.mediaType() + "\r\nContent-Length: "
                            + file.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            body.writeBytes(file);
            body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        MediaType type = new MediaType(
                "multipart", "related", Map.of("type", "\"" + media.mediaType() + "\"", "boundary", boundary));
        return PictureAnswers.picture(body.toByteArray(), type, headers);
    }
}
