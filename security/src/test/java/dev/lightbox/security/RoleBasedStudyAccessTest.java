package dev.lightbox.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleBasedStudyAccessTest {

    private static final String WEBERS = "WEBER^KARL";
    private static final String SCHNEIDERS = "Schneider^Eva^^Dr.";

    private final StudyAccess access = new RoleBasedStudyAccess();

    @ParameterizedTest
    @CsvSource({
        // roles, Weber's study, Schneider's study, a study without a referrer
        "'',                            false, false, false",
        "RADIOLOGIST,                   true,  true,  true",
        "REFERRING,                     true,  false, false",
        "ADMIN,                         false, false, false",
        "RADIOLOGIST REFERRING,         true,  true,  true",
        "RADIOLOGIST ADMIN,             true,  true,  true",
        "REFERRING ADMIN,               true,  false, false",
        "RADIOLOGIST REFERRING ADMIN,   true,  true,  true",
    })
    void decidesByRole(String roles, boolean webers, boolean schneiders, boolean nobodys) {
        User user = user(roles, "Weber^Karl^^Dr.");

        assertThat(access.mayView(user, study(WEBERS))).isEqualTo(webers);
        assertThat(access.mayView(user, study(SCHNEIDERS))).isEqualTo(schneiders);
        assertThat(access.mayView(user, study(""))).isEqualTo(nobodys);
    }

    @Test
    void aReferringPhysicianWithoutANameSeesNothing() {
        User user = user("REFERRING");

        assertThat(access.mayView(user, study(WEBERS))).isFalse();
        assertThat(access.mayView(user, study(""))).isFalse();
        assertThat(access.scope(user)).isEqualTo(new StudyAccess.Scope.None());
    }

    @ParameterizedTest
    @CsvSource({"*", "'*^*'", "?????^????", "''", "^", "'^^^'", "' '", "Weber*", "'Weber^Karl\\Schneider^Eva^^Dr.'"})
    void aNameThatNamesNobodyOpensNothing(String name) {
        User user = user("REFERRING", name);

        assertThat(access.mayView(user, study(WEBERS))).isFalse();
        assertThat(access.mayView(user, study(SCHNEIDERS))).isFalse();
        assertThat(access.mayView(user, study(name))).isFalse();
        assertThat(access.mayView(user, study(""))).isFalse();
        assertThat(access.scope(user)).isEqualTo(new StudyAccess.Scope.None());
    }

    @ParameterizedTest
    @CsvSource({"*", "Weber^Karl\\Schneider^Eva", "Weber^Karl*", "Weber*^Karl"})
    void aStudyWithAWildcardForItsReferrerIsNobodys(String referrer) {
        assertThat(access.mayView(user("REFERRING", "Weber^Karl"), study(referrer)))
                .isFalse();
    }

    @Test
    void eachSpellingOfAUserCounts() {
        User user = user("REFERRING", "Müller^Jürgen", "Mueller^Juergen");

        assertThat(access.mayView(user, study("MUELLER^JUERGEN"))).isTrue();
        assertThat(access.mayView(user, study("MULLER^JURGEN"))).isTrue();
        assertThat(access.mayView(user, study("Miller^Jurgen"))).isFalse();
    }

    @Test
    void scopeIsTheWidestThatMayBeAllowed() {
        assertThat(access.scope(user("RADIOLOGIST"))).isEqualTo(new StudyAccess.Scope.All());
        assertThat(access.scope(user("RADIOLOGIST REFERRING", "Weber^Karl"))).isEqualTo(new StudyAccess.Scope.All());
        assertThat(access.scope(user("REFERRING ADMIN", "Weber^Karl", "*", "Weber^Karl")))
                .isEqualTo(new StudyAccess.Scope.ReferredBy(List.of("Weber^Karl")));
        assertThat(access.scope(user("ADMIN", "Weber^Karl"))).isEqualTo(new StudyAccess.Scope.None());
        assertThat(access.scope(user("", "Weber^Karl"))).isEqualTo(new StudyAccess.Scope.None());
    }

    private static User user(String roles, String... names) {
        Set<Role> parsed = roles.isBlank()
                ? Set.of()
                : Set.copyOf(
                        List.of(roles.split(" ")).stream().map(Role::valueOf).toList());
        return new User("subject", "user", "User", parsed, List.of(names), "");
    }

    private static StudyAttributes study(String referringPhysicianName) {
        return new StudyAttributes("1.2.3", referringPhysicianName);
    }

    @Test
    void onlyRadiologistsTakeFilesAway() {
        StudyAttributes study = new StudyAttributes("1.2.3", "Weber^Karl");

        assertThat(access.mayDownload(user("RADIOLOGIST"), study)).isTrue();
        assertThat(access.mayDownload(user("REFERRING", "Weber^Karl"), study)).isFalse();
        assertThat(access.mayDownload(user("ADMIN"), study)).isFalse();
        assertThat(access.mayDownload(user(""), study)).isFalse();
    }
}
