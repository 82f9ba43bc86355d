package dev.lightbox.viewer.viewing.ui;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which pictures the viewer's address asks for, as "copy link" writes them ({@code view}; {@code frontend/src/workspace/linked-view.ts}). The server only passes it on:
 * what it names is opened by the stream, which asks for access to each study.
 */
final class RequestedView {

    static final String PARAMETER = "view";

    /** Characters that need no escaping anywhere, and no more of them than sixteen viewports can need. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~-]{1,6000}");

    private RequestedView() {}

    /** Empty where the address has none, several, or one that can't be ours. */
    static Optional<String> parse(List<String> values) {
        return values.size() == 1 && FORM.matcher(values.getFirst()).matches()
                ? Optional.of(values.getFirst())
                : Optional.empty();
    }
}
