package dev.lightbox.engine.dicom;

import dev.lightbox.engine.dicom.ElementReader.Inherited;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The elements of one data set while it is read. */
final class Gatherer {
    private final Inherited inherited;
    private final Warnings warnings;
    private final List<Element> elements = new ArrayList<>();
    private CharacterSet characterSet;
    private boolean signedPixels;

    Gatherer(Inherited inherited, Warnings warnings) {
        this.inherited = inherited;
        this.warnings = warnings;
        this.characterSet = inherited.characterSet();
        this.signedPixels = inherited.signedPixels();
    }

    void add(Element element) {
        if (Tag.element(element.tag()) == 0 && Tag.group(element.tag()) != 0x0002) {
            // PS3.5 7.2: group lengths are retired, and wrong as soon as anything changes.
            return;
        }
        elements.add(element);
        if (element.tag() == Tag.SpecificCharacterSet && !element.isEmpty()) {
            characterSet = CharacterSet.of(Values.strings(element, CharacterSet.DEFAULT), warnings::add);
        } else if (element.tag() == Tag.PixelRepresentation) {
            int[] values = Values.integers(element);
            signedPixels = values.length == 1 && values[0] == 1;
        }
    }

    List<Element> elements() {
        return elements;
    }

    boolean signedPixels() {
        return signedPixels;
    }

    Inherited inherited() {
        return new Inherited(characterSet, signedPixels, inherited.depth());
    }

    DataSet toDataSet() {
        List<Element> sorted = inOrder();
        return Recoding.inherit(new DataSet(sorted.toArray(Element[]::new), characterSet));
    }

    /** PS3.5 7.1: tags rise, each once. Where they don't, the first of a tag counts. */
    private List<Element> inOrder() {
        boolean rising = true;
        for (int i = 1; i < elements.size() && rising; i++) {
            rising = Integer.compareUnsigned(
                            elements.get(i - 1).tag(), elements.get(i).tag())
                    < 0;
        }
        if (rising) {
            return elements;
        }
        List<Element> sorted = new ArrayList<>(elements);
        sorted.sort(Comparator.comparing(Element::tag, Integer::compareUnsigned));
        List<Element> once = new ArrayList<>();
        for (Element element : sorted) {
            if (!once.isEmpty() && once.getLast().tag() == element.tag()) {
                warnings.add(Tag.format(element.tag()) + " is there more than once: the first counts");
            } else {
                once.add(element);
            }
        }
        return once;
    }
}
