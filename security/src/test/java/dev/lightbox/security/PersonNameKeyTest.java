package dev.lightbox.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNameKeyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Weber^Karl^^Dr.      | Weber^Karl",
                "Weber^Karl^^Dr.      | WEBER^KARL^^Prof.^MD",
                "Weber^Karl           | weber^karl^^^",
                "Müller^Jürgen        | MULLER^JURGEN",
                "Groß^Uwe             | GROSS^UWE",
                "Dvořák^Antonín       | Dvorak^Antonin",
                "Weber^Karl           | ' Weber ^ Karl '",
                "van der  Berg^Anna   | Van Der Berg^ANNA",
                "Weber^Karl^Maria     | WEBER^KARL^MARIA^Dr.",
                "Yamada^Tarou=山田^太郎 | YAMADA^TAROU=別^名",
                "Weber                | WEBER^^^Dr.",
            })
    void meansTheSamePerson(String one, String other) {
        assertThat(PersonNameKey.of(one)).isPresent().isEqualTo(PersonNameKey.of(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Weber^Karl        | Weber^Karla",
                "Weber^Karl        | Weber",
                "Weber^Karl        | Weber^K",
                "Weber^Karl        | Weberknecht^Karl",
                "Weber^Karl        | Karl^Weber",
                "Weber^Karl        | WeberKarl",
                "Weber^Karl        | Weber Karl",
                "Weber^Karl        | Weber^Karl^Maria",
                "Weber^Karl^Maria  | Weber^Karl^Marie",
                "Weber^Karl        | 'Weber^^Karl'",
                "Müller^Jürgen     | Mueller^Juergen",
                // Marks outside of the European alphabets change the letter.
                "か^たろう          | が^たろう",
            })
    void isAnotherPerson(String one, String other) {
        assertThat(PersonNameKey.of(one)).isPresent();
        assertThat(PersonNameKey.of(other)).isPresent();
        assertThat(PersonNameKey.of(one)).isNotEqualTo(PersonNameKey.of(other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "^",
                "^^^^",
                "^Karl",
                " ^Karl",
                "=山田^太郎",
                "*",
                "Weber*",
                "Weber^*",
                "Weber^Kar?",
                "?",
                "Weber^Karl\\Schneider^Eva",
                "Weber^Karl^^Dr.^^Schneider",
                "Web\u0000er^Karl",
                "Weber\n^Karl",
                "\u0300\u0301",
                // A full-width asterisk normalises to an asterisk, a full-width circumflex to the separator.
                "Weber\uFF0A",
                "Weber\uFF3EKarl",
                // What a wrong character set leaves behind.
                "M\uFFFDller^J\uFFFDrgen",
            })
    void namesNobody(String name) {
        assertThat(PersonNameKey.of(name)).isEmpty();
    }

    @Test
    void acceptsPaddingWithNul() {
        assertThat(PersonNameKey.of("Weber^Karl\0")).isPresent().isEqualTo(PersonNameKey.of("Weber^Karl"));
    }

    @Test
    void refusesWhatIsTooLongToBeAName() {
        assertThat(PersonNameKey.of("W".repeat(1025))).isEmpty();
        assertThat(PersonNameKey.of("^".repeat(1000))).isEmpty();
    }
}
