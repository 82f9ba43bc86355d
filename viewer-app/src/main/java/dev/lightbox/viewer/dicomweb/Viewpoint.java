package dev.lightbox.viewer.dicomweb;

import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.viewer.viewing.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From where a volume is seen: a side of the patient, or a camera (PS3.18 8.3.5.3.4 to 8.3.5.3.7). Immutable.
 *
 * @param lookAt the middle of the picture; empty for the middle of the volume
 * @param direction unit vector away from the viewer
 * @param up unit vector towards the picture's upper edge, perpendicular to {@code direction}
 */
record Viewpoint(Optional<PatientPoint> lookAt, Vector3 direction, Vector3 up) {

    private static final Vector3 LEFT = new Vector3(1, 0, 0);
    private static final Vector3 BACK = new Vector3(0, 1, 0);
    private static final Vector3 HEAD = new Vector3(0, 0, 1);

    /** {@code a}: the patient's front is seen, left on the right. */
    static final Viewpoint ANTERIOR = new Viewpoint(Optional.empty(), BACK, HEAD);

    /** {@code f}: seen from the feet, as axial pictures are usually read. */
    static final Viewpoint FEET = new Viewpoint(Optional.empty(), HEAD, BACK.times(-1));

    private static final List<String> CAMERA = List.of("viewpointposition", "viewpointlookat", "viewpointup");

    /** mm; farther from the origin there is no patient. */
    private static final double FARTHEST = 1e6;

    /** Sine of the smallest angle between up and the direction of sight that leaves no doubt. */
    private static final double SMALLEST_ANGLE = 1e-3;

    /**
     * @return empty where none is asked for
     * @throws RefusedException 400 for what can't be understood: both ways at once, a camera in part, or one without a direction
     */
    static Optional<Viewpoint> of(Map<String, String[]> parameters) {
        Optional<String> side = QueryText.one(parameters, "orientation");
        List<String> missing =
                CAMERA.stream().filter(name -> !parameters.containsKey(name)).toList();
        if (missing.size() == CAMERA.size()) {
            return side.map(Viewpoint::ofSide);
        }
        if (side.isPresent()) {
            throw RefusedException.badRequest(
                    "orientation: it can't be given together with viewpointposition, viewpointlookat and viewpointup.");
        }
        if (!missing.isEmpty()) {
            throw RefusedException.badRequest(
                    "viewpointposition, viewpointlookat and viewpointup belong together; missing: "
                            + String.join(", ", missing) + ".");
        }
        return Optional.of(camera(
                point("viewpointposition", parameters),
                point("viewpointlookat", parameters),
                point("viewpointup", parameters)));
    }

    private static Viewpoint ofSide(String side) {
        return switch (side) {
            case "a" -> ANTERIOR;
            case "p" -> new Viewpoint(Optional.empty(), BACK.times(-1), HEAD);
            case "r" -> new Viewpoint(Optional.empty(), LEFT, HEAD);
            case "l" -> new Viewpoint(Optional.empty(), LEFT.times(-1), HEAD);
            case "h" -> new Viewpoint(Optional.empty(), HEAD.times(-1), BACK.times(-1));
            case "f" -> FEET;
            default ->
                throw RefusedException.badRequest(
                        "orientation: one of a, p, r, l, h and f, not \"" + QueryText.shown(side) + "\".");
        };
    }

    private static Viewpoint camera(PatientPoint position, PatientPoint lookAt, PatientPoint up) {
        Vector3 sight = lookAt.minus(position);
        if (!(sight.length() > 0)) {
            throw RefusedException.badRequest(
                    "viewpointposition: it is the same as viewpointlookat, so nothing is looked at.");
        }
        Vector3 direction = sight.normalized();
        Vector3 upwards = new Vector3(up.x(), up.y(), up.z());
        Vector3 across = upwards.plus(direction.times(-upwards.dot(direction)));
        if (!(across.length() > SMALLEST_ANGLE * upwards.length())) {
            throw RefusedException.badRequest(
                    "viewpointup: a direction other than that from viewpointposition to viewpointlookat.");
        }
        return new Viewpoint(Optional.of(lookAt), direction, across.normalized());
    }

    private static PatientPoint point(String name, Map<String, String[]> parameters) {
        String text = QueryText.one(parameters, name).orElseThrow();
        String[] values = text.split(",", -1);
        if (values.length != 3) {
            throw RefusedException.badRequest(name + ": expected x,y,z, found \"" + QueryText.shown(text) + "\".");
        }
        return new PatientPoint(coordinate(name, values[0]), coordinate(name, values[1]), coordinate(name, values[2]));
    }

    private static double coordinate(String name, String text) {
        double value = QueryText.number(name, text);
        if (Math.abs(value) > FARTHEST) {
            throw RefusedException.badRequest(name + ": " + QueryText.shown(text) + " is too far away.");
        }
        return value;
    }

    /** Unit vector towards the picture's lower edge. */
    Vector3 down() {
        return up.times(-1);
    }

    /** Unit vector towards the picture's right edge: right × down is away from the viewer. */
    Vector3 right() {
        return down().cross(direction);
    }
}
