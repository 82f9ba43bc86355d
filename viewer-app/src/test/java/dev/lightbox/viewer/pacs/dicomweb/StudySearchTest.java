package dev.lightbox.viewer.pacs.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.viewer.pacs.Studies;
import dev.lightbox.viewer.pacs.StudyQuery;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudySearchTest {

    @Test
    void everythingIsOneQueryWithoutParameters() {
        assertThat(StudySearch.queries(StudyQuery.ANY, true)).containsExactly("");
        assertThat(StudySearch.queries(StudyQuery.ANY, false)).containsExactly("");
    }

    @Test
    void daysAreARange() {
        LocalDate first = LocalDate.of(2026, 11, 1);
        LocalDate last = LocalDate.of(2026, 11, 30);
        assertThat(queries(query().period(first, last))).containsExactly("StudyDate=20261101-20261130");
        assertThat(queries(query().period(first, null))).containsExactly("StudyDate=20261101-");
        assertThat(queries(query().period(null, last))).containsExactly("StudyDate=-20261130");
        assertThat(queries(query().born(LocalDate.of(1950, 7, 4)))).containsExactly("PatientBirthDate=19500704");
    }

    /** First as typed, then as widely as StudyMatcher reaches: diacritics may stand on nearly every letter. */
    @ParameterizedTest
    @CsvSource({
        "Weber,         *Weber*,      *w*b*",
        "müller,        *m*ller*,     *m*",
        "Hans Weber,    *Weber*,      *w*b*",
        "Weber^Karl,    *Weber*,      *w*b*",
        "O'Brien,       *Brien*,      *b*",
        "we?er,         *we?er*,      *w*",
        "Fumbi&x=y,     *Fumbi?x*,    *f*mb*x*",
        "山田 Tarou,     *Tarou*,      ''",
        "4711,          *4711*,       *4711*",
    })
    void namesGoOutTwice(String typed, String precise, String wide) {
        List<String> queries = queries(query().name(typed));
        assertThat(queries.getFirst()).isEqualToIgnoringCase("PatientName=" + precise);
        assertThat(queries.getLast()).isEqualToIgnoringCase(wide.isEmpty() ? "" : "PatientName=" + wide);
        assertThat(queries).hasSize(precise.equals(wide) ? 1 : 2);
    }

    @ParameterizedTest
    @CsvSource({
        "4711,      *4711*,     *4711*",
        "4711*,     *4711*,     *4711*",
        "pat 0815,  *pat*0815*, *PAT*0815*",
        "a/b#7%,    *a?b?7?*,   *A?B?7?*",
        "Ä1,        *1*,        *1*",
    })
    void idsGoOutInTheirCaseAndInCapitals(String typed, String asTyped, String inCapitals) {
        assertThat(queries(query().id(typed)))
                .containsExactlyElementsOf(
                        asTyped.equals(inCapitals)
                                ? List.of("PatientID=" + asTyped)
                                : List.of("PatientID=" + asTyped, "PatientID=" + inCapitals));
    }

    @Test
    void freeTextIsLookedForInThreePlaces() {
        assertThat(queries(query().freeText("4711")))
                .containsExactly("PatientName=*4711*", "PatientID=*4711*", "AccessionNumber=*4711*");
        assertThat(queries(query().freeText("weber")))
                .containsExactly(
                        "PatientName=*weber*",
                        "PatientID=*weber*",
                        "PatientID=*WEBER*",
                        "AccessionNumber=*weber*",
                        "AccessionNumber=*WEBER*",
                        "PatientName=*w*b*");
    }

    @Test
    void freeTextThatCouldBeWrittenInAnyWayIsLookedForEverywhereInTheEnd() {
        assertThat(queries(query().freeText("tarou"))).hasSize(6).endsWith("");
        assertThat(queries(query().freeText("山田"))).containsExactly("");
    }

    @Test
    void modalitiesAndDoctorsMakeOneQueryEach() {
        assertThat(queries(query().modalities(Set.of("MR", "CT"))))
                .containsExactly("ModalitiesInStudy=CT", "ModalitiesInStudy=MR");
        assertThat(queries(query().referredBy("Weber^Karl^^Dr.", "Weber^K.")))
                .containsExactly(
                        "ReferringPhysicianName=*Weber*Karl*",
                        "ReferringPhysicianName=*Weber*K?*",
                        "ReferringPhysicianName=*W*b*");
        // Too many for a query each: the rest is for our own matching.
        assertThat(queries(query().modalities(Set.of("A", "B", "C", "D", "E", "F", "G"))))
                .containsExactly("");
        assertThat(queries(query().modalities(Set.of("C&T")))).containsExactly("");
    }

    @Test
    void archivesWithoutWildcardsAreAskedByDateAndModality() {
        assertThat(StudySearch.queries(
                        query().name("weber")
                                .id("4711")
                                .freeText("x")
                                .referredBy("Weber^Karl")
                                .modalities(Set.of("CT"))
                                .period(LocalDate.of(2026, 11, 1), null)
                                .build(),
                        false))
                .containsExactly("StudyDate=20261101-&ModalitiesInStudy=CT");
    }

    @Test
    void nothingNeedsEscaping() {
        String nasty = "a%20b&c=d#e+f\"g<h>i\\j^k|l`m{n}o[p]q;r,s ü山\u0000\n*?";
        for (String query : queries(query().name(nasty)
                .id(nasty)
                .accession(nasty)
                .referring(nasty)
                .freeText(nasty)
                .description(nasty)
                .modalities(Set.of(nasty)))) {
            assertThat(query).matches("[A-Za-z]+=[A-Za-z0-9*?]+(&[A-Za-z]+=[A-Za-z0-9*?]+)*|");
        }
    }

    private static List<String> queries(Studies.QueryBuilder query) {
        return StudySearch.queries(query.build(), true);
    }

    private static Studies.QueryBuilder query() {
        return new Studies.QueryBuilder();
    }
}
