package dev.lightbox.security.sharing;

import dev.lightbox.security.GuestPass;
import dev.lightbox.security.User;
import dev.lightbox.security.UserPrincipal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Whoever has opened a share: nobody knows who. One principal for all guests of a share. */
public record Guest(User user) implements UserPrincipal {

    /** What opens the paths of guests, and nothing else. */
    public static final String AUTHORITY = "GUEST";

    private static final String PREFIX = "share:";

    static User user(Share share, String address) {
        String name = PREFIX + share.id();
        return new User(
                name, name, "Guest", Set.of(), List.of(), List.of(), List.of(), address, Optional.of(pass(share)));
    }

    private static GuestPass pass(Share share) {
        return new GuestPass(share.id(), share.study().studyInstanceUid(), share.nameHidden(), share.download());
    }

    /** As Spring Security knows a guest. */
    static final class Token extends AbstractAuthenticationToken {

        private static final long serialVersionUID = 1L;

        private final transient Guest guest;

        Token(Guest guest) {
            super(List.of(new SimpleGrantedAuthority(AUTHORITY)));
            this.guest = guest;
            setAuthenticated(true);
        }

        @Override
        public Object getCredentials() {
            return "";
        }

        @Override
        public Object getPrincipal() {
            return guest;
        }

        @Override
        public String getName() {
            return guest.user().username();
        }
    }
}
