package dev.lightbox.security.audit;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.TreeSet;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes an event as the XML message of PS3.15 A.5.1, with the participants and objects that A.5.3 asks for by its kind. Texts are cut at {@value #LONGEST_TEXT} characters, and characters that XML can't hold are replaced: whatever
 * somebody sent is recorded, not refused. Immutable.
 */
final class AuditMessage {

    static final int LONGEST_TEXT = 4000;

    private static final XMLOutputFactory XML = XMLOutputFactory.newInstance();

    private static final AuditCode PATIENT_NUMBER = AuditCode.rfc3881("2", "Patient Number");
    private static final AuditCode USER_IDENTIFIER = AuditCode.rfc3881("11", "User Identifier");
    private static final AuditCode RESOURCE = AuditCode.rfc3881("12", "URI");
    private static final AuditCode STUDY = AuditCode.dcm("110180", "Study Instance UID");
    private static final AuditCode SOP_CLASS = AuditCode.dcm("110181", "SOP Class UID");
    private static final AuditCode APPLICATION = AuditCode.dcm("110150", "Application");
    private static final AuditCode DESTINATION = AuditCode.dcm("110152", "Destination Role ID");
    private static final AuditCode SOURCE = AuditCode.dcm("110153", "Source Role ID");
    private static final AuditCode DESTINATION_MEDIA = AuditCode.dcm("110154", "Destination Media");
    private static final AuditCode URI_MEDIA = AuditCode.dcm("110037", "URI");

    private static final String PERSON = "1";
    private static final String SYSTEM_OBJECT = "2";
    private static final String IP_ADDRESS = "2";
    private static final String APPLICATION_SERVER = "4";

    private final AuditProperties source;

    AuditMessage(AuditProperties source) {
        this.source = source;
    }

    /** The message without an XML declaration, in one line. */
    String write(AuditEvent event, Instant time) {
        StringWriter text = new StringWriter(1024);
        try {
            XMLStreamWriter xml = XML.createXMLStreamWriter(text);
            xml.writeStartElement("AuditMessage");
            writeEvent(xml, event, time);
            boolean somebody = !event.user().equals(AuditUser.unknown(""));
            if (somebody) {
                writeUser(xml, event.user(), userRole(event.kind()));
            }
            writeNode(xml, !somebody, nodeRole(event.kind()));
            switch (event.kind()) {
                case SEARCHED -> writeArchive(xml);
                case EXPORTED -> writeMedia(xml, event.user().address());
                default -> {}
            }
            writeSource(xml);
            for (AuditObject object : event.objects()) {
                writeObject(xml, object, event);
            }
            xml.writeEndElement();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a string can always be written to", e);
        }
        return text.toString();
    }

    private static void writeEvent(XMLStreamWriter xml, AuditEvent event, Instant time) throws XMLStreamException {
        xml.writeStartElement("EventIdentification");
        xml.writeAttribute("EventActionCode", String.valueOf(event.kind().action()));
        xml.writeAttribute("EventDateTime", time.toString());
        xml.writeAttribute(
                "EventOutcomeIndicator", Integer.toString(event.outcome().indicator()));
        code(xml, "EventID", event.kind().event());
        Optional<AuditCode> type = event.kind().type();
        if (type.isPresent()) {
            code(xml, "EventTypeCode", type.get());
        }
        text(xml, "EventOutcomeDescription", event.description());
        xml.writeEndElement();
    }

    /** What somebody's program does in an event, beside what they are. */
    private static Optional<AuditCode> userRole(AuditKind kind) {
        return switch (kind) {
            case IMAGES_TRANSFERRED -> Optional.of(DESTINATION);
            case EXPORTED -> Optional.of(SOURCE);
            default -> Optional.empty();
        };
    }

    private static AuditCode nodeRole(AuditKind kind) {
        return switch (kind) {
            case SEARCHED, IMAGES_TRANSFERRED, EXPORTED -> SOURCE;
            default -> APPLICATION;
        };
    }

    private static void writeUser(XMLStreamWriter xml, AuditUser user, Optional<AuditCode> part)
            throws XMLStreamException {
        xml.writeStartElement("ActiveParticipant");
        xml.writeAttribute("UserID", user.username().isEmpty() ? "unknown" : clean(user.username()));
        attribute(xml, "AlternativeUserID", user.subject());
        attribute(xml, "UserName", user.displayName());
        xml.writeAttribute("UserIsRequestor", "true");
        accessPoint(xml, user.address());
        if (part.isPresent()) {
            code(xml, "RoleIDCode", part.get());
        }
        for (var role : new TreeSet<>(user.roles())) {
            code(xml, "RoleIDCode", AuditCode.own(role.name(), role.name()));
        }
        xml.writeEndElement();
    }

    private static void accessPoint(XMLStreamWriter xml, String address) throws XMLStreamException {
        if (!address.isEmpty()) {
            attribute(xml, "NetworkAccessPointID", address);
            xml.writeAttribute("NetworkAccessPointTypeCode", IP_ADDRESS);
        }
    }

    /** Whoever answers a query (A.5.3.10). */
    private static void writeArchive(XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("ActiveParticipant");
        xml.writeAttribute("UserID", "archive");
        xml.writeAttribute("UserIsRequestor", "false");
        code(xml, "RoleIDCode", DESTINATION);
        xml.writeEndElement();
    }

    /** What an export goes to (A.5.3.4): a browser makes a file or a print of it, which of the two this server can't know. */
    private static void writeMedia(XMLStreamWriter xml, String address) throws XMLStreamException {
        xml.writeStartElement("ActiveParticipant");
        xml.writeAttribute("UserID", "browser");
        xml.writeAttribute("UserIsRequestor", "false");
        accessPoint(xml, address);
        code(xml, "RoleIDCode", DESTINATION_MEDIA);
        xml.writeStartElement("MediaIdentifier");
        code(xml, "MediaType", URI_MEDIA);
        xml.writeEndElement();
        xml.writeEndElement();
    }

    /** @param alone whether it did it by itself */
    private void writeNode(XMLStreamWriter xml, boolean alone, AuditCode part) throws XMLStreamException {
        xml.writeStartElement("ActiveParticipant");
        attribute(xml, "UserID", source.sourceId());
        xml.writeAttribute(
                "AlternativeUserID", Long.toString(ProcessHandle.current().pid()));
        xml.writeAttribute("UserIsRequestor", Boolean.toString(alone));
        code(xml, "RoleIDCode", part);
        xml.writeEndElement();
    }

    private void writeSource(XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("AuditSourceIdentification");
        attribute(xml, "AuditEnterpriseSiteID", source.enterpriseSiteId());
        attribute(xml, "AuditSourceID", source.sourceId());
        xml.writeEmptyElement("AuditSourceTypeCode");
        xml.writeAttribute("csd-code", APPLICATION_SERVER);
        xml.writeEndElement();
    }

    private static void writeObject(XMLStreamWriter xml, AuditObject object, AuditEvent event)
            throws XMLStreamException {
        switch (object) {
            case AuditObject.Patient patient -> {
                startObject(xml, patient.id(), PERSON, "1", PATIENT_NUMBER);
                name(xml, patient.name());
            }
            case AuditObject.Study study -> {
                startObject(xml, study.instanceUid(), SYSTEM_OBJECT, "3", STUDY);
                name(xml, "");
                detail(xml, "Part", study.part());
            }
            case AuditObject.Query query -> {
                startObject(xml, query.sopClassUid(), SYSTEM_OBJECT, "3", SOP_CLASS);
                xml.writeStartElement("ParticipantObjectQuery");
                xml.writeCharacters(base64(query.query()));
                xml.writeEndElement();
            }
            case AuditObject.ChangedUser user -> {
                startObject(xml, user.username(), PERSON, "11", USER_IDENTIFIER);
                name(xml, user.username());
                detail(xml, "Change", user.change());
            }
            case AuditObject.Resource resource -> {
                startObject(xml, resource.id(), SYSTEM_OBJECT, "13", RESOURCE);
                name(xml, event.kind() == AuditKind.AUDIT_LOG_USED ? "Security Audit Log" : "");
                if (event.kind().isAlert()) {
                    detail(xml, "Alert Description", alert(resource, event));
                } else {
                    detail(xml, "Description", resource.detail());
                }
            }
        }
        xml.writeEndElement();
    }

    /** The subject of an alert must have words (A.5.3.11). */
    private static String alert(AuditObject.Resource subject, AuditEvent event) {
        if (!subject.detail().isEmpty()) {
            return subject.detail();
        }
        return event.description().isEmpty() ? event.kind().name() : event.description();
    }

    private static void startObject(XMLStreamWriter xml, String id, String type, String role, AuditCode idType)
            throws XMLStreamException {
        xml.writeStartElement("ParticipantObjectIdentification");
        xml.writeAttribute("ParticipantObjectID", clean(id));
        xml.writeAttribute("ParticipantObjectTypeCode", type);
        xml.writeAttribute("ParticipantObjectTypeCodeRole", role);
        code(xml, "ParticipantObjectIDTypeCode", idType);
    }

    /** An object has a name or a query (A.5.1.1); the name may be empty. */
    private static void name(XMLStreamWriter xml, String name) throws XMLStreamException {
        xml.writeStartElement("ParticipantObjectName");
        xml.writeCharacters(clean(name));
        xml.writeEndElement();
    }

    /** Words about an object: ParticipantObjectDescription is for MPPS, accession numbers and SOP classes only. */
    private static void detail(XMLStreamWriter xml, String type, String text) throws XMLStreamException {
        if (!text.isEmpty()) {
            xml.writeEmptyElement("ParticipantObjectDetail");
            xml.writeAttribute("type", type);
            xml.writeAttribute("value", base64(text));
        }
    }

    private static void code(XMLStreamWriter xml, String element, AuditCode code) throws XMLStreamException {
        xml.writeEmptyElement(element);
        xml.writeAttribute("csd-code", code.value());
        xml.writeAttribute("codeSystemName", code.system());
        xml.writeAttribute("originalText", code.meaning());
    }

    private static void attribute(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        if (!value.isEmpty()) {
            xml.writeAttribute(name, clean(value));
        }
    }

    private static void text(XMLStreamWriter xml, String element, String value) throws XMLStreamException {
        if (!value.isEmpty()) {
            xml.writeStartElement(element);
            xml.writeCharacters(clean(value));
            xml.writeEndElement();
        }
    }

    private static String base64(String text) {
        // Base64 takes four characters for three bytes, of which a character may take four.
        String cut = text.substring(0, Math.min(text.length(), LONGEST_TEXT / 6));
        return Base64.getEncoder().encodeToString(clean(cut).getBytes(StandardCharsets.UTF_8));
    }

    /** What XML 1.0 can hold (2.2), in one line, no longer than {@link #LONGEST_TEXT}. */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder(Math.min(text.length(), LONGEST_TEXT));
        int index = 0;
        while (index < text.length()) {
            int character = text.codePointAt(index);
            int width = Character.charCount(character);
            if (clean.length() + width > LONGEST_TEXT) {
                break;
            }
            clean.appendCodePoint(isPlain(character) ? character : '\uFFFD');
            index += width;
        }
        return clean.toString();
    }

    private static boolean isPlain(int character) {
        return character >= ' '
                && (character < 0x7F || character > 0x9F)
                && !(character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE)
                && character != 0xFFFE
                && character != 0xFFFF;
    }
}
