package dev.lightbox.security.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** The Relax NG schema of audit messages (PS3.15 A.5.1.1), as far as messages may go by it: elements with their order and number, attributes with their values. */
final class AuditSchema {

    private static final Predicate<String> ANY = text -> true;
    private static final Predicate<String> DIGIT_OF_TYPE = among("1", "2", "3", "4");

    /** What an element may hold: the names of its children, by which its content is told, and its attributes; those that must be there end with {@code !}. */
    private record Rule(String children, boolean text, Map<String, Predicate<String>> attributes) {}

    private static final Map<String, Rule> RULES = new LinkedHashMap<>();

    static {
        Map<String, Predicate<String>> coded =
                Map.of("csd-code!", ANY, "codeSystemName!", ANY, "originalText!", ANY, "displayName", ANY);
        for (String element :
                List.of("EventID", "EventTypeCode", "RoleIDCode", "MediaType", "ParticipantObjectIDTypeCode")) {
            RULES.put(element, new Rule("", false, coded));
        }
        RULES.put(
                "AuditMessage",
                new Rule(
                        "EventIdentification (ActiveParticipant )+AuditSourceIdentification (ParticipantObjectIdentification )*",
                        false,
                        Map.of()));
        RULES.put(
                "EventIdentification",
                new Rule(
                        "EventID (EventTypeCode )*(EventOutcomeDescription )?",
                        false,
                        Map.of(
                                "EventActionCode", among("C", "R", "U", "D", "E"),
                                "EventDateTime!", AuditSchema::isTime,
                                "EventOutcomeIndicator!", among("0", "4", "8", "12"))));
        RULES.put("EventOutcomeDescription", new Rule("", true, Map.of()));
        RULES.put(
                "ActiveParticipant",
                new Rule(
                        "(RoleIDCode )*(MediaIdentifier )?",
                        false,
                        Map.of(
                                "UserID!", ANY,
                                "AlternativeUserID", ANY,
                                "UserName", ANY,
                                "UserIsRequestor!", among("true", "false", "1", "0"),
                                "NetworkAccessPointID", ANY,
                                "NetworkAccessPointTypeCode", among("1", "2", "3", "4", "5"))));
        RULES.put("MediaIdentifier", new Rule("MediaType ", false, Map.of()));
        RULES.put(
                "AuditSourceIdentification",
                new Rule(
                        "(AuditSourceTypeCode )*", false, Map.of("AuditEnterpriseSiteID", ANY, "AuditSourceID!", ANY)));
        // A single digit, or a code with its system.
        RULES.put(
                "AuditSourceTypeCode",
                new Rule("", false, Map.of("csd-code!", among("1", "2", "3", "4", "5", "6", "7", "8", "9"))));
        RULES.put(
                "ParticipantObjectIdentification",
                new Rule(
                        "ParticipantObjectIDTypeCode (ParticipantObjectName |ParticipantObjectQuery )(ParticipantObjectDetail )*(ParticipantObjectDescription )*",
                        false,
                        Map.of(
                                "ParticipantObjectID!", ANY,
                                "ParticipantObjectTypeCode", DIGIT_OF_TYPE,
                                "ParticipantObjectTypeCodeRole", numbers(26),
                                "ParticipantObjectDataLifeCycle", numbers(15),
                                "ParticipantObjectSensitivity", ANY)));
        RULES.put("ParticipantObjectName", new Rule("", true, Map.of()));
        RULES.put("ParticipantObjectQuery", new Rule("", true, Map.of()));
        RULES.put(
                "ParticipantObjectDetail", new Rule("", false, Map.of("type!", ANY, "value!", AuditSchema::isBase64)));
    }

    private AuditSchema() {}

    private static Predicate<String> among(String... values) {
        return Set.of(values)::contains;
    }

    private static Predicate<String> numbers(int last) {
        return IntStream.rangeClosed(1, last).mapToObj(Integer::toString).collect(Collectors.toSet())::contains;
    }

    private static boolean isTime(String text) {
        // Also "shall include the time zone information" (A.5.2.5).
        OffsetDateTime.parse(text);
        return true;
    }

    private static boolean isBase64(String text) {
        return Base64.getDecoder().decode(text).length > 0;
    }

    /** Fails where the schema doesn't allow the message. */
    static void check(String message) throws Exception {
        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(message)))
                .getDocumentElement();
        assertThat(root.getTagName()).isEqualTo("AuditMessage");
        check(root);
        long requestors = elements(root, "ActiveParticipant").stream()
                .filter(one -> one.getAttribute("UserIsRequestor").equals("true"))
                .count();
        assertThat(requestors).as("requestors (A.5.2)").isLessThanOrEqualTo(1);
    }

    private static List<Element> elements(Element parent, String name) {
        List<Element> elements = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && (name.isEmpty() || name.equals(element.getTagName()))) {
                elements.add(element);
            }
        }
        return elements;
    }

    private static void check(Element element) {
        String name = element.getTagName();
        Rule rule = RULES.get(name);
        assertThat(rule).as("element %s", name).isNotNull();
        for (int index = 0; index < element.getAttributes().getLength(); index++) {
            Node attribute = element.getAttributes().item(index);
            Predicate<String> values = rule.attributes()
                    .getOrDefault(
                            attribute.getNodeName() + "!", rule.attributes().get(attribute.getNodeName()));
            assertThat(values)
                    .as("attribute %s of %s", attribute.getNodeName(), name)
                    .isNotNull();
            assertThat(values.test(attribute.getNodeValue()))
                    .as("%s=%s of %s", attribute.getNodeName(), attribute.getNodeValue(), name)
                    .isTrue();
        }
        rule.attributes().keySet().stream()
                .filter(attribute -> attribute.endsWith("!"))
                .map(attribute -> attribute.substring(0, attribute.length() - 1))
                .forEach(attribute -> assertThat(element.hasAttribute(attribute))
                        .as("%s of %s", attribute, name)
                        .isTrue());
        List<Element> children = elements(element, "");
        String content =
                children.stream().map(child -> child.getTagName() + " ").collect(Collectors.joining());
        assertThat(Pattern.matches(rule.children(), content))
                .as("content of %s: %s", name, content)
                .isTrue();
        if (!rule.text()) {
            for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
                assertThat(child.getNodeType()).as("text within %s", name).isEqualTo(Node.ELEMENT_NODE);
            }
        }
        if (name.equals("ParticipantObjectQuery")) {
            Base64.getDecoder().decode(element.getTextContent());
        }
        children.forEach(AuditSchema::check);
    }
}
