package dev.lightbox.engine.message;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Something that a user is told: in English, and as a code with parameters, by which a reader of another language words it. Immutable.
 *
 * @param code which message it is, such as {@code volume.gap}, the same for ever; empty where there is only the text. Where the wording depends on a number, it ends in
 *     {@code .one} or {@code .other}
 * @param parameters what is filled in, in order: whole numbers, decimal ones ({@link Double}, rounded as they are to be shown), strings, messages, lists of messages
 * @param text in English; the parameters are in it already
 */
public record Message(String code, List<Object> parameters, String text) {

    public Message {
        parameters = List.copyOf(parameters);
    }

    /**
     * A message that others can word.
     *
     * @param format as of {@link String#format}; messages among the parameters are put in by their texts, lists of them separated by blanks
     */
    public static Message of(String code, String format, Object... parameters) {
        Object[] words = Arrays.stream(parameters).map(Message::words).toArray();
        return new Message(code, List.of(parameters), String.format(Locale.ROOT, format, words));
    }

    /**
     * A message that is worded otherwise of one than of several: the number is its first parameter.
     *
     * @param one format for 1
     * @param many format for any other number
     */
    public static Message counted(String code, int count, String one, String many, Object... more) {
        Object[] parameters = new Object[more.length + 1];
        parameters[0] = count;
        System.arraycopy(more, 0, parameters, 1, more.length);
        return count == 1 ? of(code + ".one", one, parameters) : of(code + ".other", many, parameters);
    }

    /** Only an English text: a detail for experts that nobody words in another language. */
    public static Message plain(String text) {
        return new Message("", List.of(), text);
    }

    public static List<String> texts(Collection<Message> messages) {
        return messages.stream().map(Message::text).toList();
    }

    /** A parameter with so many decimals, 0 to 6. */
    public static double rounded(double value, int decimals) {
        double scale = Math.pow(10, decimals);
        return Math.rint(value * scale) / scale;
    }

    private static Object words(Object parameter) {
        return parameter instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(" "))
                : parameter;
    }

    /** The text. */
    @Override
    public String toString() {
        return text;
    }
}
