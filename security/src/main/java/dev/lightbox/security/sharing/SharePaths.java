package dev.lightbox.security.sharing;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The paths of shares, relative to the context. None of them holds a secret. */
public final class SharePaths {

    /** What a link leads to: its secret stands behind {@code #}, which browsers keep to themselves. POST opens the share. */
    public static final String LINK = "/share";

    /** Everything that a guest may ask for stands below, as it does for others below the context. */
    public static final String SHARED = "/shared";

    /** The same as a pattern, the share's ID in the variable {@code share}. */
    public static final String GUEST = SHARED + "/{share}";

    private static final Pattern PATH = Pattern.compile(SHARED + "/([0-9a-f]{16})(?:/.*)?");

    private SharePaths() {}

    /** Of a guest with this share, without a slash at the end. */
    public static String base(String shareId) {
        return SHARED + "/" + shareId;
    }

    /** The share's ID in a request's path; empty where there is none. */
    static String shareId(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        Matcher matcher = PATH.matcher(path);
        return matcher.matches() ? matcher.group(1) : "";
    }
}
