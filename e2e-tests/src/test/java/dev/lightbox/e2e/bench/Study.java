package dev.lightbox.e2e.bench;

/** A study in the archive. @param patientId by which the worklist finds it */
record Study(String patientId, String studyInstanceUid, String seriesInstanceUid, int slices) {}
