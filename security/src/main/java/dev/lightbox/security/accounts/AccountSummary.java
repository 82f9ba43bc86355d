package dev.lightbox.security.accounts;

import dev.lightbox.security.Role;
import java.util.Set;

/**
 * A row of the list of users.
 *
 * @param id the identity provider's identifier
 * @param roles those given directly, of this application only
 */
public record AccountSummary(
        String id, String username, String displayName, String email, boolean enabled, Set<Role> roles) {

    public AccountSummary {
        roles = Set.copyOf(roles);
    }
}
