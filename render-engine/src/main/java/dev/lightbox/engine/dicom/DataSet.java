package dev.lightbox.engine.dicom;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A data set: elements in the order of their unsigned tags, and the character set of its text (an item inherits it from the data set
 * around it, PS3.5 7.5.3). Immutable and thread-safe. The getters never throw: a value that can't be understood reads as absent (the
 * reader has warned of it).
 */
public final class DataSet implements Iterable<Element> {
    private static final DataSet EMPTY = new DataSet(new Element[0], CharacterSet.DEFAULT);

    private final Element[] elements;
    private final CharacterSet characterSet;

    /** The array isn't copied; it is sorted, without duplicates. */
    DataSet(Element[] sorted, CharacterSet characterSet) {
        this.elements = sorted;
        this.characterSet = characterSet;
    }

    public static DataSet empty() {
        return EMPTY;
    }

    public static Builder builder() {
        return new Builder(CharacterSet.DEFAULT);
    }

    /** @return a builder that holds these elements; text put there is encoded in this data set's character set where it can be */
    public Builder toBuilder() {
        return new Builder(characterSet).putAll(this);
    }

    /** @return whether the element is present with a value (a sequence: with an item) */
    public boolean contains(int tag) {
        int index = indexOf(tag);
        return index >= 0 && !elements[index].isEmpty();
    }

    /** @return the element, also an empty one */
    public Optional<Element> element(int tag) {
        int index = indexOf(tag);
        return index >= 0 ? Optional.of(elements[index]) : Optional.empty();
    }

    public int size() {
        return elements.length;
    }

    @Override
    public Iterator<Element> iterator() {
        return List.of(elements).iterator();
    }

    /** @return the first value without padding; empty where it is absent, empty, or bytes; a number of a binary VR in decimal */
    public Optional<String> string(int tag) {
        List<String> all = strings(tag);
        return all.isEmpty() || all.getFirst().isEmpty() ? Optional.empty() : Optional.of(all.getFirst());
    }

    /** @return the values without padding, split at backslashes where the VR allows; empty values in between stay */
    public List<String> strings(int tag) {
        int index = indexOf(tag);
        return index < 0 ? List.of() : Values.strings(elements[index], characterSet);
    }

    /** @return the first value of {@link #integers} */
    public OptionalInt integer(int tag) {
        int[] all = integers(tag);
        return all.length == 0 ? OptionalInt.empty() : OptionalInt.of(all[0]);
    }

    /**
     * @return the values of IS, US, SS, UL, SL, AT and of the other numbers where they are whole; OB and UN as unsigned bytes, OW as
     *     unsigned 16-bit numbers; nothing where one of the values isn't a whole number that fits an int (AT: its 32 bits)
     */
    public int[] integers(int tag) {
        int index = indexOf(tag);
        return index < 0 ? new int[0] : Values.integers(elements[index]);
    }

    /** @return the first value of {@link #numbers} */
    public OptionalDouble number(int tag) {
        double[] all = numbers(tag);
        return all.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(all[0]);
    }

    /** @return the values of DS, IS, FD, FL and of the binary integers; nothing where one of the values isn't a finite number (DS, IS) */
    public double[] numbers(int tag) {
        int index = indexOf(tag);
        return index < 0 ? new double[0] : Values.numbers(elements[index]);
    }

    /** @return the first name; empty where all its components are, as in {@code ^^^^} */
    public Optional<PersonName> personName(int tag) {
        return string(tag).map(PersonName::parse).filter(name -> !name.toDicom().isEmpty());
    }

    /** @return the date of a DA or DT value; empty for a range or what isn't a date */
    public Optional<LocalDate> date(int tag) {
        return string(tag).flatMap(Values::date);
    }

    /** @return the time of a TM or DT value to the precision it has, as it was where it was taken */
    public Optional<LocalTime> time(int tag) {
        return element(tag).flatMap(element -> string(tag).flatMap(text -> Values.time(text, element.vr() == Vr.DT)));
    }

    /** @return the items of a sequence; empty where it is absent */
    public List<DataSet> items(int tag) {
        int index = indexOf(tag);
        return index < 0 ? List.of() : elements[index].items();
    }

    /** @return the value's bytes in little endian order, a copy; an empty array where the element is absent */
    public byte[] bytes(int tag) {
        int index = indexOf(tag);
        return index < 0 ? new byte[0] : elements[index].bytes();
    }

    CharacterSet characterSet() {
        return characterSet;
    }

    /** The elements themselves, never to be changed or handed out. */
    Element[] elements() {
        return elements;
    }

    private int indexOf(int tag) {
        int low = 0;
        int high = elements.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Integer.compareUnsigned(elements[middle].tag(), tag);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /** Equal by tags, VRs, bytes and items; the character set shows in the bytes. */
    @Override
    public boolean equals(Object other) {
        if (!(other instanceof DataSet that) || elements.length != that.elements.length) {
            return false;
        }
        for (int i = 0; i < elements.length; i++) {
            Element mine = elements[i];
            Element yours = that.elements[i];
            if (mine.tag() != yours.tag()
                    || mine.vr() != yours.vr()
                    || !Arrays.equals(mine.value(), yours.value())
                    || !mine.items().equals(yours.items())
                    || !mine.bulkDataUri().equals(yours.bulkDataUri())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (Element element : elements) {
            hash = 31 * (31 * hash + element.tag()) + Arrays.hashCode(element.value());
        }
        return hash;
    }

    /** @return the number of elements; never a value, which may be a patient's */
    @Override
    public String toString() {
        return "data set of " + elements.length + " elements";
    }

    /**
     * Gathers elements for a data set. Text is encoded when it is built: in the Specific Character Set put there, and where that can't
     * hold it, the whole data set becomes ISO_IR 192 (UTF-8). Not thread-safe.
     */
    public static final class Builder {
        private final CharacterSet inherited;
        private final TreeMap<Integer, Entry> entries = new TreeMap<>(Integer::compareUnsigned);

        /** Text still to be encoded, or an element whose text is in the given set. */
        private record Entry(Element element, CharacterSet characterSet, Optional<String> text) {}

        Builder(CharacterSet inherited) {
            this.inherited = inherited;
        }

        /**
         * Text, with the dictionary's VR; no values at all: an empty element.
         *
         * @throws IllegalArgumentException where the VR is binary or a sequence (an empty one may be made)
         */
        public Builder put(int tag, String... values) {
            return put(tag, Dictionary.vr(tag), values);
        }

        /** Text with a given VR, for private elements. */
        public Builder put(int tag, Vr vr, String... values) {
            if (values.length == 0) {
                return put(vr == Vr.SQ ? Element.sequence(tag, List.of()) : Element.of(tag, vr, new byte[0]));
            }
            if (!vr.isString()) {
                throw new IllegalArgumentException(Tag.format(tag) + " is " + vr + ", not text");
            }
            entries.put(
                    tag,
                    new Entry(Element.of(tag, vr, new byte[0]), inherited, Optional.of(String.join("\\", values))));
            return this;
        }

        /**
         * Whole numbers: binary, or decimal text for IS and DS; tags for AT.
         *
         * @throws IllegalArgumentException where a value doesn't fit the VR
         */
        public Builder putInts(int tag, int... values) {
            return putInts(tag, Dictionary.vr(tag), values);
        }

        /** Whole numbers with a given VR: where the dictionary leaves US or SS open, and for private elements. */
        public Builder putInts(int tag, Vr vr, int... values) {
            if (vr.isString()) {
                return put(
                        tag,
                        vr,
                        Arrays.stream(values).mapToObj(Integer::toString).toArray(String[]::new));
            }
            return put(Element.of(tag, vr, Numbers.toBytes(tag, vr, values)));
        }

        /**
         * Numbers: binary, or text of at most 16 characters for DS.
         *
         * @throws IllegalArgumentException where a value doesn't fit the VR
         */
        public Builder putNumbers(int tag, double... values) {
            return putNumbers(tag, Dictionary.vr(tag), values);
        }

        /** Numbers with a given VR, for private elements. */
        public Builder putNumbers(int tag, Vr vr, double... values) {
            if (vr.isString()) {
                return put(
                        tag,
                        vr,
                        Arrays.stream(values).mapToObj(Numbers::decimalString).toArray(String[]::new));
            }
            return put(Element.of(tag, vr, Numbers.toBytes(tag, vr, values)));
        }

        public Builder putItems(int tag, List<DataSet> items) {
            return put(Element.sequence(tag, items));
        }

        public Builder putItems(int tag, DataSet... items) {
            return putItems(tag, List.of(items));
        }

        /** Bytes in little endian order, copied; an odd number is padded when written. */
        public Builder putBytes(int tag, Vr vr, byte[] value) {
            return put(Element.of(tag, vr, value.clone()));
        }

        /** All elements of another data set, replacing those of the same tags. */
        public Builder putAll(DataSet other) {
            for (Element element : other.elements) {
                entries.put(element.tag(), new Entry(element, other.characterSet, Optional.empty()));
            }
            return this;
        }

        public Builder remove(int tag) {
            entries.remove(tag);
            return this;
        }

        private Builder put(Element element) {
            entries.put(element.tag(), new Entry(element, inherited, Optional.empty()));
            return this;
        }

        Builder putElement(Element element) {
            return put(element);
        }

        public DataSet build() {
            CharacterSet target = characterSet();
            if (!entries.values().stream().allMatch(entry -> fits(entry, target))) {
                put(Tag.SpecificCharacterSet, "ISO_IR 192");
                return encoded(CharacterSet.UTF_8);
            }
            return encoded(target);
        }

        private CharacterSet characterSet() {
            Entry named = entries.get(Tag.SpecificCharacterSet);
            if (named == null) {
                return inherited;
            }
            List<String> terms = named.text
                    .map(text -> List.of(text.split("\\\\", -1)))
                    .orElseGet(() -> Values.strings(named.element, CharacterSet.DEFAULT));
            return CharacterSet.of(terms, warning -> {});
        }

        private static boolean fits(Entry entry, CharacterSet target) {
            if (entry.text.isPresent()) {
                return !entry.element.vr().usesCharacterSet() || target.canEncode(entry.text.get());
            }
            return Recoding.fits(entry.element, entry.characterSet, target);
        }

        private DataSet encoded(CharacterSet target) {
            Element[] elements = entries.values().stream()
                    .map(entry -> entry.text
                            .map(text ->
                                    Element.of(entry.element.tag(), entry.element.vr(), encode(entry, text, target)))
                            .orElseGet(() -> Recoding.recode(entry.element, entry.characterSet, target)))
                    .toArray(Element[]::new);
            return new DataSet(elements, target);
        }

        private static byte[] encode(Entry entry, String text, CharacterSet target) {
            Vr vr = entry.element.vr();
            byte[] bytes = vr.usesCharacterSet() ? target.encode(text) : text.getBytes(StandardCharsets.ISO_8859_1);
            return Numbers.padded(bytes, vr);
        }
    }
}
