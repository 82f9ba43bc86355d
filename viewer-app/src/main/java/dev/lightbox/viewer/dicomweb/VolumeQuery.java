package dev.lightbox.viewer.dicomweb;

import dev.lightbox.engine.dicom.Dictionary;
import dev.lightbox.engine.dicom.Uids;
import dev.lightbox.viewer.viewing.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * How a picture of a volume is asked for (PS3.18 8.3.5.3, and 8.3.5.1 for what it shares with pictures of frames). Parameters that the standard doesn't know are
 * ignored; those that it does know and that aren't served here are refused, as another picture than the one that was asked for would be sent.
 *
 * @param picture window, size, quality
 * @param inputs {@code volumeinputreference}: SOP Instance UIDs of the volume that is meant; empty for the largest one
 * @param method what becomes of the values along a line of sight
 * @param viewpoint from where it is seen
 * @param slabMm thickness of the plane, above 0; empty for a thin one
 * @param metadata whether the parameters of the picture are asked for in its place (8.3.5.3.13)
 */
record VolumeQuery(
        RenderedQuery picture,
        List<String> inputs,
        RenderingMethod method,
        Viewpoint viewpoint,
        OptionalDouble slabMm,
        boolean metadata) {

    /** The two resources that are made of volumes (PS3.18 10.4.1.1.7 and 10.4.1.1.8). */
    enum Resource {
        /** A plane or slab. */
        MPR(RenderingMethod.AVERAGE_IP, Viewpoint.FEET),
        /** The whole volume, seen along a direction. */
        SOLID(RenderingMethod.VOLUME_RENDERED, Viewpoint.ANTERIOR);

        private final RenderingMethod usualMethod;
        private final Viewpoint usualViewpoint;

        Resource(RenderingMethod usualMethod, Viewpoint usualViewpoint) {
            this.usualMethod = usualMethod;
            this.usualViewpoint = usualViewpoint;
        }
    }

    /** PS3.18 8.3.5.3.9 to 8.3.5.3.12. */
    private static final Set<String> ANIMATION =
            Set.of("swivelrange", "volumetriccurvepoint", "animationstepsize", "animationrate");

    private static final int MOST_INPUTS = 10_000;

    /** mm; thicker than any patient. */
    private static final double MOST_SLAB = 10_000;

    /** @throws RefusedException 400 for what can't be understood, or isn't served */
    static VolumeQuery of(Resource resource, Map<String, String[]> parameters) {
        parameters.keySet().forEach(VolumeQuery::refuseUnserved);
        RenderingMethod method = QueryText.one(parameters, "renderingmethod")
                .map(RenderingMethod::of)
                .orElse(resource.usualMethod);
        OptionalDouble slab = QueryText.one(parameters, "mprslab")
                .map(text -> OptionalDouble.of(slab(text)))
                .orElse(OptionalDouble.empty());
        RenderedQuery picture = RenderedQuery.of(parameters);
        if (resource == Resource.MPR && method == RenderingMethod.VOLUME_RENDERED) {
            throw RefusedException.badRequest(
                    "renderingmethod: a plane is made by maximum_ip, minimum_ip or average_ip; volume_rendered is for rendered3d.");
        }
        if (resource == Resource.SOLID && slab.isPresent()) {
            throw RefusedException.badRequest("mprslab: rendered3d shows the whole volume; slabs are for renderedmpr.");
        }
        if (resource == Resource.SOLID
                && picture.viewport()
                        .filter(viewport -> viewport.flipHorizontally() || viewport.flipVertically())
                        .isPresent()) {
            throw RefusedException.badRequest(
                    "viewport: rendered3d can't be flipped; look from another side with orientation or viewpointposition.");
        }
        return new VolumeQuery(
                picture,
                QueryText.one(parameters, "volumeinputreference")
                        .map(VolumeQuery::inputs)
                        .orElse(List.of()),
                method,
                Viewpoint.of(parameters).orElse(resource.usualViewpoint),
                slab,
                QueryText.one(parameters, "renderedvolumetricmetadata")
                        .map(VolumeQuery::metadata)
                        .orElse(false));
    }

    private static void refuseUnserved(String name) {
        if (ANIMATION.contains(name)) {
            throw RefusedException.badRequest(name + ": animations aren't made here; ask for single pictures.");
        }
        // PS3.18 8.3.5.3.2: attributes choose among the images. Left unheeded, a volume of others would be shown.
        if (Dictionary.entry(name).isPresent() || name.matches("[0-9A-Fa-f]{8}")) {
            throw RefusedException.badRequest(
                    QueryText.shown(name)
                            + ": volumes aren't chosen by attributes here; name an image of the one that is meant with volumeinputreference.");
        }
    }

    /** PS3.18 8.3.5.3.1: the standard's "uid or frame"; frames aren't told apart here, as a volume is named by any of its instances. */
    private static List<String> inputs(String text) {
        List<String> uids = new ArrayList<>();
        for (String uid : text.split(",", -1)) {
            if (!Uids.isValid(uid.strip())) {
                throw RefusedException.badRequest(
                        "volumeinputreference: expected SOP Instance UIDs, found \"" + QueryText.shown(uid) + "\".");
            }
            uids.add(uid.strip());
        }
        if (uids.size() > MOST_INPUTS) {
            throw RefusedException.badRequest("volumeinputreference: at most " + MOST_INPUTS + " UIDs.");
        }
        return List.copyOf(uids);
    }

    /** PS3.18 8.3.5.3.8; above 0 by PS3.3 C.11.26. */
    private static double slab(String text) {
        double mm = QueryText.number("mprslab", text);
        if (!(mm > 0 && mm <= MOST_SLAB)) {
            throw RefusedException.badRequest("mprslab: a thickness above 0 mm, at most " + (int) MOST_SLAB + ", not "
                    + QueryText.shown(text) + ".");
        }
        return mm;
    }

    /** PS3.18 8.3.5.3.13. */
    private static boolean metadata(String text) {
        if (!text.equals("yes")) {
            throw RefusedException.badRequest(
                    "renderedvolumetricmetadata: yes, or left out, not \"" + QueryText.shown(text) + "\".");
        }
        return true;
    }
}
