package dev.lightbox.viewer.config;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a user does from what a browser tab does by itself. Activity is: opening a page, and what Vaadin sends when somebody clicks or types
 * (UIDL). No activity is: heartbeats, push connections, the stream's status, pictures and scripts that a page loads. Messages on a stream are counted by
 * the stream.
 *
 * <p>Views must not poll ({@code UI.setPollInterval}): a poll looks like a click. {@code ArchitectureTest} keeps them from it.
 */
final class UserActivity implements Predicate<HttpServletRequest> {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    @Override
    public boolean test(HttpServletRequest request) {
        String vaadinRequestType = vaadinRequestType(request);
        if (vaadinRequestType != null) {
            return vaadinRequestType.equals("uidl");
        }
        return READING.contains(request.getMethod()) ? isNavigation(request) : true;
    }

    private static boolean isNavigation(HttpServletRequest request) {
        String mode = request.getHeader("Sec-Fetch-Mode");
        if (mode != null) {
            return mode.equals("navigate");
        }
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains("text/html");
    }

    /** From the query only: reading other parameters would consume a form's body. */
    private static @Nullable String vaadinRequestType(HttpServletRequest request) {
        String query = request.getQueryString();
        if (query == null) {
            return null;
        }
        for (String parameter : query.split("&")) {
            if (parameter.startsWith("v-r=")) {
                return parameter.substring("v-r=".length());
            }
        }
        return null;
    }
}
