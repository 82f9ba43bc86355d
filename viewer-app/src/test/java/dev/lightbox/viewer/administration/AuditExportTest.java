package dev.lightbox.viewer.administration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.security.audit.AuditKind;
import dev.lightbox.security.audit.AuditOutcome;
import dev.lightbox.security.audit.AuditRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditExportTest {

    private static AuditRecord record(long sequence, String username) {
        return new AuditRecord(
                sequence,
                Instant.parse("2026-11-30T08:09:10Z"),
                AuditKind.STUDY_OPENED,
                AuditOutcome.SUCCESS,
                username,
                "192.0.2.7",
                "P-1",
                "2.25.1",
                "<AuditMessage><EventIdentification/></AuditMessage>",
                "ab");
    }

    private static String written(AuditExport format, AuditRecord... records) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (AuditExport.Writer writer = format.to(out)) {
            for (AuditRecord audit : records) {
                writer.write(audit);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aLineARecordWithQuotesDoubled() throws IOException {
        assertThat(written(AuditExport.CSV, record(2, "Müller, \"J\"")))
                .isEqualTo(
                        "sequence,time,kind,outcome,user,address,patient,study,hash\r\n"
                                + "\"2\",\"2026-11-30T08:09:10Z\",\"STUDY_OPENED\",\"SUCCESS\",\"Müller, \"\"J\"\"\",\"192.0.2.7\",\"P-1\",\"2.25.1\",\"ab\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "|calc", "%0A", "＝1+1"})
    void aSpreadsheetCarriesNothingOut(String value) {
        assertThat(AuditExport.cell(value)).isEqualTo("\"'" + value + "\"");
    }

    @Test
    void norDoesOneThatIsSetToSemicolons() {
        assertThat(AuditExport.cell("P-1;=1+1;-2; x")).isEqualTo("\"P-1;'=1+1;'-2; x\"");
    }

    @Test
    void theXmlIsOneDocument() throws Exception {
        String xml = written(AuditExport.XML, record(2, "a"), record(1, "b"));

        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                        .getElementsByTagName("AuditMessage")
                        .getLength())
                .isEqualTo(2);
        assertThat(written(AuditExport.XML)).endsWith("<AuditMessages>\n</AuditMessages>\n");
    }
}
