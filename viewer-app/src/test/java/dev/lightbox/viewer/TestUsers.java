package dev.lightbox.viewer;

import dev.lightbox.security.User;
import dev.lightbox.security.oidc.SignedInUser;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/**
 * Signed-in users for tests, made from ID tokens as the realm's mappers write them. With MockMvc:
 * {@code mvc.perform(get("/viewer").with(TestUsers.radiologist()))}; elsewhere {@link #authentication} or {@link #user}.
 */
public final class TestUsers {

    private TestUsers() {}

    public static RequestPostProcessor radiologist() {
        return with(authentication("radiologist", List.of("radiologist"), List.of()));
    }

    /** Refers as {@code Weber^Karl^^Dr.}, as the demonstration's user does. */
    public static RequestPostProcessor referring() {
        return referring("Weber^Karl^^Dr.");
    }

    public static RequestPostProcessor referring(String... referringPhysicianNames) {
        return with(authentication("referring", List.of("referring"), List.of(referringPhysicianNames)));
    }

    public static RequestPostProcessor admin() {
        return with(authentication("admin", List.of("admin"), List.of()));
    }

    /** Signed in, without any role of the application. */
    public static RequestPostProcessor withoutRoles() {
        return with(authentication("nobody", List.of(), List.of()));
    }

    public static RequestPostProcessor with(OAuth2AuthenticationToken authentication) {
        return SecurityMockMvcRequestPostProcessors.authentication(authentication);
    }

    /** What the session of such a user holds. */
    public static OAuth2AuthenticationToken authentication(
            String username, List<String> roles, List<String> referringPhysicianNames) {
        SignedInUser principal = SignedInUser.of(new OidcIdToken(
                "token-of-" + username,
                Instant.now(),
                Instant.now().plusSeconds(300),
                Map.of(
                        "sub", "subject-of-" + username,
                        "preferred_username", username,
                        "name", "Name of " + username,
                        "roles", roles,
                        "dicom_referring_physician", referringPhysicianNames)));
        return new OAuth2AuthenticationToken(principal, principal.getAuthorities(), "lightbox");
    }

    /** The same user as {@code CurrentUser} gives it. */
    public static User user(String username, List<String> roles, List<String> referringPhysicianNames) {
        return ((SignedInUser)
                        authentication(username, roles, referringPhysicianNames).getPrincipal())
                .user();
    }
}
