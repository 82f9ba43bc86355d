package dev.lightbox.engine.dicom;

import java.util.Arrays;
import java.util.List;

/** Takes elements and items from one character set to another. */
final class Recoding {
    private Recoding() {}

    /** @return whether {@code to} can hold the element's text, and that of its items */
    static boolean fits(Element element, CharacterSet from, CharacterSet to) {
        if (element.vr() == Vr.SQ) {
            return element.items().stream().allMatch(item -> fits(item, to));
        }
        return !needsRecoding(element, from, to) || to.canEncode(from.decode(element.value(), element.vr()));
    }

    private static boolean fits(DataSet item, CharacterSet to) {
        return namesItsOwn(item)
                || Arrays.stream(item.elements()).allMatch(element -> fits(element, item.characterSet(), to));
    }

    /** @return the same text in another character set, which can hold it */
    static Element recode(Element element, CharacterSet from, CharacterSet to) {
        if (element.vr() == Vr.SQ) {
            List<DataSet> items =
                    element.items().stream().map(item -> recode(item, to)).toList();
            return Element.sequence(element.tag(), items);
        }
        if (!needsRecoding(element, from, to)) {
            return element;
        }
        byte[] bytes = to.encode(from.decode(element.value(), element.vr()));
        return Element.of(element.tag(), element.vr(), Numbers.padded(bytes, element.vr()));
    }

    private static DataSet recode(DataSet item, CharacterSet to) {
        if (namesItsOwn(item) || to.terms().equals(item.characterSet().terms())) {
            return item;
        }
        Element[] recoded = Arrays.stream(item.elements())
                .map(element -> recode(element, item.characterSet(), to))
                .toArray(Element[]::new);
        return new DataSet(recoded, to);
    }

    /** PS3.5 7.5.3: such an item isn't in the character set of the data set around it. */
    private static boolean namesItsOwn(DataSet item) {
        return item.contains(Tag.SpecificCharacterSet);
    }

    private static boolean needsRecoding(Element element, CharacterSet from, CharacterSet to) {
        if (!element.vr().usesCharacterSet() || from.terms().equals(to.terms())) {
            return false;
        }
        for (byte b : element.value()) {
            // ESC: ISO 2022 writes other alphabets in bytes below 128.
            if (b < 0 || b == 0x1B) {
                return true;
            }
        }
        return false;
    }

    /** The same bytes, understood in the character set of a data set that was known only after its items had been read. */
    static DataSet inherit(DataSet dataSet) {
        for (Element element : dataSet.elements()) {
            for (DataSet item : element.items()) {
                if (item.characterSet() != dataSet.characterSet() && !namesItsOwn(item)) {
                    return understoodIn(dataSet, dataSet.characterSet());
                }
            }
        }
        return dataSet;
    }

    private static DataSet understoodIn(DataSet dataSet, CharacterSet set) {
        Element[] elements = dataSet.elements().clone();
        for (int i = 0; i < elements.length; i++) {
            if (elements[i].vr() == Vr.SQ) {
                List<DataSet> items = elements[i].items().stream()
                        .map(item -> namesItsOwn(item) ? item : understoodIn(item, set))
                        .toList();
                elements[i] = Element.sequence(elements[i].tag(), items);
            }
        }
        return new DataSet(elements, set);
    }
}
