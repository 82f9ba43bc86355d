package dev.lightbox.engine.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.engine.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharacterSetTest {
    @ParameterizedTest
    @CsvSource({
        "charsets/chrArab.dcm, قباني^لنزار",
        "charsets/chrFren.dcm, Buc^Jérôme",
        "charsets/chrGerm.dcm, Äneas^Rüdiger",
        "charsets/chrGreek.dcm, Διονυσιος",
        "charsets/chrH31.dcm, Yamada^Tarou=山田^太郎=やまだ^たろう",
        "charsets/chrI2.dcm, Hong^Gildong=洪^吉洞=홍^길동",
        "charsets/chrJapMulti.dcm, やまだ^たろう",
        "charsets/chrKoreanMulti.dcm, 김희중",
        "charsets/chrX1.dcm, Wang^XiaoDong=王^小東=",
        "demo-archive/i18n/1.3.6.1.4.1.5962.1.1.0.1.1.1175775771.5714.0.dcm, TEST-i18n-Wang^XiaoDong=王^小东=",
        "demo-archive/i18n/1.3.6.1.4.1.5962.1.1.0.1.1.1175775772.5729.0.dcm, TEST-i18n-Люкceмбypг"
    })
    void readsTheNamesOfRealFiles(String file, String name) throws IOException {
        assertThat(DicomReader.read(SharedData.path(file)).dataSet().string(Tag.PatientName))
                .contains(name);
    }

    @Test
    void anItemMayHaveItsOwnCharacterSet() throws IOException {
        DataSet dataSet =
                DicomReader.read(SharedData.path("charsets/chrSQEncoding.dcm")).dataSet();

        DataSet item = dataSet.items(0x00321064).getFirst();

        assertThat(dataSet.string(Tag.SpecificCharacterSet)).contains("ISO_IR 192");
        assertThat(item.strings(Tag.SpecificCharacterSet)).containsExactly("ISO 2022 IR 13", "ISO 2022 IR 87");
        assertThat(item.personName(Tag.PatientName)).contains(new PersonName("ﾔﾏﾀﾞ^ﾀﾛｳ", "山田^太郎", "やまだ^たろう"));
    }

    /** PS3.5 H.3.1, H.3.2, I.2, J.1, J.2, K.2 and X.1, X.2: the standard's own examples, by their published bytes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\\ISO 2022 IR 87 | Yamada^Tarou=<1b>$B;3ED<1b>(B^<1b>$BB@O:<1b>(B=<1b>$B$d$^$@<1b>(B^<1b>$B$?$m$&<1b>(B"
                        + "| Yamada^Tarou=山田^太郎=やまだ^たろう",
                "ISO 2022 IR 13\\ISO 2022 IR 87 | <d4cfc0de>^<c0dbb3>=<1b>$B;3ED<1b>(J^<1b>$BB@O:<1b>(J=<1b>$B$d$^$@<1b>(J^<1b>$B$?$m$&<1b>(J"
                        + "| ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう",
                "\\ISO 2022 IR 149 | Hong^Gildong=<1b>$)C<fbf3>^<1b>$)C<d1ced4d7>=<1b>$)C<c8ab>^<1b>$)C<b1e6b5bf>"
                        + "| Hong^Gildong=洪^吉洞=홍^길동",
                "\\ISO 2022 IR 58 | Zhang^XiaoDong=<1b>$)A<d5c5>^<1b>$)A<d0a1b6ab>= | Zhang^XiaoDong=张^小东=",
                "ISO_IR 192 | Wang^XiaoDong=<e78e8b>^<e5b08fe69db1>= | Wang^XiaoDong=王^小東=",
                "GB18030 | Wang^XiaoDong=<cdf5>^<d0a1b6ab>= | Wang^XiaoDong=王^小东=",
                "GBK | Wang^XiaoDong=<cdf5>^<d0a1b6ab>= | Wang^XiaoDong=王^小东="
            })
    void readsTheStandardsExamples(String terms, String bytes, String name) {
        assertThat(decode(terms, Vr.PN, bytes)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "ISO_IR 101, <a3f3df>, Łóß",
        "ISO_IR 109, <a6fe>, Ĥŝ",
        "ISO_IR 110, <a9f3>, Šķ",
        "ISO_IR 144, <bbeede>, Люо",
        "ISO_IR 138, <f9ece5ed>, שלום",
        "ISO_IR 148, <ddfe>, İş",
        "ISO_IR 203, <a4bd>, €œ",
        "ISO_IR 166, <cad1cad5>, สัสี",
        "ISO_IR 13, <d4cfc0de>, ﾔﾏﾀﾞ",
        "ISO_IR 126, <c4e9>, Δι",
        "ISO_IR 127, <e2c8>, قب",
        "ISO 2022 IR 100, <c4>neas, Äneas",
        "ISO IR 100, <c4>neas, Äneas"
    })
    void readsEverySingleByteSet(String terms, String bytes, String text) {
        assertThat(decode(terms, Vr.LO, bytes)).isEqualTo(text);
    }

    @Test
    void switchesBetweenSeveralSetsInOneText() {
        assertThat(decode(
                        "\\ISO 2022 IR 144\\ISO 2022 IR 126\\ISO 2022 IR 100",
                        Vr.LO,
                        "Lux <1b>-L<bbee> <1b>-F<cbef> <1b>-A<d6>"))
                .isEqualTo("Lux Лю Λο Ö");
    }

    @Test
    void readsTheSupplementaryKanji() {
        assertThat(decode("\\ISO 2022 IR 159", Vr.LO, "<1b>$(D0!<1b>(B.")).isEqualTo("丂.");
    }

    @Test
    void goesBackToTheFirstSetAtEveryDelimiter() {
        // After the caret IR 100, the first value, is in force again.
        assertThat(decode("ISO 2022 IR 100\\ISO 2022 IR 144", Vr.PN, "<1b>-L<bb>^<c4>=<c4>"))
                .isEqualTo("Л^Ä=Ä");
        assertThat(decode("ISO 2022 IR 100\\ISO 2022 IR 144", Vr.LO, "<1b>-L<bb>\\<c4>"))
                .isEqualTo("Л\\Ä");
        assertThat(decode("ISO 2022 IR 100\\ISO 2022 IR 144", Vr.LT, "<1b>-L<bb>\\<bb><0d0a><c4>"))
                .isEqualTo("Л\\Л\r\nÄ");
    }

    @Test
    void aBackslashInsideADoubleByteCharacterSeparatesNothing() {
        CharacterSet gbk = CharacterSet.of(List.of("GBK"), warning -> {});
        // 誠 is D5 5C in GBK.
        Element element = Element.of(Tag.PatientComments, Vr.LO, new byte[] {(byte) 0xD5, 0x5C, '\\', 'x'});
        assertThat(Values.strings(element, gbk)).containsExactly("誠", "x");
        assertThat(decode("\\ISO 2022 IR 87", Vr.LO, "<1b>$B:\\<1b>(B")).isEqualTo("載");
    }

    @Test
    void theDelimiterOfJisX0201LooksLikeAYenSign() {
        assertThat(decode("ISO_IR 13", Vr.LO, "a\\b~")).isEqualTo("a\\b‾");
        assertThat(decode("ISO_IR 13", Vr.LT, "a\\b")).isEqualTo("a¥b");
    }

    @Test
    void warnsOfUnknownSetsAndReadsOn() {
        List<String> warnings = new ArrayList<>();
        CharacterSet set = CharacterSet.of(List.of("ISO_IR 999", "Secret<script>"), warnings::add);

        assertThat(set.decode(new byte[] {'a', (byte) 0xE4}, Vr.LO)).isEqualTo("aä");
        assertThat(warnings)
                .containsExactly(
                        "The character set \"ISO_IR 999\" isn't known: text may be wrong",
                        "The character set \"Secret?script?\" isn't known: text may be wrong");
    }

    @Test
    void brokenSequencesBecomeReplacementCharacters() {
        assertThat(decode("ISO_IR 192", Vr.LO, "a<ff>b")).isEqualTo("a\uFFFDb");
        assertThat(decode("\\ISO 2022 IR 87", Vr.LO, "a<1b>$B;")).isEqualTo("a\uFFFD");
        assertThat(decode("\\ISO 2022 IR 87", Vr.LO, "a<1b>")).isEqualTo("a\uFFFD");
        assertThat(decode("\\ISO 2022 IR 149", Vr.LO, "<1b>$)C<b1>")).isEqualTo("\uFFFD");
    }

    private static String decode(String terms, Vr vr, String bytes) {
        CharacterSet set = CharacterSet.of(List.of(terms.split("\\\\", -1)), warning -> {
            throw new AssertionError(warning);
        });
        return set.decode(bytes(bytes), vr);
    }

    /** Latin-1, with bytes in hexadecimal between angle brackets. */
    private static byte[] bytes(String text) {
        StringBuilder latin = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '<') {
                int end = text.indexOf('>', i);
                for (int at = i + 1; at < end; at += 2) {
                    latin.append((char) Integer.parseInt(text.substring(at, at + 2), 16));
                }
                i = end;
            } else {
                latin.append(text.charAt(i));
            }
        }
        return latin.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
