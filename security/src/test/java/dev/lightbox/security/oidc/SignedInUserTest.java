package dev.lightbox.security.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.security.Role;
import dev.lightbox.security.User;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;

class SignedInUserTest {

    @Test
    void readsWhatTheRealmWrites() {
        User user = SignedInUser.of(token(Map.of(
                        "preferred_username",
                        "referring",
                        "name",
                        "Karl Weber",
                        "roles",
                        List.of("referring", "default-roles-lightbox"),
                        "dicom_referring_physician",
                        List.of("Weber^Karl^^Dr.", "Weber^K."),
                        "dicom_referring_physician_id",
                        List.of("99LANR:123456789"),
                        "groups",
                        List.of("/radiology/north"))))
                .user();

        assertThat(user.subject()).isEqualTo("1f3e");
        assertThat(user.username()).isEqualTo("referring");
        assertThat(user.displayName()).isEqualTo("Karl Weber");
        assertThat(user.roles()).containsExactly(Role.REFERRING);
        assertThat(user.referringPhysicianNames()).containsExactly("Weber^Karl^^Dr.", "Weber^K.");
        assertThat(user.referringPhysicianIds()).containsExactly("99LANR:123456789");
        assertThat(user.groups()).containsExactly("/radiology/north");
    }

    @Test
    void authoritiesAreTheRolesAndNothingElse() {
        SignedInUser principal = SignedInUser.of(
                token(Map.of("roles", List.of("radiologist", "admin", "ROLE_ADMIN", "offline_access"))));

        assertThat(AuthorityUtils.authorityListToSet(principal.getAuthorities()))
                .containsExactlyInAnyOrder("ROLE_RADIOLOGIST", "ROLE_ADMIN");
        assertThat(principal.getName()).isEqualTo("1f3e");
    }

    @Test
    void aTokenWithoutRolesGivesAUserWhoMayDoNothing() {
        assertThat(SignedInUser.of(token(Map.of())).user().roles()).isEmpty();
        assertThat(SignedInUser.of(token(Map.of("roles", 7))).user().roles()).isEmpty();
        assertThat(SignedInUser.of(token(Map.of("roles", List.of("Radiologist", "radiologist ", 1, Map.of()))))
                        .user()
                        .roles())
                .isEmpty();
        assertThat(SignedInUser.of(token(Map.of())).user().displayName()).isEqualTo("1f3e");
    }

    @Test
    void aSingleValueMayComeWithoutAList() {
        User user = SignedInUser.of(token(Map.of("roles", "radiologist", "dicom_referring_physician", "Weber^Karl")))
                .user();

        assertThat(user.roles()).containsExactly(Role.RADIOLOGIST);
        assertThat(user.referringPhysicianNames()).containsExactly("Weber^Karl");
    }

    @Test
    void onlyASignedInUserIsACurrentUser() {
        SignedInUser principal = SignedInUser.of(token(Map.of("roles", List.of("radiologist"))));
        var signedIn = new OAuth2AuthenticationToken(principal, principal.getAuthorities(), "lightbox");

        assertThat(OidcCurrentUser.from(signedIn)).contains(principal.user());
        signedIn.setAuthenticated(false);
        assertThat(OidcCurrentUser.from(signedIn)).isEmpty();
        assertThat(OidcCurrentUser.from(null)).isEmpty();
        assertThat(OidcCurrentUser.from(() -> "a principal of another kind")).isEmpty();
        assertThat(OidcCurrentUser.from(new TestingAuthenticationToken("user", "", "ROLE_RADIOLOGIST")))
                .isEmpty();
        assertThat(OidcCurrentUser.from(new AnonymousAuthenticationToken(
                        "key", "anonymous", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"))))
                .isEmpty();
    }

    private static OidcIdToken token(Map<String, Object> claims) {
        Map<String, Object> all = new HashMap<>(claims);
        all.put("sub", "1f3e");
        return new OidcIdToken("token", Instant.EPOCH, Instant.EPOCH.plusSeconds(300), all);
    }
}
