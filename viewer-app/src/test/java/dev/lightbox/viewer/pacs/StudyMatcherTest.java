package dev.lightbox.viewer.pacs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudyMatcherTest {

    @ParameterizedTest
    @CsvSource({
        "muller,            Müller^Hans,                            true",
        "MÜLLER,            Muller^Hans,                            true",
        "'müller, hans',    Müller^Hans,                            true",
        "hans mull,         Müller^Hans,                            true",
        "Müller^Hans,       Müller^Hans^^Dr.,                       true",
        "uller,             Müller^Hans,                            false",
        "u*er,              Müller^Hans,                            false",
        "m*er,              Müller^Hans,                            true",
        "m?ller,            Müller^Hans,                            true",
        "m?ler,             Müller^Hans,                            false",
        "m*l,               Müller^Hans,                            false",
        "hans peter,        Müller^Hans,                            false",
        "strasse,           Straße^Eva,                             true",
        "soren,             Sørensen^Åse,                           true",
        "lukasz,            Nowak^Łukasz,                           true",
        "obrien,            O'Brien^Sean,                           true",
        "o'br,              O'Brien^Sean,                           true",
        "brien,             O'Brien^Sean,                           true",
        "berg,              van den Berg^Jan,                       true",
        "vandenb,           van den Berg^Jan,                       true",
        "lüden,             Müller-Lüdenscheidt^Max,                true",
        "yamada,            Yamada^Tarou=山田^太郎=やまだ^たろう,    true",
        "山田,              Yamada^Tarou=山田^太郎=やまだ^たろう,    true",
        "山田太郎,          Yamada^Tarou=山田^太郎=やまだ^たろう,    true",
        "太郎,              Yamada^Tarou=山田^太郎=やまだ^たろう,    true",
        "たろう,            Yamada^Tarou=山田^太郎=やまだ^たろう,    true",
        "ﾔﾏﾀﾞ,              ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎,                     true",
        "ヤマダ,            ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎,                     true",
        "はた,              Hada^A=羽田^A=はだ^A,                    false",
        "yamada 太郎,       Yamada^Tarou=山田^太郎=やまだ^たろう,    false",
        "길동,              Hong^Gildong=洪^吉洞=홍^길동,            true",
        "Διονυσ,            Διονυσιος,                              true",
        "διονυσιοσ,         ΔΙΟΝΥΣΙΟΣ,                              true",
        "'^',               Müller^Hans,                            true",
        "'a*',              '',                                     false",
    })
    void patientNameByWordsOfOneComponentGroup(String typed, String stored, boolean found) {
        StudySummary study = study().name(stored).build();
        assertThat(StudyMatcher.matches(query().name(typed).build(), study)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({
        "123,    PAT-1234, true",
        "pat,    PAT-1234, true",
        "' 123 ', PAT-1234, true",
        "999,    PAT-1234, false",
        "*1234,  PAT-1234, true",
        "*123,   PAT-1234, false",
        "PAT?12*, PAT-1234, true",
        "１２３, PAT-1234, true",
        "a*b*c*d*e*f*g*h*i*j*k*l*m*n*o*, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, false",
        "4*2,    4*2, true",
        "'*',    '', true",
    })
    void idsContainWhatIsTypedOrMatchItsWildcardsWhole(String typed, String stored, boolean found) {
        assertThat(StudyMatcher.matches(
                        query().id(typed).build(), study().id(stored).build()))
                .isEqualTo(found);
        assertThat(StudyMatcher.matches(
                        query().accession(typed).build(),
                        study().accession(stored).build()))
                .isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({
        "weber,          true",
        "weber 0815,     true",
        "0815 A77,       true",
        "karl,           true",
        "eber,           false",
        "weber 4711,     false",
        "a?7,            true",
        "'weber,karl',   true",
        "'-',            false",
        "'',             true",
    })
    void freeTextWordsOccurInNameOrIdOrAccession(String typed, boolean found) {
        StudySummary study =
                study().name("Weber^Karl").id("X0815").accession("A77").build();
        assertThat(StudyMatcher.matches(query().freeText(typed).build(), study)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({
        "thorax,       true",
        "tho abd,      true",
        "abd THORAX,   true",
        "thö,          true",
        "t?orax,       true",
        "becken,       false",
        "kv*thorax,    false",
    })
    void descriptionContainsEachWord(String typed, boolean found) {
        StudySummary study = study().description("CT Thorax/Abdomen m. KM").build();
        assertThat(StudyMatcher.matches(query().description(typed).build(), study))
                .isEqualTo(found);
    }

    @Test
    void literalStarInTheDescriptionIsFound() {
        assertThat(StudyMatcher.matches(
                        query().description("T2*").build(),
                        study().description("MR T2* SWI").build()))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-01, 2026-11-30, 2026-11-01, true",
        "2026-11-01, 2026-11-30, 2026-11-30, true",
        "2026-11-01, 2026-11-30, 2026-10-31, false",
        "2026-11-01, 2026-11-30, 2026-12-01, false",
        "2026-11-01,           , 2030-01-01, true",
        "          , 2026-11-30, 1950-01-01, true",
        "2026-11-01,           ,           , false",
        "          ,           ,           , true",
    })
    void daysAreInclusive(LocalDate from, LocalDate to, LocalDate date, boolean found) {
        assertThat(StudyMatcher.matches(
                        query().period(from, to).build(), study().date(date).build()))
                .isEqualTo(found);
    }

    @Test
    void anyOfTheModalities() {
        StudySummary study = study().modalities(Set.of("CT", "SR")).build();
        assertThat(StudyMatcher.matches(query().modalities(Set.of("MR", "CT")).build(), study))
                .isTrue();
        assertThat(StudyMatcher.matches(query().modalities(Set.of("MR")).build(), study))
                .isFalse();
        assertThat(StudyMatcher.matches(query().modalities(Set.of("MR")).build(), study().build()))
                .isFalse();
    }

    @Test
    void birthDateAndSexAreEqual() {
        StudySummary study = study().born(LocalDate.of(1950, 7, 4)).sex("F").build();
        assertThat(StudyMatcher.matches(
                        query().born(LocalDate.of(1950, 7, 4)).sex("f").build(), study))
                .isTrue();
        assertThat(StudyMatcher.matches(query().born(LocalDate.of(1950, 7, 5)).build(), study))
                .isFalse();
        assertThat(StudyMatcher.matches(query().sex("M").build(), study)).isFalse();
        assertThat(StudyMatcher.matches(query().sex("M").build(), study().build()))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Weber^Karl^^Dr., Weber^Karl^^Dr.,            true",
        "Weber^Karl^^Dr., WEBER^KARL,                 true",
        "Weber^Karl,      Weber^Karl^^Prof.=ウェーバー, true",
        "Weber^Karl,      Weber^Karla,                false",
        "van Berg^Karl,   van  Berg^ Karl ,           true",
        "Weber^Karl,      Weber,                      false",
        "Weber^Karl,      Karl^Weber,                 false",
        "Weber^Karl,      '',                         false",
        "'^^^^',          '^^^^',                     false",
        "'',              '',                         false",
        "W*^K*,           Weber^Karl,                 false",
    })
    void referredByFamilyAndGivenName(String doctor, String stored, boolean found) {
        StudySummary study = study().referring(stored).build();
        assertThat(StudyMatcher.matches(StudyQuery.ANY.withReferredBy(List.of("Nobody^Else", doctor)), study))
                .isEqualTo(found);
    }

    @Test
    void referringPhysicianIsSearchedLikeThePatient() {
        StudySummary study = study().referring("Okafor^Ngozi^^Dr.").build();
        assertThat(StudyMatcher.matches(query().referring("okaf").build(), study))
                .isTrue();
        assertThat(StudyMatcher.matches(query().referring("weber").build(), study))
                .isFalse();
    }

    @Test
    void allCriteriaMustHold() {
        StudySummary study = study().name("Weber^Karl").id("1").build();
        assertThat(StudyMatcher.matches(query().name("weber").id("1").build(), study))
                .isTrue();
        assertThat(StudyMatcher.matches(query().name("weber").id("2").build(), study))
                .isFalse();
        assertThat(StudyMatcher.matches(StudyQuery.ANY, study)).isTrue();
    }

    private static Studies.SummaryBuilder study() {
        return new Studies.SummaryBuilder();
    }

    private static Studies.QueryBuilder query() {
        return new Studies.QueryBuilder();
    }
}
