package dev.lightbox.security;

/**
 * What access is decided on: attributes of one study that the server itself fetched from the archive, never a client's word.
 *
 * @param studyInstanceUid Study Instance UID (0020,000D)
 * @param referringPhysicianName Referring Physician's Name (0008,0090) as the archive holds it; empty where it has none
 */
public record StudyAttributes(String studyInstanceUid, String referringPhysicianName) {}
