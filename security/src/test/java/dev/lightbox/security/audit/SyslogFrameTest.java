package dev.lightbox.security.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SyslogFrameTest {

    private static final AuditRecord RECORD = record(17, "<AuditMessage>Müller</AuditMessage>");

    private static AuditRecord record(long sequence, String message) {
        return new AuditRecord(
                sequence,
                Instant.parse("2026-11-30T08:09:10.000123Z"),
                AuditKind.SIGNED_IN,
                AuditOutcome.SUCCESS,
                "",
                "",
                "",
                "",
                message,
                "");
    }

    @Test
    void aFrameIsItsLengthInOctetsAndTheMessage() {
        byte[] frame = new SyslogFrame(
                        "node.example.org", "lightbox", "4711", AuditRepositoryProperties.MessageId.DICOM)
                .of(RECORD);

        String text = new String(frame, StandardCharsets.UTF_8);
        assertThat(text)
                .isEqualTo(
                        "179 <85>1 2026-11-30T08:09:10.000123Z node.example.org lightbox 4711 DICOM+RFC3881"
                                + " [meta sequenceId=\"17\"] \uFEFF<?xml version=\"1.0\" encoding=\"UTF-8\"?><AuditMessage>Müller</AuditMessage>");
        assertThat(frame.length - "179 ".length()).isEqualTo(179);
    }

    @Test
    void aRepositoryOfIheIsToldItsOwnMessageId() {
        byte[] frame = new SyslogFrame("h", "a", "p", AuditRepositoryProperties.MessageId.IHE).of(RECORD);

        assertThat(new String(frame, StandardCharsets.UTF_8)).contains(" h a p IHE+RFC-3881 [");
    }

    @Test
    void fieldsHoldWhatTheStandardAllows() {
        byte[] frame = new SyslogFrame(
                        "", "Röntgen box " + "x".repeat(60), "", AuditRepositoryProperties.MessageId.DICOM)
                .of(record(2_147_483_648L, "<x/>"));

        assertThat(new String(frame, StandardCharsets.UTF_8))
                .contains("Z - R_ntgen_box_" + "x".repeat(36) + " - DICOM+RFC3881 [meta sequenceId=\"1\"] ");
    }
}
