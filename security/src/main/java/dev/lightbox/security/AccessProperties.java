package dev.lightbox.security;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which studies radiologists may view ({@code lightbox.access.*}).
 *
 * @param groups what the identity provider's groups stand for; where there is none, radiologists view all studies, otherwise those of their groups only
 * @param maxLookups studies of one search of which the archive is asked where they come from, 1 to 100,000; the newest, where a rule needs it and it isn't known yet
 */
@ConfigurationProperties("lightbox.access")
public record AccessProperties(
        @DefaultValue List<Group> groups,
        @DefaultValue("1000") int maxLookups) {

    public AccessProperties {
        groups = List.copyOf(groups);
        if (maxLookups < 1 || maxLookups > 100_000) {
            throw new IllegalArgumentException(
                    "lightbox.access.max-lookups must be from 1 to 100,000, not " + maxLookups);
        }
    }

    /** Radiologists view all studies. */
    public static final AccessProperties DEFAULTS = new AccessProperties(List.of(), 1000);

    /**
     * A group that stands for an institution, or for a department of one. Several entries may name the same group.
     *
     * @param path such as {@code /radiology/north}
     * @param institution Institution Name (0008,0080); letter case and repeated spaces don't matter
     * @param department Institutional Department Name (0008,1040); empty for all departments
     */
    public record Group(
            @DefaultValue("") String path,
            @DefaultValue("") String institution,
            @DefaultValue("") String department) {

        public Group {
            path = path.strip();
            if (!path.startsWith("/") || path.length() < 2) {
                throw new IllegalArgumentException(
                        "lightbox.access.groups: a group's path begins with a slash, unlike '" + path + "'");
            }
            if (institution.isBlank()) {
                throw new IllegalArgumentException("lightbox.access.groups: " + path + " stands for no institution");
            }
        }
    }
}
