package dev.lightbox.engine.dicom;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the bytes of an element mean, by its VR (PS3.5 6.2). Nothing here throws. */
final class Values {
    private static final VarHandle SHORT = view(short[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle LONG = view(long[].class);

    private static final int[] NO_INTS = {};
    private static final double[] NO_DOUBLES = {};

    private Values() {}

    private static VarHandle view(Class<?> arrayType) {
        return MethodHandles.byteArrayViewVarHandle(arrayType, ByteOrder.LITTLE_ENDIAN);
    }

    static List<String> strings(Element element, CharacterSet characterSet) {
        Vr vr = element.vr();
        byte[] value = element.value();
        if (value.length == 0) {
            return List.of();
        }
        if (!vr.isString()) {
            return binaryAsText(element);
        }
        String text = vr.usesCharacterSet() ? characterSet.decode(value, vr) : CharacterSet.DEFAULT.decode(value, vr);
        if (!vr.isMultiValuedText()) {
            return List.of(trim(text, vr));
        }
        if (text.indexOf('\\') < 0) {
            return List.of(trim(text, vr));
        }
        List<String> values = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\\'); end >= 0; end = text.indexOf('\\', start)) {
            values.add(trim(text.substring(start, end), vr));
            start = end + 1;
        }
        values.add(trim(text.substring(start), vr));
        return List.copyOf(values);
    }

    private static String trim(String text, Vr vr) {
        int start = 0;
        int end = text.length();
        // A NUL is the padding of UI, and of much else written by programs that don't know better.
        while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == 0)) {
            end--;
        }
        while (!vr.keepsLeadingSpaces() && start < end && text.charAt(start) == ' ') {
            start++;
        }
        return text.substring(start, end);
    }

    private static List<String> binaryAsText(Element element) {
        return switch (element.vr()) {
            case US, SS, UL, SL, SV -> {
                List<String> all = new ArrayList<>();
                for (int i = 0; i < count(element); i++) {
                    all.add(Long.toString(integer(element, i)));
                }
                yield List.copyOf(all);
            }
            case UV -> {
                List<String> all = new ArrayList<>();
                for (int i = 0; i < count(element); i++) {
                    all.add(Long.toUnsignedString(integer(element, i)));
                }
                yield List.copyOf(all);
            }
            case FL, FD -> {
                List<String> all = new ArrayList<>();
                for (int i = 0; i < count(element); i++) {
                    all.add(
                            element.vr() == Vr.FL
                                    ? Float.toString((float) number(element, i))
                                    : Double.toString(number(element, i)));
                }
                yield List.copyOf(all);
            }
            case AT -> {
                List<String> all = new ArrayList<>();
                for (int i = 0; i < count(element); i++) {
                    all.add("%08X".formatted(attributeTag(element.value(), i)));
                }
                yield List.copyOf(all);
            }
            default -> List.of();
        };
    }

    static int[] integers(Element element) {
        if (element.vr() == Vr.SQ) {
            return NO_INTS;
        }
        if (element.vr() == Vr.AT) {
            int[] tags = new int[count(element)];
            for (int i = 0; i < tags.length; i++) {
                tags[i] = attributeTag(element.value(), i);
            }
            return tags;
        }
        if (isInteger(element.vr())) {
            int[] all = new int[count(element)];
            for (int i = 0; i < all.length; i++) {
                long value = integer(element, i);
                // UV beyond 2^63 is negative here: as unfit for an int as any other that is too large.
                if (value != (int) value || (element.vr() == Vr.UV && value < 0)) {
                    return NO_INTS;
                }
                all[i] = (int) value;
            }
            return all;
        }
        double[] numbers = numbers(element);
        int[] all = new int[numbers.length];
        for (int i = 0; i < all.length; i++) {
            if (numbers[i] != (int) numbers[i]) {
                return NO_INTS;
            }
            all[i] = (int) numbers[i];
        }
        return all;
    }

    static double[] numbers(Element element) {
        Vr vr = element.vr();
        if (vr.isString()) {
            return textNumbers(strings(element, CharacterSet.DEFAULT));
        }
        if (vr == Vr.SQ) {
            return NO_DOUBLES;
        }
        double[] all = new double[count(element)];
        for (int i = 0; i < all.length; i++) {
            all[i] = number(element, i);
        }
        return all;
    }

    private static double[] textNumbers(List<String> texts) {
        double[] all = new double[texts.size()];
        for (int i = 0; i < all.length; i++) {
            double value = parse(texts.get(i));
            if (!Double.isFinite(value)) {
                return NO_DOUBLES;
            }
            all[i] = value;
        }
        return all;
    }

    /** @return whether every value of a DS or IS text is a finite number; an empty text is no number but no error either */
    static boolean areNumbers(Element element) {
        List<String> texts = strings(element, CharacterSet.DEFAULT);
        return texts.stream().allMatch(text -> text.isEmpty() || Double.isFinite(parse(text)));
    }

    /** NaN where the text isn't a number by PS3.5 6.2 (DS), which knows neither hexadecimal nor a type letter nor "Infinity". */
    private static double parse(String text) {
        if (text.isEmpty()) {
            return Double.NaN;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return Double.NaN;
            }
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static boolean isInteger(Vr vr) {
        return !vr.isString() && vr != Vr.FL && vr != Vr.FD && vr != Vr.OF && vr != Vr.OD;
    }

    private static int count(Element element) {
        return element.value().length / element.vr().unitBytes();
    }

    private static long integer(Element element, int index) {
        byte[] value = element.value();
        return switch (element.vr()) {
            case SS -> (short) SHORT.get(value, 2 * index);
            case US, OW -> (short) SHORT.get(value, 2 * index) & 0xFFFF;
            case SL -> (int) INT.get(value, 4 * index);
            case UL, OL -> (int) INT.get(value, 4 * index) & 0xFFFF_FFFFL;
            case SV, UV, OV -> (long) LONG.get(value, 8 * index);
            default -> value[index] & 0xFF;
        };
    }

    private static double number(Element element, int index) {
        byte[] value = element.value();
        return switch (element.vr()) {
            case FL, OF -> Float.intBitsToFloat((int) INT.get(value, 4 * index));
            case FD, OD -> Double.longBitsToDouble((long) LONG.get(value, 8 * index));
            case UV, OV -> unsigned((long) LONG.get(value, 8 * index));
            case AT -> attributeTag(value, index) & 0xFFFF_FFFFL;
            default -> integer(element, index);
        };
    }

    private static double unsigned(long value) {
        return value >= 0 ? value : (value >>> 1) * 2.0;
    }

    static int attributeTag(byte[] value, int index) {
        int group = (short) SHORT.get(value, 4 * index) & 0xFFFF;
        return group << 16 | (short) SHORT.get(value, 4 * index + 2) & 0xFFFF;
    }

    /** DA: YYYYMMDD, of old YYYY.MM.DD; DT begins alike. */
    static Optional<LocalDate> date(String text) {
        String digits = text.length() >= 10 && text.charAt(4) == '.' && text.charAt(7) == '.'
                ? text.substring(0, 4) + text.substring(5, 7) + text.substring(8)
                : text;
        if (digits.length() < 8
                || !isDigits(digits, 0, 8)
                || (digits.length() > 8 && digits.charAt(8) == '-' && digits.length() != 13)) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.of(number(digits, 0, 4), number(digits, 4, 6), number(digits, 6, 8)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** TM: HH[MM[SS[.FFFFFF]]], of old HH:MM:SS.frac; DT has it after the date and may end with an offset from UTC. */
    static Optional<LocalTime> time(String value, boolean dateTime) {
        String text = value;
        if (dateTime) {
            if (text.length() <= 8 || !isDigits(text, 0, 8)) {
                return Optional.empty();
            }
            int offset = Math.max(text.indexOf('+'), text.indexOf('-'));
            text = text.substring(8, offset < 8 ? text.length() : offset);
        }
        text = text.replace(":", "");
        int dot = text.indexOf('.');
        String clock = dot < 0 ? text : text.substring(0, dot);
        String fraction = dot < 0 ? "" : text.substring(dot + 1);
        boolean shape = clock.length() >= 2 && clock.length() <= 6 && clock.length() % 2 == 0;
        if (!shape
                || !isDigits(clock, 0, clock.length())
                || fraction.length() > 9
                || !isDigits(fraction, 0, fraction.length())) {
            return Optional.empty();
        }
        int second = clock.length() < 6 ? 0 : number(clock, 4, 6);
        int nano = fraction.isEmpty() ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
        try {
            // PS3.5 6.2: 60 is a leap second; LocalTime knows none.
            return Optional.of(LocalTime.of(
                    number(clock, 0, 2),
                    clock.length() < 4 ? 0 : number(clock, 2, 4),
                    second == 60 ? 59 : second,
                    nano));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static int number(String digits, int from, int to) {
        return Integer.parseInt(digits, from, to, 10);
    }
}
