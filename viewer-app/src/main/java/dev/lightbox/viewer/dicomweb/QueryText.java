package dev.lightbox.viewer.dicomweb;

import dev.lightbox.viewer.viewing.RefusedException;
import java.util.Map;
import java.util.Optional;

/** The values of query parameters, understood exactly or refused with 400 and the parameter's name. */
final class QueryText {

    private static final String DECIMAL = "[+-]?(\\d{1,20}(\\.\\d{0,20})?|\\.\\d{1,20})([eE][+-]?\\d{1,2})?";

    private static final int MOST_SHOWN = 60;

    private QueryText() {}

    /** The value of a parameter that may be given once; empty where it isn't. */
    static Optional<String> one(Map<String, String[]> parameters, String name) {
        String[] values = parameters.get(name);
        if (values == null) {
            return Optional.empty();
        }
        if (values.length != 1) {
            throw RefusedException.badRequest(name + " is given " + values.length + " times.");
        }
        return Optional.of(values[0].strip());
    }

    static int integer(String name, String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw RefusedException.badRequest(name + ": \"" + shown(text) + "\" isn't a whole number.");
        }
    }

    static double number(String name, String text) {
        // DICOM's decimal strings, not all that Java reads (hexadecimal, NaN, 1d).
        if (text.strip().matches(DECIMAL)) {
            return Double.parseDouble(text.strip());
        }
        throw RefusedException.badRequest(name + ": \"" + shown(text) + "\" isn't a number.");
    }

    /** Something of the asker's own, short and printable. */
    static String shown(String text) {
        String printable = text.replaceAll("[^ -~]", "?");
        return printable.length() <= MOST_SHOWN ? printable : printable.substring(0, MOST_SHOWN) + "...";
    }
}
