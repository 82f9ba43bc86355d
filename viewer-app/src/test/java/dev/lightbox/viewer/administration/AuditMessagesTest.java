package dev.lightbox.viewer.administration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AuditMessagesTest {

    @Test
    void tellsInWordsWhatTheStandardEncodes() {
        assertThat(
                        AuditMessages.readable(
                                "<A><ParticipantObjectQuery>UGF0aWVudElEPSQxMg==</ParticipantObjectQuery><ParticipantObjectDetail type=\"Change\" value=\"YWNjb3VudCBkaXNhYmxlZA==\"></A>"))
                .isEqualTo(
                        "<A>\n<ParticipantObjectQuery>PatientID=$12</ParticipantObjectQuery>\n<ParticipantObjectDetail type=\"Change\" value=\"account disabled\">\n</A>");
    }

    @Test
    void leavesAloneWhatIsNotEncoded() {
        String message = "<ParticipantObjectQuery>A</ParticipantObjectQuery>";
        assertThat(AuditMessages.readable(message)).isEqualTo(message);
    }
}
