package dev.lightbox.viewer.dicomweb;

import java.util.HashMap;
import java.util.Map;

/** The part of an address after the question mark, as servlets hand it on. */
final class TestQuery {

    private TestQuery() {}

    /** @param text {@code name=value&amp;name=value}, already decoded */
    static Map<String, String[]> parameters(String text) {
        Map<String, String[]> parameters = new HashMap<>();
        for (String pair : text.isEmpty() ? new String[0] : text.split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.merge(parts[0], new String[] {parts[1]}, (a, b) -> new String[] {a[0], b[0]});
        }
        return parameters;
    }
}
