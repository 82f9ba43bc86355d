package dev.lightbox.viewer.pacs;

import java.util.List;

/**
 * The archive's state.
 *
 * @param reachable whether it answered
 * @param description what it is and what was wrong, without addresses or secrets
 * @param problems single broken files or the like; bounded in number
 */
public record SourceHealth(boolean reachable, String description, List<String> problems) {
    public SourceHealth {
        problems = List.copyOf(problems);
    }
}
