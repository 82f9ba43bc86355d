package dev.lightbox.engine.document;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What a CDA document (HL7 Clinical Document Architecture, release 2) has to be read by people: its title, and the title and text of each section as plain
 * text. No stylesheet is applied, nothing outside of the document is read, document type declarations aren't processed. Immutable and thread-safe.
 *
 * @param title may be empty
 * @param content a container a section, its text in it
 * @param warnings what was left out: one sentence each, fit for users
 */
public record ClinicalDocument(String title, List<ContentItem> content, List<String> warnings) {
    private static final Set<String> LINES =
            Set.of("paragraph", "br", "item", "tr", "caption", "list", "table", "thead", "tbody", "footnote");
    private static final Set<String> CELLS = Set.of("td", "th");

    public ClinicalDocument {
        content = List.copyOf(content);
        warnings = List.copyOf(warnings);
    }

    /** A section that is being read. */
    private static final class Section {
        private final String number;
        private final StringBuilder title = new StringBuilder();
        private final StringBuilder text = new StringBuilder();
        private final List<ContentItem> children = new ArrayList<>();

        Section(String number) {
            this.number = number;
        }
    }

    /**
     * @param xml the document's bytes, in the encoding that it declares
     * @throws DocumentException where it isn't well-formed, or nested too deeply
     */
    public static ClinicalDocument read(byte[] xml, DocumentLimits limits) throws DocumentException {
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new ByteArrayInputStream(xml));
            try {
                return read(reader, limits);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw new DocumentException("its XML can't be read.", e);
        } catch (RuntimeException e) {
            // What some of the platform's parsers throw of broken encodings.
            throw new DocumentException("its XML can't be understood.", e);
        }
    }

    /** The platform's own parser, whatever else may be on the class path. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing outside of the document is read");
        });
        return factory;
    }

    private static ClinicalDocument read(XMLStreamReader reader, DocumentLimits limits)
            throws XMLStreamException, DocumentException {
        Deque<String> path = new ArrayDeque<>();
        Deque<Section> sections = new ArrayDeque<>();
        Section document = new Section("1");
        sections.push(document);
        int textDepth = 0;
        int characters = 0;
        int found = 0;
        boolean cut = false;
        while (reader.hasNext()) {
            int event = reader.next();
            Section section = Objects.requireNonNull(sections.peek());
            if (event == XMLStreamConstants.START_ELEMENT) {
                String name = reader.getLocalName();
                // A hundred levels of sections, tables and lists; each of ours is several of XML's.
                if (path.size() > 4 * limits.maxDepth()) {
                    throw new DocumentException("its XML is nested too deeply.");
                }
                path.push(name);
                if (textDepth > 0 || name.equals("text") && path.contains("section")) {
                    textDepth++;
                    separate(section.text, name);
                } else if (name.equals("section")) {
                    if (++found > limits.maxItems()) {
                        throw new DocumentException("it has too many sections.");
                    }
                    sections.push(new Section(section.number + "." + (section.children.size() + 1)));
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                String name = path.pop();
                if (textDepth > 0) {
                    textDepth--;
                    separate(section.text, name.equals("td") || name.equals("th") ? "" : name);
                } else if (name.equals("section")) {
                    sections.pop();
                    Section parent = Objects.requireNonNull(sections.peek());
                    parent.children.add(item(section));
                }
            } else if (event == XMLStreamConstants.CHARACTERS
                    || event == XMLStreamConstants.CDATA
                    || event == XMLStreamConstants.SPACE) {
                boolean inTitle =
                        textDepth == 0 && "title".equals(path.peek()) && (sections.size() > 1 || path.size() == 2);
                if (textDepth > 0 || inTitle) {
                    String text = PlainText.of(reader.getText()).replaceAll("\\s+", " ");
                    int room = limits.maxCharacters() - characters;
                    cut |= text.length() > room;
                    String fitting = text.substring(0, Math.min(text.length(), Math.max(0, room)));
                    characters += fitting.length();
                    append(inTitle ? section.title : section.text, fitting);
                }
            }
        }
        List<String> warnings = cut
                ? List.of("This document has more than " + limits.maxCharacters() + " characters; its end is left out.")
                : List.of();
        return new ClinicalDocument(document.title.toString().strip(), document.children, warnings);
    }

    private static void append(StringBuilder target, String text) {
        boolean afterSpace = target.isEmpty() || Character.isWhitespace(target.charAt(target.length() - 1));
        target.append(afterSpace ? text.stripLeading() : text);
    }

    /** What begins a line of its own does so; cells of a row are set apart. */
    private static void separate(StringBuilder text, String element) {
        if (LINES.contains(element) && !text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        } else if (CELLS.contains(element) && !text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append('\t');
        }
    }

    private static ContentItem item(Section section) {
        List<ContentItem> children = new ArrayList<>();
        String text = section.text.toString().strip();
        if (!text.isEmpty()) {
            children.add(new ContentItem(
                    section.number + ".0",
                    Relationship.CONTAINS,
                    Optional.empty(),
                    new ContentValue.Text(text),
                    List.of()));
        }
        children.addAll(section.children);
        String title = section.title.toString().strip();
        return new ContentItem(
                section.number,
                Relationship.CONTAINS,
                title.isEmpty() ? Optional.empty() : Optional.of(new Coded("", "", title)),
                new ContentValue.Container(false),
                children);
    }
}
