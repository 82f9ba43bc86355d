package dev.lightbox.security.oidc;

import dev.lightbox.security.CurrentUser;
import dev.lightbox.security.User;
import dev.lightbox.security.UserPrincipal;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** {@link CurrentUser} from Spring Security's context. Thread-safe. */
public final class OidcCurrentUser implements CurrentUser {

    @Override
    public Optional<User> get() {
        Optional<User> user = from(SecurityContextHolder.getContext().getAuthentication());
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? user.map(known -> known.at(request.getRequest().getRemoteAddr()))
                : user;
    }

    @Override
    public Optional<String> locale() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedInUser principal
                ? Optional.ofNullable(principal.getLocale())
                : Optional.empty();
    }

    /**
     * The user of an authentication, for code that runs outside of a request, such as a WebSocket's (whose handshake's principal is the
     * {@link Authentication}).
     *
     * @return empty where it is null, anonymous, or stands for no user
     */
    public static Optional<User> from(@Nullable Principal authentication) {
        return authentication instanceof Authentication signedIn
                        && signedIn.isAuthenticated()
                        && signedIn.getPrincipal() instanceof UserPrincipal principal
                ? Optional.of(principal.user())
                : Optional.empty();
    }
}
