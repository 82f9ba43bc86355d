package dev.lightbox.e2e.bench;

/** The groups of figures. */
enum Kind {
    /** What three readers of planes take on the server. First, as it wants a server that has done nothing yet. */
    MEMORY(false),
    OPENING(true),
    RADIOGRAPH(true),
    WHEEL(true),
    WINDOW(true),
    SCROLL(true),
    PLANES(true),
    /** From the address to the worklist, Keycloak's page included. Keycloak is reached directly, so no line makes a difference. */
    SIGNIN(false);

    private final boolean differsByLine;

    Kind(boolean differsByLine) {
        this.differsByLine = differsByLine;
    }

    boolean differsByLine() {
        return differsByLine;
    }
}
