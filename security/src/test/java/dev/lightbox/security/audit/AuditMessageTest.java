package dev.lightbox.security.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.security.Role;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class AuditMessageTest {

    private static final Instant TIME = Instant.parse("2026-11-30T04:05:06.789012Z");
    private static final AuditUser RUTH =
            new AuditUser("ruth", "sub-1", "Ruth \"R\" <Radiologist>", Set.of(Role.RADIOLOGIST), "192.0.2.7");

    private final AuditMessage messages = new AuditMessage(new AuditProperties("node", "clinic"));

    private Document write(AuditEvent event) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(messages.write(event, TIME))));
    }

    private static Element element(Document document, String name, int index) {
        return (Element) document.getElementsByTagName(name).item(index);
    }

    @Test
    void anOpenedStudyNamesWhoFromWherePatientAndStudy() throws Exception {
        Document message = write(AuditEvent.done(
                AuditKind.STUDY_OPENED,
                RUTH,
                new AuditObject.Patient("P-1", "Test^Patient"),
                new AuditObject.Study("2.25.1", "")));
        Element event = element(message, "EventIdentification", 0);
        assertThat(event.getAttribute("EventActionCode")).isEqualTo("R");
        assertThat(event.getAttribute("EventDateTime")).isEqualTo("2026-11-30T04:05:06.789012Z");
        assertThat(event.getAttribute("EventOutcomeIndicator")).isEqualTo("0");
        assertThat(element(message, "EventID", 0).getAttribute("csd-code")).isEqualTo("110103");
        assertThat(element(message, "EventID", 0).getAttribute("codeSystemName"))
                .isEqualTo("DCM");
        Element user = element(message, "ActiveParticipant", 0);
        assertThat(user.getAttribute("UserID")).isEqualTo("ruth");
        assertThat(user.getAttribute("AlternativeUserID")).isEqualTo("sub-1");
        assertThat(user.getAttribute("UserName")).isEqualTo("Ruth \"R\" <Radiologist>");
        assertThat(user.getAttribute("UserIsRequestor")).isEqualTo("true");
        assertThat(user.getAttribute("NetworkAccessPointID")).isEqualTo("192.0.2.7");
        assertThat(user.getAttribute("NetworkAccessPointTypeCode")).isEqualTo("2");
        assertThat(element(message, "RoleIDCode", 0).getAttribute("csd-code")).isEqualTo("RADIOLOGIST");
        assertThat(element(message, "ActiveParticipant", 1).getAttribute("UserIsRequestor"))
                .isEqualTo("false");
        Element source = element(message, "AuditSourceIdentification", 0);
        assertThat(source.getAttribute("AuditSourceID")).isEqualTo("node");
        assertThat(source.getAttribute("AuditEnterpriseSiteID")).isEqualTo("clinic");
        Element patient = element(message, "ParticipantObjectIdentification", 0);
        assertThat(patient.getAttribute("ParticipantObjectID")).isEqualTo("P-1");
        assertThat(patient.getAttribute("ParticipantObjectTypeCode")).isEqualTo("1");
        assertThat(patient.getAttribute("ParticipantObjectTypeCodeRole")).isEqualTo("1");
        assertThat(element(message, "ParticipantObjectName", 0).getTextContent())
                .isEqualTo("Test^Patient");
        Element study = element(message, "ParticipantObjectIdentification", 1);
        assertThat(study.getAttribute("ParticipantObjectID")).isEqualTo("2.25.1");
        assertThat(study.getAttribute("ParticipantObjectTypeCode")).isEqualTo("2");
        assertThat(study.getAttribute("ParticipantObjectTypeCodeRole")).isEqualTo("3");
        assertThat(element(message, "ParticipantObjectIDTypeCode", 1).getAttribute("csd-code"))
                .isEqualTo("110180");
    }

    @Test
    void aSearchCarriesItsTextInBase64() throws Exception {
        Document message = write(AuditEvent.done(
                AuditKind.SEARCHED, RUTH, new AuditObject.Query("1.2.840.10008.5.1.4.1.2.2.1", "PatientName=Müll*")));
        assertThat(new String(
                        Base64.getDecoder()
                                .decode(element(message, "ParticipantObjectQuery", 0)
                                        .getTextContent()),
                        StandardCharsets.UTF_8))
                .isEqualTo("PatientName=Müll*");
    }

    @Test
    void aRefusalSaysWhyAndIsNoSuccess() throws Exception {
        Document message =
                write(AuditEvent.refused(AuditKind.ACCESS_DENIED, AuditUser.unknown("192.0.2.7"), "not theirs"));
        assertThat(element(message, "EventIdentification", 0).getAttribute("EventOutcomeIndicator"))
                .isEqualTo("4");
        assertThat(element(message, "EventOutcomeDescription", 0).getTextContent())
                .isEqualTo("not theirs");
        assertThat(element(message, "EventTypeCode", 0).getAttribute("csd-code"))
                .isEqualTo("110132");
        assertThat(element(message, "ActiveParticipant", 0).getAttribute("UserID"))
                .isEqualTo("unknown");
    }

    @ParameterizedTest
    @EnumSource
    void everyKindIsAWellFormedMessageInOneLine(AuditKind kind) throws Exception {
        AuditEvent event = AuditEvent.done(kind, RUTH, new AuditObject.Resource("a\nb\u0000", "c\r\nd"));
        assertThat(messages.write(event, TIME)).doesNotContain("\n", "\r");
        assertThat(element(write(event), "EventID", 0).getAttribute("csd-code")).startsWith("1101");
    }
}
