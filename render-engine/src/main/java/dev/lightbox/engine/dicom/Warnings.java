package dev.lightbox.engine.dicom;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was tolerated while one file was read: each sentence once, and not without end. */
final class Warnings {
    private static final int MOST = 50;

    private final Set<String> sentences = new LinkedHashSet<>();
    private boolean more;

    void add(String sentence) {
        if (sentences.size() < MOST) {
            sentences.add(sentence);
        } else {
            more |= !sentences.contains(sentence);
        }
    }

    List<String> all() {
        List<String> all = new ArrayList<>(sentences);
        if (more) {
            all.add("There are more faults than the " + MOST + " listed");
        }
        return List.copyOf(all);
    }
}
