package dev.lightbox.security;

import java.util.List;
import java.util.Set;

/**
 * The signed-in user, as the identity provider vouches for them.
 *
 * @param subject the provider's immutable identifier of the user (OIDC {@code sub})
 * @param username the name they sign in with
 * @param displayName the name to show
 * @param roles what they may do; empty means nothing
 * @param referringPhysicianNames DICOM person names (PN, PS3.5 6.2.1) under which this user refers patients
 */
public record User(
        String subject, String username, String displayName, Set<Role> roles, List<String> referringPhysicianNames) {

    public User {
        roles = Set.copyOf(roles);
        referringPhysicianNames = List.copyOf(referringPhysicianNames);
    }

    public boolean hasRole(Role role) {
        return roles.contains(role);
    }
}
