package dev.lightbox.engine.document;

import java.util.Optional;

/** What a content item says (PS3.3 C.17.3.2.4, Value Type). */
public sealed interface ContentValue {
    /**
     * A heading for what is in it.
     *
     * @param continuous whether that is to be read as one text
     */
    record Container(boolean continuous) implements ContentValue {}

    record Text(String text) implements ContentValue {}

    record Code(Coded code) implements ContentValue {}

    /**
     * A number as the file writes it: its digits tell how precise it is.
     *
     * @param number empty where there is none, and {@code qualifier} says why
     * @param unit empty where it has none
     */
    record Measured(String number, String unit, Optional<Coded> qualifier) implements ContentValue {}

    record At(Moment moment) implements ContentValue {}

    /** @param name as {@link dev.lightbox.engine.dicom.PersonName#display} writes it */
    record Person(String name) implements ContentValue {}

    record Uid(String uid) implements ContentValue {}

    record Image(ObjectReference reference) implements ContentValue {}

    /** Another document, or whatever isn't an image: a waveform too. */
    record Composite(ObjectReference reference) implements ContentValue {}

    /**
     * A place in a picture, in space or in time.
     *
     * @param shape Graphic Type or Temporal Range Type as in the standard: {@code POLYLINE}, {@code SEGMENT}
     */
    record Coordinates(String shape) implements ContentValue {}

    /** Not a value of its own but that of another item, which is named and not followed. */
    record SeeItem(String number) implements ContentValue {}

    /** Nothing that can be shown; {@code valueType} is what the file calls it, perhaps empty. */
    record Unknown(String valueType) implements ContentValue {}
}
