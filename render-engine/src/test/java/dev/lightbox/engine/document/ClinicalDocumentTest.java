package dev.lightbox.engine.document;

import static dev.lightbox.engine.document.Documents.outline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ClinicalDocumentTest {
    static final String LETTER = """
            <?xml version="1.0" encoding="UTF-8"?>
            <ClinicalDocument xmlns="urn:hl7-org:v3">
              <title>Arztbrief</title>
              <recordTarget><patientRole><patient><name>Nicht im Text</name></patient></patientRole></recordTarget>
              <component><structuredBody>
                <component><section>
                  <title>Befund</title>
                  <text>Größe &lt; 3 cm &amp; glatt.<br/>Zweite <content>Zeile</content>
                    <list><item>eins</item><item>zwei</item></list>
                    <table><tbody><tr><td>Länge</td><td>12 mm</td></tr><tr><td>Breite</td><td>8 mm</td></tr></tbody></table>
                  </text>
                  <component><section><title>Beurteilung</title><text><paragraph>Unauffällig.</paragraph></text></section></component>
                </section></component>
              </structuredBody></component>
            </ClinicalDocument>
            """;

    private static ClinicalDocument read(String xml) throws DocumentException {
        return ClinicalDocument.read(xml.getBytes(StandardCharsets.UTF_8), DocumentLimits.DEFAULT);
    }

    @Test
    void readsTitlesAndTextsOfSections() throws Exception {
        ClinicalDocument letter = read(LETTER);

        assertThat(letter.title()).isEqualTo("Arztbrief");
        assertThat(outline(letter.content())).isEqualTo("""
                1.1 contains [Befund] separate
                1.1.0 contains [] Größe < 3 cm & glatt.⏎Zweite Zeile ⏎eins⏎zwei⏎Länge\t12 mm⏎Breite\t8 mm
                1.1.1 contains [Beurteilung] separate
                1.1.1.0 contains [] Unauffällig.
                """);
        assertThat(letter.warnings()).isEmpty();
    }

    @Test
    void markupInTextStaysText() throws Exception {
        ClinicalDocument hostile =
                read("<d><section><title>a</title><text><![CDATA[<script>alert(1)</script>]]></text></section></d>");

        assertThat(outline(hostile.content())).contains("<script>alert(1)</script>");
    }

    @Test
    void readsNothingOutsideOfTheDocumentAndExpandsNothing() {
        String bomb =
                "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY x SYSTEM \"file:///etc/hostname\">]>";
        for (String entity : new String[] {"&b;", "&x;"}) {
            String xml = bomb + "<d><section><title>t</title><text>before" + entity + "after</text></section></d>";
            try {
                assertThat(outline(read(xml).content())).contains("beforeafter");
            } catch (DocumentException refused) {
                assertThat(refused).hasMessage("its XML can't be read.");
            }
        }
    }

    @Test
    void refusesWhatIsNoXmlAndWhatIsNestedTooDeeply() {
        assertThatThrownBy(() -> read("no XML")).isInstanceOf(DocumentException.class);
        assertThatThrownBy(() -> read("<a>".repeat(100_000)))
                .isInstanceOf(DocumentException.class)
                .hasMessage("its XML can't be read.");
        assertThatThrownBy(() -> ClinicalDocument.read(
                        "<a>".repeat(30).getBytes(StandardCharsets.UTF_8), new DocumentLimits(5, 100, 1000, 10)))
                .isInstanceOf(DocumentException.class)
                .hasMessage("its XML is nested too deeply.");
    }

    @Test
    void cutsWhatIsTooLong() throws Exception {
        ClinicalDocument cut = ClinicalDocument.read(
                ("<d><section><text>" + "word ".repeat(1000) + "</text></section></d>")
                        .getBytes(StandardCharsets.UTF_8),
                new DocumentLimits(32, 100, 1000, 10));

        assertThat(outline(cut.content()).length()).isLessThan(1100);
        assertThat(cut.warnings()).containsExactly("This document has more than 1000 characters; its end is left out.");
    }
}
