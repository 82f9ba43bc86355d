package dev.lightbox.security.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lightbox.security.Role;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
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
    void everyKindIsAsTheStandardsSchemaHasIt(AuditKind kind) throws Exception {
        List<AuditUser> users = List.of(
                RUTH,
                AuditUser.unknown("192.0.2.7"),
                AuditUser.unknown(""),
                new AuditUser("<\"&'>\u0001\uD800", "", "", Set.of(Role.values()), "fe80::1%eth0"));
        List<AuditObject> objects = List.of(
                new AuditObject.Patient("P-1", "Test^Patient"),
                new AuditObject.Patient("", ""),
                new AuditObject.Study("2.25.1", ""),
                new AuditObject.Study("../../etc/passwd\u0000", "a part"),
                new AuditObject.Query("1.2.840.10008.5.1.4.1.2.2.1", ""),
                new AuditObject.Query("1.2.840.10008.5.1.4.1.2.2.1", "PatientName=" + "ü".repeat(10_000)),
                new AuditObject.ChangedUser("ruth", "roles; given: ADMIN"),
                new AuditObject.ChangedUser("", ""),
                new AuditObject.Resource("share 1", "x".repeat(10_000)));
        for (AuditUser user : users) {
            for (AuditOutcome outcome : AuditOutcome.values()) {
                AuditSchema.check(messages.write(new AuditEvent(kind, outcome, user, objects, ""), TIME));
                AuditSchema.check(messages.write(new AuditEvent(kind, outcome, user, List.of(), "why"), TIME));
            }
        }
        AuditSchema.check(new AuditMessage(new AuditProperties("node", ""))
                .write(AuditEvent.done(kind, RUTH), Instant.parse("2026-11-30T04:05:00Z")));
    }

    @Test
    void whatTheServerDoesByItselfHasNoOtherParticipant() throws Exception {
        Document message = write(AuditEvent.done(AuditKind.NODE_STARTED, AuditUser.unknown("")));
        assertThat(message.getElementsByTagName("ActiveParticipant").getLength())
                .isEqualTo(1);
        assertThat(element(message, "ActiveParticipant", 0).getAttribute("UserIsRequestor"))
                .isEqualTo("true");
    }

    @Test
    void theSchemaOfTheTestsRefusesWhatTheStandardRefuses() {
        String good = messages.write(
                AuditEvent.done(AuditKind.USER_CHANGED, RUTH, new AuditObject.ChangedUser("x", "disabled")), TIME);
        for (List<String> change : List.of(
                List.of("<ParticipantObjectName>x</ParticipantObjectName>", ""),
                List.of("EventDateTime=\"2026-11-30T04:05:06.789012Z\" ", ""),
                List.of("EventDateTime=\"2026-11-30T04:05:06.789012Z\"", "EventDateTime=\"2026-11-30T04:05:06\""),
                List.of("EventActionCode=\"E\"", "EventActionCode=\"X\""),
                List.of(" UserIsRequestor=\"false\"", ""),
                List.of("<AuditSourceTypeCode csd-code=\"4\"", "<AuditSourceTypeCode code=\"4\""),
                List.of("<ParticipantObjectDetail ", "<ParticipantObjectDescription "),
                List.of("</AuditMessage>", "text</AuditMessage>"))) {
            String bad = good.replace(change.get(0), change.get(1));
            assertThat(bad).isNotEqualTo(good);
            assertThatThrownBy(() -> AuditSchema.check(bad)).as(bad).isInstanceOf(Throwable.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyKindIsAWellFormedMessageInOneLine(AuditKind kind) throws Exception {
        AuditEvent event = AuditEvent.done(kind, RUTH, new AuditObject.Resource("a\nb\u0000", "c\r\nd"));
        assertThat(messages.write(event, TIME)).doesNotContain("\n", "\r");
        assertThat(element(write(event), "EventID", 0).getAttribute("csd-code")).startsWith("1101");
    }
}
