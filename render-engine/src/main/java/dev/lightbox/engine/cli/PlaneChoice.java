package dev.lightbox.engine.cli;

import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.volume.VolumeGeometry;

/** Which way a plane lies, as {@code --plane} says. Immutable. */
sealed interface PlaneChoice {

    /** What the option needs, for messages. */
    String WHAT = "--plane is axial, coronal, sagittal, acquisition, acquisition-rows, acquisition-columns"
            + " or \"nx,ny,nz;ux,uy,uz\": a normal (away from the viewer) and what is up, in LPS";

    /** Normal and up may be so near to parallel, as the sine of their angle. */
    double LEAST_SINE = 1e-3;

    /**
     * Of a picture.
     *
     * @param right unit vector to its right
     * @param down unit vector to its lower edge, perpendicular
     */
    record Directions(Vector3 right, Vector3 down) {}

    Directions directions(VolumeGeometry geometry);

    /** In the patient's axes, as radiologists look: at axial planes from the feet, at coronal ones from the front, at sagittal ones from the left. */
    enum Anatomical implements PlaneChoice {
        AXIAL(new Vector3(1, 0, 0), new Vector3(0, 1, 0)),
        CORONAL(new Vector3(1, 0, 0), new Vector3(0, 0, -1)),
        SAGITTAL(new Vector3(0, 1, 0), new Vector3(0, 0, -1));

        private final Directions directions;

        Anatomical(Vector3 right, Vector3 down) {
            this.directions = new Directions(right, down);
        }

        @Override
        public Directions directions(VolumeGeometry geometry) {
            return directions;
        }
    }

    /** In the axes of the slices. */
    enum Acquisition implements PlaneChoice {
        /** As the slices lie. */
        SLICES,
        /** Across the slices, along their rows. */
        ROWS,
        /** Across the slices, along their columns. */
        COLUMNS;

        @Override
        public Directions directions(VolumeGeometry geometry) {
            Vector3 normal = geometry.normal();
            // Towards the feet; where the slices stand upright, to the back, else to the left.
            double toFeet = -normal.z() * 1e6 + normal.y() * 1e3 + normal.x();
            Vector3 down = toFeet >= 0 ? normal : normal.times(-1);
            return switch (this) {
                case SLICES -> new Directions(geometry.row(), geometry.column());
                case ROWS -> new Directions(geometry.row(), down);
                case COLUMNS -> new Directions(geometry.column(), down);
            };
        }
    }

    /** Any. */
    record Oblique(Directions any) implements PlaneChoice {

        @Override
        public Directions directions(VolumeGeometry geometry) {
            return any;
        }

        /** @param up need not be perpendicular to the normal: what is perpendicular of it counts */
        static Oblique of(Vector3 normal, Vector3 up) throws UsageException {
            Vector3 upright = up.plus(normal.times(-up.dot(normal)));
            if (upright.length() < LEAST_SINE) {
                throw new UsageException("--plane: the normal and what is up must not be parallel.");
            }
            Vector3 down = upright.normalized().times(-1);
            return new Oblique(new Directions(down.cross(normal).normalized(), down));
        }
    }

    static PlaneChoice parse(String text) throws UsageException {
        return switch (text) {
            case "axial" -> Anatomical.AXIAL;
            case "coronal" -> Anatomical.CORONAL;
            case "sagittal" -> Anatomical.SAGITTAL;
            case "acquisition" -> Acquisition.SLICES;
            case "acquisition-rows" -> Acquisition.ROWS;
            case "acquisition-columns" -> Acquisition.COLUMNS;
            default -> {
                String[] parts = text.split(";", -1);
                if (parts.length != 2) {
                    throw new UsageException(WHAT + "; not \"" + text + "\".");
                }
                yield Oblique.of(Numbers.direction(parts[0], WHAT), Numbers.direction(parts[1], WHAT));
            }
        };
    }
}
