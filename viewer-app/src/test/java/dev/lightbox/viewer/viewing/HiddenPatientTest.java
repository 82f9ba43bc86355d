package dev.lightbox.viewer.viewing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.viewer.pacs.Studies;
import dev.lightbox.viewer.pacs.StudySummary;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HiddenPatientTest {

    private static StudySummary study(String description) {
        return new Studies.SummaryBuilder()
                .name("Müller-Lüdenscheidt^Änne^^Dr.=ミュラー^アンネ")
                .id("P-4711")
                .born(LocalDate.of(1950, 4, 1))
                .sex("F")
                .date(LocalDate.of(2026, 2, 1))
                .description(description)
                .accession("ACC 99")
                .referring("Weber^Karl")
                .build();
    }

    @Test
    void nothingOfTheSummarySaysWhoseItIs() {
        StudySummary cleaned = HiddenPatient.of(study("CT head")).cleaned(study("CT head"));
        assertThat(cleaned.patientName()).isEmpty();
        assertThat(cleaned.patientId()).isEmpty();
        assertThat(cleaned.patientBirthDate()).isNull();
        assertThat(cleaned.accessionNumber()).isEmpty();
        assertThat(cleaned.referringPhysicianName()).isEmpty();
        assertThat(cleaned.patientSex()).isEqualTo("F");
        assertThat(cleaned.studyDate()).isEqualTo(LocalDate.of(2026, 2, 1));
        assertThat(cleaned.studyDescription()).isEqualTo("CT head");
    }

    @ParameterizedTest
    @CsvSource({
        "CT Kopf Müller",
        "ct_mueller_kopf",
        "CT MULLER",
        "Lüdenscheidt, Thorax",
        "M\u0075\u0308ller",
        "KOPF/ÄNNE",
        "Kopf aenne",
        "Kopf ANNE",
        "Befund P4711",
        "p 4711 kontrolle",
        "acc-99",
        "ミュラー 頭部",
        "みゅらー 頭部",
        "ﾐｭﾗｰ 頭部",
        "Kopf 01.04.1950",
        "Kopf 1950-04-01",
        "Kopf 4/1/50",
        "Kopf geb. 1. 4. 1950",
        "Kopf_19500401_nativ",
        "Kopf 010450",
    })
    void aDescriptionWithAPartOfItIsWithheldAsAWhole(String description) {
        assertThat(HiddenPatient.of(study(description)).cleaned(description)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'kernel Kopf, nativ, fuer Frau Lued…'",
        "'kernel Kopf, nativ, fuer Frau LÜD…'",
        "kernel_kopf_nativ_fuer_frauMuell…",
        "TI Kopf MÜL… ms",
        "'axial, Kopf P-471…, volume 2'",
        "Kopf 1950-0…",
        "ミュラ… 頭部",
    })
    void aTextThatBreaksOffWithinAPartOfItIsWithheldAsAWhole(String description) {
        assertThat(HiddenPatient.of(study(description)).cleaned(description)).isEmpty();
    }

    @Test
    void oneLetterOfADenseScriptTellsWhereATextBreaksOff() {
        assertThat(named("Higaki^Teru=檜垣^輝").cleaned("kernel 檜…")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"kernel Kopf nativ Mu…", "'kernel Kopf nativ, weich…'", "Mul", "Lued links", "…"})
    void otherTextsThatBreakOffStay(String description) {
        assertThat(HiddenPatient.of(study(description)).cleaned(description)).isEqualTo(description);
    }

    @ParameterizedTest
    @CsvSource({"CT SORENSEN", "Sørensen", "LUCJA Kopf", "Łucja"})
    void lettersThatOthersWriteWithoutTheirStrokeAreTheSame(String description) {
        StudySummary study = new Studies.SummaryBuilder()
                .name("Sørensen^Łucja")
                .description(description)
                .build();
        assertThat(HiddenPatient.of(study).cleaned(description)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "CT Kopf nativ",
        "MR knee left",
        "Thorax pa",
        "4711",
        "2026-02-01",
        "1950 ml",
        "DR Thorax",
        "1.5.1950",
        "4.1"
    })
    void otherDescriptionsStay(String description) {
        assertThat(HiddenPatient.of(study(description)).cleaned(description)).isEqualTo(description);
    }

    @ParameterizedTest
    @CsvSource({
        "Li^Wu, CT Li Kopf",
        "Li^Wu, WULI",
        "Li^Wu=李^武, 頭部李武",
        "Li^Wu=李^武, 李 CT",
        "Kim^So=김^소, 김소 두부",
        "O^Bo, Thorax BO",
    })
    void shortNamesTellAsWordsAndThoseOfDenseScriptsEverywhere(String name, String description) {
        assertThat(named(name).cleaned(description)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Li^Wu, Limbus links",
        "Smith^John^A^MR, T1 A MR",
        "Smith^J^^Dr., DR Thorax J",
        "^^^^, Kopf",
    })
    void initialsTitlesAndPartsOfWordsDoNotTell(String name, String description) {
        assertThat(named(name).cleaned(description)).isEqualTo(description);
    }

    @Test
    void codesStayWhateverThePatientIsCalled() {
        HiddenPatient patient = named("Hu^Ray^L");
        assertThat(patient.cleanedCode("HU")).isEqualTo("HU");
        assertThat(patient.cleanedCode("L")).isEqualTo("L");
        assertThat(patient.cleanedCode("HU RAY")).isEmpty();
    }

    private static HiddenPatient named(String name) {
        return HiddenPatient.of(new Studies.SummaryBuilder().name(name).build());
    }
}
