package dev.lightbox.security.oidc;

import dev.lightbox.security.Role;
import dev.lightbox.security.User;
import dev.lightbox.security.UserPrincipal;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.StandardClaimNames;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;

/** The principal of a signed-in session: what the ID token says, as this application understands it. Immutable. */
public final class SignedInUser extends DefaultOidcUser implements UserPrincipal {

    private static final long serialVersionUID = 1;

    /** Claims that the realm's mappers write; see {@code lightbox-realm.json}. */
    static final String ROLES = "roles";

    static final String REFERRING_PHYSICIAN = "dicom_referring_physician";

    static final String REFERRING_PHYSICIAN_ID = "dicom_referring_physician_id";

    /** Full paths of groups. */
    static final String GROUPS = "groups";

    private final transient User user;

    private SignedInUser(Collection<? extends GrantedAuthority> authorities, OidcIdToken idToken, User user) {
        super(authorities, idToken);
        this.user = user;
    }

    /** Reads a verified ID token. Roles that the application doesn't know are left out; a token without any gives a user who may do nothing. */
    public static SignedInUser of(OidcIdToken idToken) {
        User user = user(idToken);
        return new SignedInUser(authorities(user), idToken, user);
    }

    /** The user of a verified token, which has a {@code sub}. */
    static User user(ClaimAccessor token) {
        String subject = Objects.requireNonNull(token.getClaimAsString(StandardClaimNames.SUB), "sub");
        String username =
                Objects.requireNonNullElse(token.getClaimAsString(StandardClaimNames.PREFERRED_USERNAME), subject);
        String displayName = Objects.requireNonNullElse(token.getClaimAsString(StandardClaimNames.NAME), username);
        return new User(
                subject,
                username,
                displayName,
                roles(token),
                strings(token.getClaim(REFERRING_PHYSICIAN)),
                strings(token.getClaim(REFERRING_PHYSICIAN_ID)),
                strings(token.getClaim(GROUPS)),
                "");
    }

    static List<SimpleGrantedAuthority> authorities(User user) {
        return user.roles().stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                .toList();
    }

    @Override
    public User user() {
        return user;
    }

    private static Set<Role> roles(ClaimAccessor token) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        List<String> names = strings(token.getClaim(ROLES));
        for (Role role : Role.values()) {
            if (names.contains(role.name().toLowerCase(Locale.ROOT))) {
                roles.add(role);
            }
        }
        return roles;
    }

    /** A claim of many values is a list, one with a single value may be a string. */
    private static List<String> strings(@Nullable Object claim) {
        return switch (claim) {
            case String single -> List.of(single);
            case Collection<?> many ->
                many.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList();
            case null, default -> List.of();
        };
    }

    /** The user isn't serialised; the token is. */
    private Object readResolve() {
        return of(getIdToken());
    }
}
