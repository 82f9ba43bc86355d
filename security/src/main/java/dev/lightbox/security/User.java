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
 * @param address from where they ask, as the server sees it; empty where that isn't known
 */
public record User(
        String subject,
        String username,
        String displayName,
        Set<Role> roles,
        List<String> referringPhysicianNames,
        String address) {

    public User {
        roles = Set.copyOf(roles);
        referringPhysicianNames = List.copyOf(referringPhysicianNames);
    }

    /** The same user, asking from there. */
    public User at(String newAddress) {
        return new User(subject, username, displayName, roles, referringPhysicianNames, newAddress);
    }

    public boolean hasRole(Role role) {
        return roles.contains(role);
    }
}
