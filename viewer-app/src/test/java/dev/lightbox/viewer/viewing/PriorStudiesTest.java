package dev.lightbox.viewer.viewing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.security.AccessProperties;
import dev.lightbox.security.StudyAccess;
import dev.lightbox.security.StudyAttributes;
import dev.lightbox.security.User;
import dev.lightbox.viewer.access.StudyRights;
import dev.lightbox.viewer.pacs.StudySummary;
import dev.lightbox.viewer.viewing.PriorStudies.Relation;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PriorStudiesTest {

    private static final LocalDate BORN = LocalDate.of(1960, 2, 3);
    private static final LocalDate DAY = LocalDate.of(2026, 5, 1);
    private static final User USER = new User("subject", "user", "User", Set.of(), List.of(), "");

    private final MemoryStudySource source = new MemoryStudySource();
    private final Set<String> denied = new HashSet<>();
    private final StudyAccess access = new StudyAccess() {
        @Override
        public boolean mayView(User user, StudyAttributes study) {
            return !denied.contains(study.studyInstanceUid());
        }

        @Override
        public Scope scope(User user) {
            return new Scope.All();
        }
    };
    private final StudyRights rights = new StudyRights(source, access, AccessProperties.DEFAULTS);
    private final ViewableStudies studies = new ViewableStudies(source, rights);

    private List<String> priors(String opened) {
        return new PriorStudies(source, studies, rights, ManualSchedulers.properties(0))
                .of(USER, studies.find(USER, opened).orElseThrow()).stream()
                        .map(ViewableStudy::studyInstanceUid)
                        .toList();
    }

    private static StudySummary study(
            String uid, String patientId, @Nullable LocalDate born, @Nullable LocalDate date, String modality) {
        return new StudySummary(
                uid, "Test^Patient", patientId, born, "O", date, null, Set.of(modality), "", "", "", -1, -1);
    }

    private void add(String uid, String patientId, @Nullable LocalDate born, @Nullable LocalDate date) {
        source.addStudy(study(uid, patientId, born, date, "CT"));
    }

    @Test
    void listsOnlyTheSamePatient() {
        add("2.25.1", "7", BORN, DAY);
        add("2.25.2", "7", BORN, DAY.minusDays(2));
        add("2.25.3", "7 ", null, DAY.minusDays(3));
        add("2.25.4", "7", BORN.plusDays(1), DAY.minusDays(1));
        add("2.25.5", "77", BORN, DAY.minusDays(1));
        assertThat(priors("2.25.1")).containsExactly("2.25.2", "2.25.3");
    }

    @Test
    void listsNothingWithoutAPatientId() {
        add("2.25.1", " ", BORN, DAY);
        add("2.25.2", "", BORN, DAY);
        assertThat(priors("2.25.1")).isEmpty();
    }

    @Test
    void saysNothingOfStudiesThatAreDenied() {
        add("2.25.1", "7", BORN, DAY);
        add("2.25.2", "7", BORN, DAY.minusDays(2));
        add("2.25.3", "7", BORN, DAY.minusDays(3));
        denied.add("2.25.2");
        assertThat(priors("2.25.1")).containsExactly("2.25.3");
    }

    @Test
    void deniedStudiesTakeNoPlaceOfViewableOnes() {
        add("2.25.1", "7", BORN, DAY);
        for (int i = 10; i < 40; i++) {
            add("2.25." + i, "7", BORN, DAY.minusDays(i));
            if (i < 30) {
                denied.add("2.25." + i);
            }
        }
        assertThat(priors("2.25.1")).hasSize(10).startsWith("2.25.30").endsWith("2.25.39");
    }

    @Test
    void sortsByModalityThenBodyPartThenDate() {
        add("2.25.1", "7", BORN, DAY);
        source.addSeries("2.25.1", "2.25.11", "CT", "CHEST");
        source.addStudy(study("2.25.2", "7", BORN, DAY.minusDays(1), "MR"));
        add("2.25.3", "7", BORN, DAY.minusDays(2));
        source.addSeries("2.25.3", "2.25.31", "CT", "HEAD");
        add("2.25.4", "7", BORN, DAY.minusYears(5));
        source.addSeries("2.25.4", "2.25.41", "CT", "Chest");
        add("2.25.5", "7", BORN, null);
        assertThat(priors("2.25.1")).containsExactly("2.25.4", "2.25.3", "2.25.5", "2.25.2");
    }

    @Test
    void tellsPriorFromLater() {
        StudySummary opened = study("2.25.1", "7", BORN, DAY, "CT");
        assertThat(Relation.of(opened, study("2.25.2", "7", BORN, DAY.minusDays(1), "CT")))
                .isEqualTo(Relation.PRIOR);
        assertThat(Relation.of(opened, study("2.25.2", "7", BORN, DAY.plusDays(1), "CT")))
                .isEqualTo(Relation.LATER);
        assertThat(Relation.of(opened, study("2.25.2", "7", BORN, DAY, "CT"))).isEqualTo(Relation.OTHER);
        assertThat(Relation.of(opened, study("2.25.2", "7", BORN, null, "CT"))).isEqualTo(Relation.OTHER);
        assertThat(Relation.of(at(LocalTime.NOON), at(LocalTime.MIDNIGHT))).isEqualTo(Relation.PRIOR);
    }

    private static StudySummary at(LocalTime time) {
        return new StudySummary("2.25.9", "", "7", BORN, "", DAY, time, Set.of(), "", "", "", -1, -1);
    }
}
