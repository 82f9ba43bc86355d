package dev.lightbox.security.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lightbox.security.Role;
import java.io.StringReader;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What PS3.15 A.5.3 asks of each kind of event, beside the schema of A.5.1 ({@link AuditSchema}). */
class AuditRulesTest {

    private static final int MANY = Integer.MAX_VALUE;

    /** How many participants with this RoleIDCode. */
    private record Participant(String roleCode, int least, int most) {}

    /**
     * How many objects of this kind.
     *
     * @param name what ParticipantObjectName must be; empty where the table leaves it open
     * @param query whether it has a query in place of a name
     * @param detail the type of the ParticipantObjectDetail that it must have, or empty
     */
    private record Entity(
            String type, String role, String idType, int least, int most, String name, boolean query, String detail) {
        Entity(String type, String role, String idType, int least, int most) {
            this(type, role, idType, least, most, "", false, "");
        }
    }

    /**
     * One table of A.5.3.
     *
     * @param actions what EventActionCode may be
     * @param types what EventTypeCode may be; empty where it needn't be there
     * @param leastParticipants of all roles together
     * @param requestorsAddress whether the requestor must have a NetworkAccessPoint
     */
    private record Rule(
            String actions,
            Set<String> types,
            List<Participant> participants,
            int leastParticipants,
            int mostParticipants,
            boolean requestorsAddress,
            List<Entity> entities) {}

    private static final Entity STUDIES = new Entity("2", "3", "110180", 1, MANY);
    private static final Entity ONE_PATIENT = new Entity("1", "1", "2", 1, 1);

    private static final Map<String, Rule> TABLES = Map.of(
            // A.5.3.1 Application Activity
            "110100",
            new Rule(
                    "E",
                    Set.of("110120", "110121"),
                    List.of(new Participant("110150", 1, 1)),
                    1,
                    MANY,
                    false,
                    List.of()),
            // A.5.3.2 Audit Log Used: one or two persons or processes
            "110101",
            new Rule(
                    "R",
                    Set.of(),
                    List.of(),
                    1,
                    2,
                    false,
                    List.of(new Entity("2", "13", "12", 1, 1, "Security Audit Log", false, ""))),
            // A.5.3.4 Data Export
            "110106",
            new Rule(
                    "R",
                    Set.of(),
                    List.of(new Participant("110153", 1, 2), new Participant("110154", 1, 1)),
                    2,
                    MANY,
                    false,
                    List.of(new Entity("2", "3", "110180", 0, MANY), new Entity("1", "1", "2", 1, MANY))),
            // A.5.3.6 DICOM Instances Accessed
            "110103",
            new Rule("CRUD", Set.of(), List.of(), 1, 2, false, List.of(STUDIES, ONE_PATIENT)),
            // A.5.3.7 DICOM Instances Transferred
            "110104",
            new Rule(
                    "CRU",
                    Set.of(),
                    List.of(new Participant("110153", 1, 1), new Participant("110152", 1, 1)),
                    2,
                    MANY,
                    false,
                    List.of(STUDIES, ONE_PATIENT)),
            // A.5.3.10 Query
            "110112",
            new Rule(
                    "E",
                    Set.of(),
                    List.of(new Participant("110153", 1, 1), new Participant("110152", 1, 1)),
                    2,
                    MANY,
                    false,
                    List.of(new Entity("2", "3", "110181", 1, 1, "", true, ""))),
            // A.5.3.11 Security Alert; what isn't its subject (a patient, a study, a user) is more than it asks for
            "110113",
            new Rule(
                    "E",
                    // Defined terms of CID 403, and ours
                    Set.of(
                            "110127",
                            "110138",
                            "110132",
                            "110136",
                            "110137",
                            "SHARE-CREATED",
                            "SHARE-REVOKED",
                            "SESSION-ENDED",
                            "ATTACK-SUSPECTED"),
                    List.of(),
                    1,
                    MANY,
                    false,
                    List.of(new Entity("2", "13", "12", 0, MANY, "", false, "Alert Description"))),
            // A.5.3.12 User Authentication: the person, and the node that authenticates
            "110114",
            new Rule("E", Set.of("110122", "110123", "SHARE-USED"), List.of(), 1, 2, true, List.of()));

    private static final AuditUser RUTH =
            new AuditUser("ruth", "sub-1", "Ruth", Set.of(Role.RADIOLOGIST, Role.ADMIN), "192.0.2.7");
    private static final AuditObject.Patient PATIENT = new AuditObject.Patient("P-1", "Test^Patient");
    private static final AuditObject.Study STUDY = new AuditObject.Study("2.25.1", "a part");

    private final AuditMessage messages = new AuditMessage(new AuditProperties("node", "clinic"));

    /** Events as they are recorded; each kind must have its own here. */
    private static List<AuditEvent> recorded(AuditKind kind) {
        AuditUser unknown = AuditUser.unknown("192.0.2.7");
        AuditObject.Resource share = new AuditObject.Resource("shares/7c9e", "opening 1");
        AuditObject.Query query = new AuditObject.Query("1.2.840.10008.5.1.4.1.2.2.1", "PatientID=1*");
        return switch (kind) {
            case NODE_STARTED, NODE_STOPPED -> List.of(AuditEvent.done(kind, AuditUser.unknown("")));
            case SIGNED_IN ->
                List.of(
                        AuditEvent.done(kind, RUTH),
                        AuditEvent.refused(
                                kind, unknown, "REJECTED", new AuditObject.Resource("sign-in", "reference 1234")));
            case SIGNED_OUT -> List.of(AuditEvent.done(kind, RUTH));
            case SEARCHED ->
                List.of(
                        AuditEvent.done(kind, RUTH, query),
                        new AuditEvent(kind, AuditOutcome.SUCCESS, RUTH, List.of(query), "reason: unconscious"));
            case STUDY_OPENED, IMAGES_TRANSFERRED, EXPORTED -> List.of(AuditEvent.done(kind, RUTH, PATIENT, STUDY));
            case SHARE_CREATED, SHARE_REVOKED -> List.of(AuditEvent.done(kind, RUTH, PATIENT, STUDY, share));
            case SHARE_USED ->
                List.of(
                        AuditEvent.done(kind, unknown, PATIENT, STUDY, share),
                        AuditEvent.refused(kind, unknown, "no such share"));
            case EMERGENCY_ACCESS_STARTED, EMERGENCY_ACCESS_STOPPED ->
                List.of(AuditEvent.done(kind, RUTH, PATIENT, STUDY));
            case ACCESS_DENIED ->
                List.of(
                        AuditEvent.refused(kind, RUTH, "no such study, or not theirs", STUDY),
                        AuditEvent.refused(kind, RUTH, "emergency access isn't offered to them", query),
                        AuditEvent.refused(
                                kind, unknown, "an expired token", new AuditObject.Resource("bearer-token", "")));
            case USER_CHANGED, ROLES_CHANGED, SESSION_ENDED ->
                List.of(AuditEvent.done(kind, RUTH, new AuditObject.ChangedUser("weber", "roles; given: ADMIN")));
            case ATTACK_SUSPECTED ->
                List.of(
                        AuditEvent.refused(
                                kind, unknown, "guessed", new AuditObject.Resource("shares", "17 tries not looked at")),
                        AuditEvent.refused(
                                kind,
                                AuditUser.unknown(""),
                                "the chain is broken",
                                new AuditObject.Resource("audit-trail", "")),
                        AuditEvent.refused(kind, RUTH, "too many searches", query));
            case AUDIT_LOG_USED ->
                List.of(AuditEvent.done(kind, RUTH, new AuditObject.Resource("audit-trail", "searched: ruth")));
        };
    }

    @ParameterizedTest
    @EnumSource
    void everyKindIsAsItsTableHasIt(AuditKind kind) throws Exception {
        for (AuditEvent event : recorded(kind)) {
            String message = messages.write(event, Instant.parse("2026-11-30T04:05:06Z"));
            AuditSchema.check(message);
            check(message);
        }
    }

    /** The rules themselves refuse what the tables refuse. */
    @Test
    void whatATableDoesntAllowFails() throws Exception {
        String opened = message(AuditKind.STUDY_OPENED);
        String transferred = message(AuditKind.IMAGES_TRANSFERRED);
        String searched = message(AuditKind.SEARCHED);
        String used = message(AuditKind.AUDIT_LOG_USED);
        String attack = message(AuditKind.ATTACK_SUSPECTED);
        String out = message(AuditKind.SIGNED_OUT);
        for (List<String> change : List.of(
                List.of(opened, "csd-code=\"110180\"", "csd-code=\"110181\""),
                List.of(opened, "EventActionCode=\"R\"", "EventActionCode=\"E\""),
                List.of(transferred, "110152", "110150"),
                List.of(transferred, "EventActionCode=\"C\"", "EventActionCode=\"D\""),
                List.of(searched, "csd-code=\"110153\"", "csd-code=\"110150\""),
                List.of(searched, "ParticipantObjectTypeCodeRole=\"3\"", "ParticipantObjectTypeCodeRole=\"24\""),
                List.of(used, "Security Audit Log", ""),
                List.of(used, "audit-trail", "audit trail"),
                List.of(attack, "Alert Description", "Description"),
                List.of(attack, "ATTACK-SUSPECTED", "OTHER"),
                List.of(out, " NetworkAccessPointID=\"192.0.2.7\"", ""))) {
            String bad = change.get(0).replace(change.get(1), change.get(2));
            assertThat(bad).isNotEqualTo(change.get(0));
            assertThatThrownBy(() -> check(bad)).as(bad).isInstanceOf(Throwable.class);
        }
    }

    private String message(AuditKind kind) throws Exception {
        String message = messages.write(recorded(kind).getFirst(), Instant.parse("2026-11-30T04:05:06Z"));
        check(message);
        return message;
    }

    private static void check(String message) throws Exception {
        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(message)))
                .getDocumentElement();
        Element event = all(root, "EventIdentification").getFirst();
        Element id = all(event, "EventID").getFirst();
        assertThat(id.getAttribute("codeSystemName")).isEqualTo("DCM");
        Rule rule = TABLES.get(id.getAttribute("csd-code"));
        assertThat(rule).as("a table for %s", id.getAttribute("csd-code")).isNotNull();
        assertThat(rule.actions()).contains(event.getAttribute("EventActionCode"));
        if (!rule.types().isEmpty()) {
            assertThat(codes(event, "EventTypeCode")).isNotEmpty().isSubsetOf(rule.types());
        }
        checkParticipants(all(root, "ActiveParticipant"), rule);
        checkEntities(all(root, "ParticipantObjectIdentification"), rule);
    }

    private static void checkParticipants(List<Element> participants, Rule rule) {
        assertThat(participants.size()).isBetween(rule.leastParticipants(), rule.mostParticipants());
        for (Participant wanted : rule.participants()) {
            assertThat((int) participants.stream()
                            .filter(one -> codes(one, "RoleIDCode").contains(wanted.roleCode()))
                            .count())
                    .as("participants with role %s", wanted.roleCode())
                    .isBetween(wanted.least(), wanted.most());
        }
        for (Element participant : participants) {
            if (rule.requestorsAddress()
                    && participant.getAttribute("UserIsRequestor").equals("true")) {
                assertThat(participant.getAttribute("NetworkAccessPointID")).isNotEmpty();
                assertThat(participant.getAttribute("NetworkAccessPointTypeCode"))
                        .isEqualTo("2");
            }
        }
    }

    private static void checkEntities(List<Element> objects, Rule rule) {
        for (Entity wanted : rule.entities()) {
            List<Element> fitting = objects.stream()
                    .filter(one -> one.getAttribute("ParticipantObjectTypeCode").equals(wanted.type())
                            && one.getAttribute("ParticipantObjectTypeCodeRole").equals(wanted.role())
                            && codes(one, "ParticipantObjectIDTypeCode").equals(List.of(wanted.idType())))
                    .toList();
            assertThat(fitting.size()).as("objects as %s", wanted).isBetween(wanted.least(), wanted.most());
            fitting.forEach(one -> checkEntity(one, wanted));
        }
    }

    private static void checkEntity(Element object, Entity wanted) {
        assertThat(all(object, "ParticipantObjectQuery")).hasSize(wanted.query() ? 1 : 0);
        if (!wanted.name().isEmpty()) {
            assertThat(all(object, "ParticipantObjectName").getFirst().getTextContent())
                    .isEqualTo(wanted.name());
        }
        if (!wanted.detail().isEmpty()) {
            Element detail = all(object, "ParticipantObjectDetail").getFirst();
            assertThat(detail.getAttribute("type")).isEqualTo(wanted.detail());
            assertThat(Base64.getDecoder().decode(detail.getAttribute("value"))).isNotEmpty();
        }
        if (wanted.idType().equals("12")) {
            assertThat(URI.create(object.getAttribute("ParticipantObjectID")).toString())
                    .isNotEmpty();
        }
    }

    private static List<String> codes(Element parent, String name) {
        return all(parent, name).stream()
                .map(code -> code.getAttribute("csd-code"))
                .toList();
    }

    private static List<Element> all(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int index = 0; index < nodes.getLength(); index++) {
            elements.add((Element) nodes.item(index));
        }
        return elements;
    }
}
