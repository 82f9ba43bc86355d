package dev.lightbox.engine.dicom;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** Numbers as values of a data set: the way back of {@link Values}. */
final class Numbers {
    private Numbers() {}

    /** @throws IllegalArgumentException where a value doesn't fit the VR */
    static byte[] toBytes(int tag, Vr vr, int... values) {
        ByteBuffer out = buffer(vr, values.length);
        for (int value : values) {
            if (vr == Vr.AT) {
                out.putShort((short) (value >>> 16)).putShort((short) value);
            } else {
                put(out, tag, vr, value);
            }
        }
        return out.array();
    }

    /** @throws IllegalArgumentException where a value doesn't fit the VR */
    static byte[] toBytes(int tag, Vr vr, double... values) {
        ByteBuffer out = buffer(vr, values.length);
        for (double value : values) {
            put(out, tag, vr, value);
        }
        return out.array();
    }

    /** @return the values; none where one of the texts isn't a number that fits the VR */
    static byte[] fromTexts(int tag, Vr vr, List<String> texts) {
        try {
            ByteBuffer out = buffer(vr, texts.size());
            for (String text : texts) {
                putText(out, tag, vr, text);
            }
            return out.array();
        } catch (IllegalArgumentException notOfThisVr) {
            return new byte[0];
        }
    }

    private static void putText(ByteBuffer out, int tag, Vr vr, String text) {
        switch (vr) {
            case AT -> {
                int value = Integer.parseUnsignedInt(text, 16);
                out.putShort((short) (value >>> 16)).putShort((short) value);
            }
            // Beyond what a double holds exactly.
            case SV -> out.putLong(Long.parseLong(text));
            case UV -> out.putLong(Long.parseUnsignedLong(text));
            default -> put(out, tag, vr, Double.parseDouble(text));
        }
    }

    private static ByteBuffer buffer(Vr vr, int count) {
        return ByteBuffer.allocate(Math.multiplyExact(vr.unitBytes(), count)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void put(ByteBuffer out, int tag, Vr vr, double value) {
        switch (vr) {
            case US, OW -> out.putShort((short) checked(tag, vr, value, 0, 0xFFFF));
            case SS -> out.putShort((short) checked(tag, vr, value, Short.MIN_VALUE, Short.MAX_VALUE));
            case UL, OL -> out.putInt((int) checked(tag, vr, value, 0, 0xFFFF_FFFFL));
            case SL -> out.putInt((int) checked(tag, vr, value, Integer.MIN_VALUE, Integer.MAX_VALUE));
            // A double holds whole numbers exactly up to 2^53.
            case UV, OV -> out.putLong(checked(tag, vr, value, 0, 1L << 53));
            case SV -> out.putLong(checked(tag, vr, value, -(1L << 53), 1L << 53));
            case OB, UN -> out.put((byte) checked(tag, vr, value, 0, 0xFF));
            case FL, OF -> out.putFloat((float) value);
            case FD, OD -> out.putDouble(value);
            default -> throw new IllegalArgumentException(Tag.format(tag) + " is " + vr + ", not a number");
        }
    }

    private static long checked(int tag, Vr vr, double value, long min, long max) {
        if (value != Math.rint(value) || value < min || value > max) {
            throw new IllegalArgumentException(Tag.format(tag) + ": " + value + " doesn't fit " + vr);
        }
        return (long) value;
    }

    /**
     * @return the number as a DS: the shortest text that gives it back, rounded where that needs more than the 16 characters of PS3.5 6.2
     * @throws IllegalArgumentException for infinities and NaN
     */
    static String decimalString(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(value + " isn't a decimal string");
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        BigDecimal exact = new BigDecimal(Double.toString(value));
        for (int digits = 17; digits > 0; digits--) {
            BigDecimal rounded = exact.round(new MathContext(digits)).stripTrailingZeros();
            String plain = rounded.toPlainString();
            String shorter = plain.length() <= 16 ? plain : rounded.toString();
            if (shorter.length() <= 16) {
                return shorter;
            }
        }
        throw new IllegalArgumentException(value + " isn't a decimal string");
    }

    /** @return the bytes with the VR's padding where their number is odd (PS3.5 7.1.1) */
    static byte[] padded(byte[] value, Vr vr) {
        if (value.length % 2 == 0) {
            return value;
        }
        byte[] even = Arrays.copyOf(value, value.length + 1);
        even[value.length] = vr.padding();
        return even;
    }
}
