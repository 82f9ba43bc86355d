package dev.lightbox.viewer.pacs;

/** Says which studies match a query. */
public final class StudyMatcher {
    private StudyMatcher() {}
}
