package dev.lightbox.viewer.icons;

import com.vaadin.flow.component.html.Span;

/**
 * Icons drawn as lines on a field of 24 × 24. Vaadin's come in sets of hundreds, which a browser would have to load and read before it shows a page (300 KB of script that only
 * then is asked for).
 */
public enum LineIcon {
    SIGN_OUT("M14 4H5v16h9M10 12h11M17 8l4 4-4 4"),
    SEARCH("M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5 21 21"),
    REFRESH("M20 4v6h-6M19.5 10A8 8 0 1 0 20 14"),
    GLOBE("M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18"),
    SHARE("M12 16V4M8 7l4-4 4 4M7 11H5v10h14V11h-2"),
    COPY("M9 9h11v12H9zM5 15H4V3h11v2");

    private final String path;

    LineIcon(String path) {
        this.path = path;
    }

    /** A new one, for the eye only: whatever carries it says in words what it is for. */
    public Span create() {
        Span icon = new Span();
        icon.getElement().setAttribute("aria-hidden", "true");
        icon.getStyle().set("display", "inline-flex");
        icon.getElement().setProperty("innerHTML", """
                <svg viewBox="0 0 24 24" width="1.2em" height="1.2em" fill="none" stroke="currentColor" stroke-width="2" \
                stroke-linecap="round" stroke-linejoin="round"><path d="%s"/></svg>""".formatted(path));
        return icon;
    }
}
