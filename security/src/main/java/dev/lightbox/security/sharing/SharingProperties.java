package dev.lightbox.security.sharing;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What may be shared by link, and for how long ({@code lightbox.sharing.*}).
 *
 * @param enabled whether studies may be shared at all; false also closes the links that there are
 * @param referring whether referring doctors may share the studies that they may view; radiologists may in any case
 * @param defaultDuration for how long a link opens its study, where the sharer chooses nothing else
 * @param maxDuration the longest that a sharer may choose
 * @param maxUses the most openings of one link that a sharer may choose
 * @param maxOpenPerUser links of one sharer that may be open at once
 * @param maxGuests guest sessions on this node at once
 * @param keepFor how long the list of shares remembers one that no longer opens anything; the audit trail keeps it for ever
 * @param baseUrl the application's address as guests reach it, where that isn't the one that the sharer uses
 */
@ConfigurationProperties("lightbox.sharing")
public record SharingProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("false") boolean referring,
        @DefaultValue("3d") Duration defaultDuration,
        @DefaultValue("14d") Duration maxDuration,
        @DefaultValue("20") int maxUses,
        @DefaultValue("200") int maxOpenPerUser,
        @DefaultValue("200") int maxGuests,
        @DefaultValue("90d") Duration keepFor,
        @Nullable URI baseUrl) {

    public SharingProperties {
        requireWithin(
                "max-duration in minutes",
                maxDuration.toMinutes(),
                1,
                Duration.ofDays(365).toMinutes());
        requireWithin("default-duration in minutes", defaultDuration.toMinutes(), 1, maxDuration.toMinutes());
        requireWithin("max-uses", maxUses, 1, 10_000);
        requireWithin("max-open-per-user", maxOpenPerUser, 1, 100_000);
        requireWithin("max-guests", maxGuests, 1, 100_000);
        requireWithin("keep-for in days", keepFor.toDays(), 0, 36_500);
        if (baseUrl != null && (!isHttp(baseUrl) || baseUrl.getHost() == null || baseUrl.getRawQuery() != null)) {
            throw new IllegalArgumentException(
                    "lightbox.sharing.base-url must be an address such as https://images.example.org, not " + baseUrl);
        }
    }

    private static boolean isHttp(URI address) {
        return "https".equals(address.getScheme()) || "http".equals(address.getScheme());
    }

    private static void requireWithin(String property, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "lightbox.sharing." + property + " must be from " + least + " to " + most + ", not " + value);
        }
    }
}
