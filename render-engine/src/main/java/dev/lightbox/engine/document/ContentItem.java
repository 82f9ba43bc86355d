package dev.lightbox.engine.document;

import java.util.List;
import java.util.Optional;

/**
 * A content item, with those below it.
 *
 * @param number where it stands: {@code 1.3.2} is the second in the third of the root (PS3.3 C.17.3.2.5)
 * @param name what it is about; often empty for what is part of a running text
 */
public record ContentItem(
        String number,
        Relationship relationship,
        Optional<Coded> name,
        ContentValue value,
        List<ContentItem> children) {
    public ContentItem {
        children = List.copyOf(children);
    }
}
