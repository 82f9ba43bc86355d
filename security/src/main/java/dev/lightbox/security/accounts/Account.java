package dev.lightbox.security.accounts;

import dev.lightbox.security.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A user's account as the identity provider holds it.
 *
 * @param id the identity provider's identifier (OIDC {@code sub})
 * @param roles the application's roles that were given directly
 * @param inheritedRoles those that come with a group or another role, and can't be taken here
 * @param attributes what the application reads of the user; an attribute without values is left out
 * @param groups paths of all groups, sorted
 * @param managesAccounts whether the user may administer the identity provider itself: such an account can't be changed here
 */
public record Account(
        String id,
        String username,
        String firstName,
        String lastName,
        String email,
        boolean enabled,
        Set<Role> roles,
        Set<Role> inheritedRoles,
        Map<AccountAttribute, List<String>> attributes,
        List<String> groups,
        boolean managesAccounts) {

    public Account {
        roles = Set.copyOf(roles);
        inheritedRoles = Set.copyOf(inheritedRoles);
        attributes = Map.copyOf(attributes);
        groups = List.copyOf(groups);
    }

    public List<String> values(AccountAttribute attribute) {
        return attributes.getOrDefault(attribute, List.of());
    }

    public boolean isAdministrator() {
        return roles.contains(Role.ADMIN) || inheritedRoles.contains(Role.ADMIN);
    }
}
