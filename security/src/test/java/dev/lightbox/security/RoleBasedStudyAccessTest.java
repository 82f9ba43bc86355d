package dev.lightbox.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.security.StudyOrigin.Place;
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
        return StudyAttributes.of("1.2.3", referringPhysicianName);
    }

    @Test
    void onlyRadiologistsSaveAndPrintPictures() {
        StudyAttributes study = StudyAttributes.of("1.2.3", "Weber^Karl");

        assertThat(access.mayExport(user("RADIOLOGIST"), study)).isTrue();
        assertThat(access.mayExport(user("REFERRING", "Weber^Karl"), study)).isFalse();
        assertThat(access.mayExport(user("ADMIN"), study)).isFalse();
        assertThat(access.mayExport(user(""), study)).isFalse();
    }

    @Test
    void onlyRadiologistsTakeFilesAway() {
        StudyAttributes study = StudyAttributes.of("1.2.3", "Weber^Karl");

        assertThat(access.mayDownload(user("RADIOLOGIST"), study)).isTrue();
        assertThat(access.mayDownload(user("REFERRING", "Weber^Karl"), study)).isFalse();
        assertThat(access.mayDownload(user("ADMIN"), study)).isFalse();
        assertThat(access.mayDownload(user(""), study)).isFalse();
    }

    private static final AccessProperties NORTH_AND_SOUTH = new AccessProperties(
            List.of(
                    new AccessProperties.Group("/radiology/north", "Klinikum Nord", ""),
                    new AccessProperties.Group("/radiology/south/neuro", "Klinikum Süd", "Neuroradiology")),
            1000);

    @ParameterizedTest
    @CsvSource({
        // groups of the user, what the series say (institution/department), whether they may view
        "/radiology/north,                        Klinikum Nord/,                             true",
        "/radiology/north,                        Klinikum Nord/CT,                           true",
        "/radiology/north,                        ' KLINIKUM   nord/x',                       true",
        "/radiology/north,                        Klinikum Nordwest/,                         false",
        "/radiology/north,                        Klinikum Süd/Neuroradiology,                false",
        "/radiology/south/neuro,                  Klinikum Süd/Neuroradiology,                true",
        "/radiology/south/neuro,                  Klinikum Süd/,                              false",
        "/radiology/south/neuro,                  Klinikum Süd/Mammography,                   false",
        "/radiology/north,                        Klinikum Nord/|Klinikum Süd/Neuroradiology, false",
        "/radiology/north /radiology/south/neuro, Klinikum Nord/|Klinikum Süd/Neuroradiology, true",
        "/radiology/north,                        '',                                         false",
        "/radiology/north,                        /CT,                                        false",
        "/radiology,                              Klinikum Nord/,                             false",
        "/radiology/north/sub,                    Klinikum Nord/,                             false",
        "'',                                      Klinikum Nord/,                             false",
    })
    void whereGroupsAreConfiguredARadiologistViewsTheirInstitutionsStudies(
            String groups, String places, boolean mayView) {
        StudyAccess access = new RoleBasedStudyAccess(NORTH_AND_SOUTH, List.of());
        StudyAttributes study = StudyAttributes.of("1.2.3", WEBERS, origin(List.of(), places));
        User user = with(user("RADIOLOGIST"), List.of(), groups.isEmpty() ? List.of() : List.of(groups.split(" ")));

        assertThat(access.mayView(user, study)).isEqualTo(mayView);
        assertThat(access.mayDownload(user, study)).isEqualTo(mayView);
        if (mayView) {
            assertThat(access.scope(user)).isEqualTo(new StudyAccess.Scope.All());
        }
    }

    @Test
    void aRadiologistOfNoConfiguredGroupHasNothingToSearch() {
        StudyAccess access = new RoleBasedStudyAccess(NORTH_AND_SOUTH, List.of());

        assertThat(access.scope(user("RADIOLOGIST"))).isEqualTo(new StudyAccess.Scope.None());
        assertThat(access.scope(user("RADIOLOGIST REFERRING", "Weber^Karl")))
                .isEqualTo(new StudyAccess.Scope.ReferredBy(List.of("Weber^Karl")));
    }

    @ParameterizedTest
    @CsvSource({
        // the user's identifiers, the study's, its referrer's name, whether they may view
        "99LANR:17,           99LANR:17,          Somebody^Else, true",
        "99LANR:17,           99LANR:17,          '',            true",
        "99LANR:17 99BSNR:4,  99BSNR:4,           Somebody^Else, true",
        "99LANR:17,           '',                 Weber^Karl,    true",
        "99LANR:17,           99OTHER:3,          Weber^Karl,    true",
        // A namesake.
        "99LANR:17,           99LANR:18,          Weber^Karl,    false",
        "99LANR:17,           99OTHER:17,         Somebody^Else, false",
        "99LANR:17,           99LANR:171,         Somebody^Else, false",
        "99LANR:*,            99LANR:*,           Somebody^Else, false",
        "99LANR:,             99LANR:,            Somebody^Else, false",
        ":17,                 :17,                Somebody^Else, false",
        "17,                  17,                 Somebody^Else, false",
    })
    void anIdentifierDecidesBeforeTheName(String ids, String studyIds, String referrer, boolean mayView) {
        User user = with(user("REFERRING", "Weber^Karl"), List.of(ids.split(" ")), List.of());
        StudyAttributes study = StudyAttributes.of("1.2.3", referrer, origin(List.of(studyIds.split(" ")), ""));

        assertThat(access.mayView(user, study)).isEqualTo(mayView);
    }

    @Test
    void whoHasIdentifiersMaySearchUnderEveryName() {
        User user = with(user("REFERRING", "Weber^Karl"), List.of("99LANR:17"), List.of());
        User unusable = with(user("REFERRING", "Weber^Karl"), List.of("*:*"), List.of());

        assertThat(access.scope(user)).isEqualTo(new StudyAccess.Scope.All());
        assertThat(access.scope(unusable)).isEqualTo(new StudyAccess.Scope.ReferredBy(List.of("Weber^Karl")));
    }

    @Test
    void anOriginIsAskedForOnlyWhereARuleNeedsIt() {
        StudyAttributes study = new StudyAttributes() {
            @Override
            public String studyInstanceUid() {
                return "1.2.3";
            }

            @Override
            public String referringPhysicianName() {
                return WEBERS;
            }

            @Override
            public StudyOrigin origin() {
                throw new AssertionError("asked for");
            }
        };

        assertThat(access.mayView(user("RADIOLOGIST"), study)).isTrue();
        assertThat(access.mayView(user("REFERRING", "Weber^Karl"), study)).isTrue();
        assertThat(access.mayView(user("REFERRING", "Schneider^Eva"), study)).isFalse();
    }

    @Test
    void aGrantOpensOneStudyToOneUserWhateverTheirRole() {
        StudyGrants view = (user, uid) -> user.subject().equals("subject") && uid.equals("1.2.3");
        StudyGrants both = new StudyGrants() {
            @Override
            public boolean permitsView(User user, String uid) {
                return uid.equals("1.2.4");
            }

            @Override
            public boolean permitsDownload(User user, String uid) {
                return true;
            }
        };
        StudyAccess access = new RoleBasedStudyAccess(NORTH_AND_SOUTH, List.of(view, both));
        for (String role : List.of("", "REFERRING", "RADIOLOGIST")) {
            assertThat(access.mayView(user(role), StudyAttributes.of("1.2.3", "")))
                    .isTrue();
            assertThat(access.mayDownload(user(role), StudyAttributes.of("1.2.3", "")))
                    .isFalse();
            assertThat(access.mayDownload(user(role), StudyAttributes.of("1.2.4", "")))
                    .isTrue();
            assertThat(access.mayView(user(role), StudyAttributes.of("1.2.5", "")))
                    .isFalse();
            assertThat(access.mayDownload(user(role), StudyAttributes.of("1.2.5", "")))
                    .isFalse();
        }
    }

    private static User with(User user, List<String> ids, List<String> groups) {
        return new User(
                user.subject(),
                user.username(),
                user.displayName(),
                user.roles(),
                user.referringPhysicianNames(),
                ids,
                groups,
                "");
    }

    /** @param places {@code institution/department|…} */
    private static StudyOrigin origin(List<String> ids, String places) {
        Set<Place> parsed = places.isEmpty()
                ? Set.of()
                : Set.copyOf(List.of(places.split("\\|")).stream()
                        .map(place -> place.split("/", -1))
                        .map(parts -> new Place(parts[0], parts[1]))
                        .toList());
        return new StudyOrigin(Set.copyOf(ids), parsed);
    }
}
