package dev.lightbox.engine.document;

import java.util.Arrays;

/** How a content item belongs to the one above it (PS3.3 C.17.3.2.4, Relationship Type). */
public enum Relationship {
    CONTAINS("CONTAINS", "contains"),
    PROPERTY("HAS PROPERTIES", "property"),
    OBSERVATION_CONTEXT("HAS OBS CONTEXT", "observationContext"),
    ACQUISITION_CONTEXT("HAS ACQ CONTEXT", "acquisitionContext"),
    MODIFIER("HAS CONCEPT MOD", "modifier"),
    INFERRED_FROM("INFERRED FROM", "inferredFrom"),
    SELECTED_FROM("SELECTED FROM", "selectedFrom"),
    /** None, or one that isn't known. */
    OTHER("", "other");

    private final String defined;
    private final String term;

    Relationship(String defined, String term) {
        this.defined = defined;
        this.term = term;
    }

    static Relationship of(String defined) {
        return Arrays.stream(values())
                .filter(one -> one.defined.equals(defined))
                .findFirst()
                .orElse(OTHER);
    }

    /** As the documents' protocol writes it. */
    public String term() {
        return term;
    }
}
