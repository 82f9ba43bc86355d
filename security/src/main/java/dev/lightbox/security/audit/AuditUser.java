package dev.lightbox.security.audit;

import dev.lightbox.security.Role;
import dev.lightbox.security.User;
import java.util.Set;

/**
 * Who did it, or tried to.
 *
 * @param username what they sign in with, or whatever they called themselves; empty where nobody is known
 * @param subject the identity provider's identifier; empty where there is none
 * @param displayName empty where there is none
 * @param roles at that time
 * @param address from where, as the server saw it; empty where the server itself did it
 */
public record AuditUser(String username, String subject, String displayName, Set<Role> roles, String address) {

    public AuditUser {
        roles = Set.copyOf(roles);
    }

    public static AuditUser of(User user) {
        return new AuditUser(user.username(), user.subject(), user.displayName(), user.roles(), user.address());
    }

    /** Somebody who isn't signed in. */
    public static AuditUser unknown(String address) {
        return new AuditUser("", "", "", Set.of(), address);
    }
}
