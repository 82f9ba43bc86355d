package dev.lightbox.viewer.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lightbox.security.AccessProperties;
import dev.lightbox.security.Role;
import dev.lightbox.security.RoleBasedStudyAccess;
import dev.lightbox.security.StudyOrigin;
import dev.lightbox.security.User;
import dev.lightbox.viewer.pacs.StudySourceException;
import dev.lightbox.viewer.pacs.StudySummary;
import dev.lightbox.viewer.viewing.MemoryStudySource;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StudyRightsTest {

    private static final StudyOrigin NORTH =
            new StudyOrigin(Set.of("99LANR:17"), Set.of(new StudyOrigin.Place("Nord", "")));
    private static final StudyOrigin SOUTH =
            new StudyOrigin(Set.of("99LANR:18"), Set.of(new StudyOrigin.Place("Süd", "")));
    private static final User OF_THE_NORTH = user(Role.RADIOLOGIST, "", List.of(), List.of("/north"));
    private static final User IDENTIFIED = user(Role.REFERRING, "Weber^Karl", List.of("99LANR:17"), List.of());

    private final MemoryStudySource source = new MemoryStudySource();
    private long nanos;

    private StudyRights rights(int maxLookups) {
        AccessProperties properties =
                new AccessProperties(List.of(new AccessProperties.Group("/north", "Nord", "")), maxLookups);
        return new StudyRights(source, new RoleBasedStudyAccess(properties, List.of()), properties, () -> nanos);
    }

    @Test
    void decidesOnWhatTheArchiveSays() {
        StudySummary north = study("2.25.1", "", 1, NORTH);
        StudySummary south = study("2.25.2", "", 1, SOUTH);
        StudySummary silent = study("2.25.3", "", 1, StudyOrigin.NONE);
        StudyRights rights = rights(100);

        assertThat(rights.mayView(OF_THE_NORTH, north)).isTrue();
        assertThat(rights.mayDownload(OF_THE_NORTH, north)).isTrue();
        assertThat(rights.mayView(OF_THE_NORTH, south)).isFalse();
        assertThat(rights.mayDownload(OF_THE_NORTH, south)).isFalse();
        assertThat(rights.mayView(OF_THE_NORTH, silent)).isFalse();
        assertThat(rights.mayView(IDENTIFIED, north)).isTrue();
        assertThat(rights.mayDownload(IDENTIFIED, north)).isFalse();
        assertThat(rights.mayView(IDENTIFIED, south)).isFalse();
    }

    @Test
    void doorsAskAnewAfterTenSeconds() {
        StudySummary study = study("2.25.1", "", 1, NORTH);
        StudyRights rights = rights(100);
        assertThat(rights.mayView(OF_THE_NORTH, study)).isTrue();
        source.origin("2.25.1", SOUTH);
        nanos = Duration.ofSeconds(10).toNanos() - 1;
        assertThat(rights.mayView(OF_THE_NORTH, study)).isTrue();
        assertThat(source.originsAsked()).hasSize(1);

        nanos++;
        assertThat(rights.mayView(OF_THE_NORTH, study)).isFalse();
        assertThat(source.originsAsked()).hasSize(2);
    }

    @Test
    void decidesNothingWhileTheArchiveDoesNotAnswer() {
        StudySummary study = study("2.25.1", "Weber^Karl", 1, NORTH);
        source.down(true);

        assertThatThrownBy(() -> rights(100).mayView(OF_THE_NORTH, study)).isInstanceOf(StudySourceException.class);
        assertThatThrownBy(() -> rights(100).viewable(IDENTIFIED, List.of(study)))
                .isInstanceOf(StudySourceException.class);
        assertThat(rights(100).mayView(user(Role.REFERRING, "Weber^Karl", List.of(), List.of()), study))
                .as("decided by the name alone")
                .isTrue();
    }

    @Test
    void listsKeepTheirOrderAndAskOnce() {
        List<StudySummary> all =
                List.of(study("2.25.1", "", 3, NORTH), study("2.25.2", "", 1, SOUTH), study("2.25.3", "", 2, NORTH));
        StudyRights rights = rights(100);

        StudyRights.Viewable viewable = rights.viewable(OF_THE_NORTH, all);
        assertThat(viewable.studies()).containsExactly(all.get(0), all.get(2));
        assertThat(viewable.complete()).isTrue();
        assertThat(source.originsAsked()).hasSize(3);

        nanos = Duration.ofMinutes(1).toNanos();
        assertThat(rights.viewable(OF_THE_NORTH, all)).isEqualTo(viewable);
        assertThat(source.originsAsked()).hasSize(3);
    }

    @Test
    void looksUpTheLikelyOnesAndTheNewestWithinTheBoundAndSaysSo() {
        List<StudySummary> all = List.of(
                study("2.25.1", "Weber^Karl^^Dr.", 1, NORTH),
                study("2.25.2", "Else^Some", 2, NORTH),
                study("2.25.3", "Else^Some", 4, NORTH),
                study("2.25.4", "Else^Some", 3, SOUTH));

        StudyRights.Viewable viewable = rights(3).viewable(IDENTIFIED, all);

        assertThat(source.originsAsked()).containsExactlyInAnyOrder("2.25.1", "2.25.3", "2.25.4");
        assertThat(viewable.studies()).containsExactly(all.get(0), all.get(2));
        assertThat(viewable.complete()).isFalse();
    }

    private StudySummary study(String uid, String referringPhysicianName, int day, StudyOrigin origin) {
        StudySummary study = new StudySummary(
                uid,
                "Test^Patient",
                "ID",
                null,
                "O",
                LocalDate.of(2026, 11, day),
                null,
                Set.of("CT"),
                "",
                "",
                referringPhysicianName,
                -1,
                -1);
        source.addStudy(study);
        source.origin(uid, origin);
        return study;
    }

    private static User user(Role role, String name, List<String> ids, List<String> groups) {
        return new User(
                "subject", "user", "User", Set.of(role), name.isEmpty() ? List.of() : List.of(name), ids, groups, "");
    }
}
