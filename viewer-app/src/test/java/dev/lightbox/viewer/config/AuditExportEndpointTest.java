package dev.lightbox.viewer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import dev.lightbox.security.audit.AuditEvent;
import dev.lightbox.security.audit.AuditKind;
import dev.lightbox.security.audit.AuditObject;
import dev.lightbox.security.audit.AuditQuery;
import dev.lightbox.security.audit.AuditRecord;
import dev.lightbox.security.audit.AuditTrail;
import dev.lightbox.security.audit.AuditUser;
import dev.lightbox.viewer.TestUsers;
import dev.lightbox.viewer.administration.AuditMessages;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** Exports of the audit trail, with the real trail behind. */
@WebTest
class AuditExportEndpointTest {

    @Autowired
    WebApplicationContext context;

    @Autowired
    AuditTrail trail;

    private MockMvc mvc;
    private final String patient = "P-" + UUID.randomUUID();

    @BeforeEach
    void record() {
        mvc = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
        for (int i = 0; i < 3; i++) {
            trail.record(AuditEvent.done(
                    AuditKind.STUDY_OPENED, AuditUser.unknown("192.0.2.7"), new AuditObject.Patient(patient, "")));
        }
    }

    private AuditRecord newest() {
        return trail.find(AuditQuery.ALL, Long.MAX_VALUE, 1).getFirst();
    }

    private MockHttpServletResponse export(String path) throws Exception {
        return mvc.perform(get(path).with(TestUsers.admin())).andReturn().getResponse();
    }

    @Test
    void givesWhatMatchesAndIsRecordedItself() throws Exception {
        MockHttpServletResponse response = export("/audit-export/csv?patient=" + patient + "&kind=STUDY_OPENED");

        assertThat(response.getContentType()).startsWith("text/csv");
        assertThat(response.getHeader("Content-Disposition"))
                .matches("attachment; filename=\"lightbox-audit-\\d{8}T\\d{6}Z\\.csv\"");
        assertThat(response.getHeader("Cache-Control")).contains("no-store");
        assertThat(response.getContentAsString().lines().toList()).hasSize(4);
        AuditRecord use = newest();
        assertThat(use.kind()).isEqualTo(AuditKind.AUDIT_LOG_USED);
        assertThat(use.username()).isEqualTo("admin");
        assertThat(AuditMessages.readable(use.message()))
                .contains("export as CSV: patient " + patient + ", kind STUDY_OPENED");
    }

    @Test
    void givesTheMessages() throws Exception {
        MockHttpServletResponse response = export("/audit-export/xml?patient=" + patient);

        assertThat(response.getContentType()).startsWith("application/xml");
        assertThat(response.getContentAsString().split("<AuditMessage>", -1)).hasSize(4);
    }

    @Test
    void whatCannotBeUnderstoodIsNeitherDoneNorGuessed() throws Exception {
        long before = newest().sequence();
        for (String parameter : List.of("from=yesterday", "kind=EVERYTHING", "outcome=0", "until=2026-11-30")) {
            assertThat(export("/audit-export/csv?" + parameter).getStatus())
                    .as(parameter)
                    .isEqualTo(400);
        }
        assertThat(newest().sequence()).isEqualTo(before);
    }
}
