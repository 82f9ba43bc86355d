package dev.lightbox.viewer.viewing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.security.AccessProperties;
import dev.lightbox.security.StudyAccess;
import dev.lightbox.security.StudyAttributes;
import dev.lightbox.security.User;
import dev.lightbox.viewer.access.StudyRights;
import dev.lightbox.viewer.pacs.SeriesSummary;
import dev.lightbox.viewer.pacs.StudySummary;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ViewableStudiesTest {

    private static final String STUDY = "2.25.1";
    private static final User USER = new User("subject", "user", "User", Set.of(), List.of(), "");

    private final MemoryStudySource source = new MemoryStudySource();
    private boolean denied;
    private final StudyAccess access = new StudyAccess() {
        @Override
        public boolean mayView(User user, StudyAttributes study) {
            return !denied;
        }

        @Override
        public Scope scope(User user) {
            return new Scope.All();
        }
    };
    private final ViewableStudies studies =
            new ViewableStudies(source, new StudyRights(source, access, AccessProperties.DEFAULTS));

    ViewableStudiesTest() {
        source.addStudy(new StudySummary(
                STUDY,
                "Test^Patient",
                "7",
                null,
                "O",
                LocalDate.of(2026, 5, 1),
                null,
                Set.of("CT"),
                "",
                "",
                "",
                -1,
                -1));
        source.addSeries(STUDY, "2.25.11", "CT", "");
    }

    private static List<String> seriesOf(Optional<ViewableStudy> study) {
        return study.orElseThrow().series().stream()
                .map(SeriesSummary::seriesInstanceUid)
                .toList();
    }

    @Test
    void whatIsAskedForAnOpenedStudyIsBelievedForAWhile() {
        assertThat(seriesOf(studies.find(USER, STUDY))).containsExactly("2.25.11");
        source.addSeries(STUDY, "2.25.12", "PR", "");
        assertThat(seriesOf(studies.find(USER, STUDY))).containsExactly("2.25.11");
    }

    @Test
    void openingAStudyAgainShowsWhatHasReachedTheArchiveSince() {
        assertThat(seriesOf(studies.open(USER, STUDY))).containsExactly("2.25.11");
        source.addSeries(STUDY, "2.25.12", "PR", "");
        assertThat(seriesOf(studies.open(USER, STUDY))).containsExactly("2.25.11", "2.25.12");
        assertThat(seriesOf(studies.find(USER, STUDY))).containsExactly("2.25.11", "2.25.12");
    }

    @Test
    void neitherOpensWhatIsDeniedOrUnknown() {
        assertThat(studies.open(USER, STUDY)).isPresent();
        denied = true;
        assertThat(studies.open(USER, STUDY)).isEmpty();
        assertThat(studies.find(USER, STUDY)).isEmpty();
        denied = false;
        assertThat(studies.open(USER, "2.25.2")).isEmpty();
        assertThat(studies.open(USER, "2.25.1/series")).isEmpty();
    }
}
