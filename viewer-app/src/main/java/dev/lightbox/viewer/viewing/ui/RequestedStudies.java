package dev.lightbox.viewer.viewing.ui;

import dev.lightbox.engine.dicom.Uids;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The studies that the viewer's address asks for ({@code StudyInstanceUIDs}, as IHE Invoke Image Display writes several: by commas, or the parameter more
 * than once).
 *
 * @param uids valid ones, in order, each once
 * @param invalid whether something in it was no UID
 */
record RequestedStudies(List<String> uids, boolean invalid) {

    /** More than anybody opens at once. */
    private static final int MOST = 32;

    static RequestedStudies parse(List<String> values) {
        List<String> parts = values.stream()
                .flatMap(value -> Arrays.stream(value.split("[,\\\\]", -1)))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .limit(MOST)
                .toList();
        Set<String> uids =
                new LinkedHashSet<>(parts.stream().filter(Uids::isValid).toList());
        return new RequestedStudies(List.copyOf(uids), parts.stream().anyMatch(part -> !Uids.isValid(part)));
    }
}
