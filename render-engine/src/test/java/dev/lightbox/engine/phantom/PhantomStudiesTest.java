package dev.lightbox.engine.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.engine.dicom.Uids;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PhantomStudiesTest {
    private static final List<PhantomStudy> ALL = PhantomStudies.all();

    @Test
    void fourteenStudiesOfNinePatients() {
        assertThat(ALL).hasSize(14);
        assertThat(patients(ALL)).hasSize(9);
    }

    private static Set<PhantomPatient> patients(List<PhantomStudy> studies) {
        return studies.stream().map(PhantomStudy::patient).collect(Collectors.toSet());
    }

    @Test
    void eachReferringPhysicianHasPatientsAndTwoStudiesHaveNone() {
        assertThat(patients(of(PhantomStudies.WEBER)))
                .containsExactlyInAnyOrder(PhantomStudies.MUSTERMANN, PhantomStudies.FANTASIA, PhantomStudies.DOE);
        assertThat(patients(of(PhantomStudies.SCHNEIDER)))
                .containsExactlyInAnyOrder(PhantomStudies.MUSTERFRAU, PhantomStudies.EJEMPLO, PhantomStudies.TESTOWA);
        assertThat(patients(of(PhantomStudies.OKAFOR)))
                .containsExactlyInAnyOrder(PhantomStudies.YAMADA, PhantomStudies.PROBE);
        assertThat(of("")).containsExactly(PhantomStudies.CT_MIXED_SIZES, PhantomStudies.GEOMETRY);
    }

    private static List<PhantomStudy> of(String physician) {
        return ALL.stream()
                .filter(study -> study.referringPhysician().equals(physician))
                .toList();
    }

    @Test
    void theQuickRangesFindSomethingEachTimeMore() {
        assertThat(notOlderThan(0)).isEqualTo(2);
        assertThat(notOlderThan(2)).isEqualTo(5);
        assertThat(notOlderThan(6)).isEqualTo(8);
    }

    private static long notOlderThan(int days) {
        return ALL.stream().filter(study -> study.daysAgo() <= days).count();
    }

    @Test
    void twoPatientsHavePriorsOfTheSameKind() {
        assertThat(PhantomStudies.CT_THORAX_PRIOR.patient()).isEqualTo(PhantomStudies.CT_HEAD_TO_THORAX.patient());
        assertThat(PhantomStudies.MR_HEAD_PRIOR.patient()).isEqualTo(PhantomStudies.MR_HEAD.patient());
    }

    @Test
    void allUidsAreValidAndDifferent() {
        Set<String> uids = new HashSet<>();
        for (PhantomStudy study : ALL) {
            assertNew(uids, study.studyInstanceUid());
            for (PhantomSeries series : study.series()) {
                assertNew(uids, series.seriesInstanceUid());
                series.instances().forEach(instance -> assertNew(uids, instance.sopInstanceUid()));
            }
        }
        assertThat(uids).hasSize(14 + 25 + 752);
    }

    private static void assertNew(Set<String> uids, String uid) {
        assertThat(Uids.isValid(uid)).as(uid).isTrue();
        assertThat(uids.add(uid)).as("%s is new", uid).isTrue();
    }

    /** Bookmarks, tests and other archives know the studies by these. */
    @Test
    void uidsAndAccessionNumbersAreTheSameForever() {
        assertThat(PhantomStudies.CT_HEAD_TO_THORAX.studyInstanceUid())
                .isEqualTo("2.25.313618758889273068216602285654246745113");
        assertThat(PhantomStudies.CT_HEAD_TO_THORAX.series(2).seriesInstanceUid())
                .isEqualTo("2.25.190889169095050319445702225674711706935");
        assertThat(PhantomStudies.CT_HEAD_TO_THORAX.accessionNumber()).isEqualTo("A761807");
    }

    @Test
    void accessionNumbersDiffer() {
        assertThat(ALL).extracting(PhantomStudy::accessionNumber).doesNotHaveDuplicates();
    }

    @Test
    void theLoadIsAsLongAsAskedForAndVaried() {
        List<PhantomStudy> load = WorklistLoad.studies(5000);
        assertThat(load).hasSize(5000);
        assertThat(load).extracting(PhantomStudy::studyInstanceUid).doesNotHaveDuplicates();
        assertThat(load.stream().map(PhantomStudy::referringPhysician).distinct())
                .hasSize(5);
        assertThat(load.stream()
                        .map(study -> study.series().getFirst().modality())
                        .distinct())
                .hasSize(8);
        assertThat(patients(load)).hasSizeBetween(2000, 4000);
        assertThat(load.stream().filter(study -> study.daysAgo() == 0)).isNotEmpty();
        assertThat(load.stream().mapToInt(PhantomStudy::daysAgo).max()).hasValue(1094);
    }

    @Test
    void aPatientOfTheLoadHasOneNameOnly() {
        assertThat(patients(WorklistLoad.studies(5000)))
                .extracting(PhantomPatient::id)
                .doesNotHaveDuplicates();
    }
}
