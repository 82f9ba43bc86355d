package dev.lightbox.viewer.dicomweb;

import dev.lightbox.engine.message.Message;
import dev.lightbox.engine.render.RenderedPlane;
import dev.lightbox.viewer.dicomweb.VolumeQuery.Resource;
import dev.lightbox.viewer.viewing.RefusedException;
import dev.lightbox.viewer.viewing.volumes.SharedVolume;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Retrieve Rendered MPR Volume and Rendered 3D Volume (PS3.18 10.4.1.1.7 and 10.4.1.1.8): one picture of a volume as JPEG or PNG, or the parameters that it is made
 * with. Of a series its largest volume, or the one that {@code volumeinputreference} names; of an instance the volume that its own frames make.
 */
@RestController
class VolumeEndpoint {

    private static final String SERIES = "/dicomweb/studies/{study}/series/{series}";
    private static final String INSTANCE = SERIES + "/instances/{instance}";

    /** The standard's table writes the one, its examples (annex B.32, B.35) the other. */
    private static final String SOLID = "/rendered3d";

    private static final String SOLID_OF_EXAMPLES = "/rendered3D";

    private static final MediaType DICOM_JSON = MediaType.parseMediaType("application/dicom+json");

    private final PictureAnswers answers;
    private final VolumePictures pictures;
    private final long mostSamples;
    private final VolumeDrawing drawing = new VolumeDrawing();

    VolumeEndpoint(PictureAnswers answers, VolumePictures pictures, VolumePictureProperties properties) {
        this.answers = answers;
        this.pictures = pictures;
        this.mostSamples = properties.volumeSamples();
    }

    @GetMapping(SERIES + "/renderedmpr")
    ResponseEntity<byte[]> planeOfSeries(
            @PathVariable String study, @PathVariable String series, HttpServletRequest request) {
        return rendered(Resource.MPR, study, series, Optional.empty(), request);
    }

    @GetMapping(INSTANCE + "/renderedmpr")
    ResponseEntity<byte[]> planeOfInstance(
            @PathVariable String study,
            @PathVariable String series,
            @PathVariable String instance,
            HttpServletRequest request) {
        return rendered(Resource.MPR, study, series, Optional.of(instance), request);
    }

    @GetMapping({SERIES + SOLID, SERIES + SOLID_OF_EXAMPLES})
    ResponseEntity<byte[]> solidOfSeries(
            @PathVariable String study, @PathVariable String series, HttpServletRequest request) {
        return rendered(Resource.SOLID, study, series, Optional.empty(), request);
    }

    @GetMapping({INSTANCE + SOLID, INSTANCE + SOLID_OF_EXAMPLES})
    ResponseEntity<byte[]> solidOfInstance(
            @PathVariable String study,
            @PathVariable String series,
            @PathVariable String instance,
            HttpServletRequest request) {
        return rendered(Resource.SOLID, study, series, Optional.of(instance), request);
    }

    private ResponseEntity<byte[]> rendered(
            Resource resource, String study, String series, Optional<String> instance, HttpServletRequest request) {
        VolumeQuery query;
        MediaChoice media;
        try {
            query = VolumeQuery.of(resource, request.getParameterMap());
            if (query.metadata()) {
                MediaChoice.require(
                        DICOM_JSON, RenderedEndpoint.acceptParameter(request), RenderedEndpoint.acceptHeader(request));
                media = MediaChoice.DEFAULT;
            } else {
                media = RenderedEndpoint.media(request);
            }
        } catch (RefusedException e) {
            return PictureAnswers.refused(e);
        }
        return answers.answer(PictureAnswers.Door.RENDERED_VOLUME, study, (viewable, owner) -> {
            VolumePictures.Target target = new VolumePictures.Target(viewable, series, instance, query.inputs());
            return query.metadata()
                    ? pictures.draw(target, owner, geometry -> {}, volume -> parameters(volume, resource, query))
                    : pictures.draw(
                            target,
                            owner,
                            geometry -> VolumeCost.require(geometry, resource, query, mostSamples),
                            volume -> picture(volume, resource, query, media));
        });
    }

    private ResponseEntity<byte[]> parameters(SharedVolume volume, Resource resource, VolumeQuery query) {
        byte[] json = VolumeParameters.json(
                resource,
                query,
                VolumeView.grid(volume.volume().geometry(), query),
                drawing.window(volume.display(), query));
        return PictureAnswers.picture(json, DICOM_JSON, headers(query, volume, List.of()));
    }

    private ResponseEntity<byte[]> picture(
            SharedVolume volume, Resource resource, VolumeQuery query, MediaChoice media) {
        RenderedPlane picture = drawing.draw(volume.display(), resource, query, media.format());
        return PictureAnswers.picture(picture.encoded(), media.mediaType(), headers(query, volume, picture.warnings()));
    }

    /** What the reader of the picture must know goes with it, as there is nothing else that could tell. */
    private static HttpHeaders headers(VolumeQuery query, SharedVolume volume, List<String> ofPicture) {
        List<String> warnings = new ArrayList<>(query.picture().warnings());
        warnings.addAll(Message.texts(volume.warnings()));
        int failed = volume.failures().size();
        if (failed > 0) {
            warnings.add(failed + " of " + volume.volume().geometry().slices() + " slices couldn't be had.");
        }
        warnings.addAll(ofPicture);
        return PictureAnswers.warnings(warnings);
    }
}
