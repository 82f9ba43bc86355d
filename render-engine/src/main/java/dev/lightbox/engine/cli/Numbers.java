package dev.lightbox.engine.cli;

import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.Vector3;

/** Reads numbers, points and directions from the command line, and says what was expected where there is something else. */
final class Numbers {

    private Numbers() {}

    /** @param what the option's name and what it needs, for the message */
    static double finite(String text, String what) throws UsageException {
        try {
            double value = Double.parseDouble(text.strip());
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new UsageException(what + ", not \"" + text + "\".");
        }
        throw new UsageException(what + ", not \"" + text + "\".");
    }

    static double positive(String text, String what) throws UsageException {
        double value = finite(text, what);
        if (value > 0) {
            return value;
        }
        throw new UsageException(what + ", not \"" + text + "\".");
    }

    static PatientPoint point(String text, String what) throws UsageException {
        double[] values = three(text, what);
        return new PatientPoint(values[0], values[1], values[2]);
    }

    /** A unit vector. */
    static Vector3 direction(String text, String what) throws UsageException {
        double[] values = three(text, what);
        try {
            return new Vector3(values[0], values[1], values[2]).normalized();
        } catch (IllegalArgumentException e) {
            throw new UsageException(what + "; \"" + text + "\" has no direction.");
        }
    }

    private static double[] three(String text, String what) throws UsageException {
        String[] parts = text.split(",", -1);
        if (parts.length != 3) {
            throw new UsageException(what + ", not \"" + text + "\".");
        }
        return new double[] {finite(parts[0], what), finite(parts[1], what), finite(parts[2], what)};
    }
}
