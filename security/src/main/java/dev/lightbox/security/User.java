package dev.lightbox.security;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who asks, as the identity provider vouches for them, or as whoever let them in does.
 *
 * @param subject the provider's immutable identifier of the user (OIDC {@code sub})
 * @param username the name they sign in with
 * @param displayName the name to show
 * @param roles what they may do; empty means nothing
 * @param referringPhysicianNames DICOM person names (PN, PS3.5 6.2.1) under which this user refers patients
 * @param referringPhysicianIds their identifiers as referring physician, {@code SCHEME:CODE}; see {@link StudyOrigin#referringPhysicianIds}
 * @param groups paths of the groups that they are in, such as {@code /radiology/north}
 * @param address from where they ask, as the server sees it; empty where that isn't known
 * @param guest what somebody may see who came by a link, and nothing else; empty for everybody who signed in
 */
public record User(
        String subject,
        String username,
        String displayName,
        Set<Role> roles,
        List<String> referringPhysicianNames,
        List<String> referringPhysicianIds,
        List<String> groups,
        String address,
        Optional<GuestPass> guest) {

    public User {
        roles = Set.copyOf(roles);
        referringPhysicianNames = List.copyOf(referringPhysicianNames);
        referringPhysicianIds = List.copyOf(referringPhysicianIds);
        groups = List.copyOf(groups);
    }

    /** Somebody who signed in. */
    public User(
            String subject,
            String username,
            String displayName,
            Set<Role> roles,
            List<String> referringPhysicianNames,
            List<String> referringPhysicianIds,
            List<String> groups,
            String address) {
        this(
                subject,
                username,
                displayName,
                roles,
                referringPhysicianNames,
                referringPhysicianIds,
                groups,
                address,
                Optional.empty());
    }

    /** Somebody who signed in, without identifiers and groups. */
    public User(
            String subject,
            String username,
            String displayName,
            Set<Role> roles,
            List<String> referringPhysicianNames,
            String address) {
        this(subject, username, displayName, roles, referringPhysicianNames, List.of(), List.of(), address);
    }

    /** The same user, asking from there. */
    public User at(String newAddress) {
        return new User(
                subject,
                username,
                displayName,
                roles,
                referringPhysicianNames,
                referringPhysicianIds,
                groups,
                newAddress,
                guest);
    }

    public boolean hasRole(Role role) {
        return roles.contains(role);
    }
}
