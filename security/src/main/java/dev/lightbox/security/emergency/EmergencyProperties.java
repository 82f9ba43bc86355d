package dev.lightbox.security.emergency;

import dev.lightbox.security.Role;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether and how studies may be opened in an emergency ({@code lightbox.emergency-access.*}).
 *
 * @param enabled off, nobody can, and what was open is closed
 * @param duration of one access, 1 minute to 24 hours
 * @param roles who may; {@code radiologist}, {@code referring} or both
 * @param minReason shortest reason, 1 to 500 characters
 * @param maxSearches searches of one user in an hour, 1 to 1000
 */
@ConfigurationProperties("lightbox.emergency-access")
public record EmergencyProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("1h") Duration duration,
        @DefaultValue({"RADIOLOGIST", "REFERRING"}) Set<Role> roles,
        @DefaultValue("10") int minReason,
        @DefaultValue("20") int maxSearches) {

    public EmergencyProperties {
        roles = Set.copyOf(roles);
        if (roles.contains(Role.ADMIN)) {
            throw new IllegalArgumentException(
                    "lightbox.emergency-access.roles: an administrator's account opens no studies, not in an emergency either");
        }
        if (duration.toMillis() < 60_000 || duration.toHours() > 24) {
            throw new IllegalArgumentException(
                    "lightbox.emergency-access.duration must be from 1m to 24h, not " + duration);
        }
        requireWithin("min-reason", minReason, 500);
        requireWithin("max-searches", maxSearches, 1000);
    }

    private static void requireWithin(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(
                    "lightbox.emergency-access." + name + " must be from 1 to " + most + ", not " + value);
        }
    }
}
