package dev.lightbox.viewer.pacs;

/** Names one instance: Study, Series and SOP Instance UID. */
public record InstanceReference(String studyInstanceUid, String seriesInstanceUid, String sopInstanceUid) {}
