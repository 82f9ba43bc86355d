package dev.lightbox.engine.codec.jpeg2000;

import dev.lightbox.engine.codec.DecodeException;

/**
 * Exponents and mantissas of the quantization steps of one component's subbands (QCD, QCC; T.800 A.6.4, E.1).
 *
 * @param derived whether there is one step for LL, from which the others follow (E-5)
 * @param guardBits 0–7
 */
record Quantization(boolean derived, int guardBits, int[] exponents, int[] mantissas) {

    /** @param from the byte Sqcd */
    static Quantization read(Bytes in, int from, int to) throws DecodeException {
        in.need(from, to, 2, "QCD or QCC");
        int style = in.u8(from) & 0x1F;
        int bytes = style == 0 ? 1 : 2;
        if (style > 2) {
            throw new DecodeException("JPEG 2000: quantization style " + style + " is not supported");
        }
        int count = style == 1 ? 1 : Math.min((to - from - 1) / bytes, 97);
        in.need(from + 1, to, bytes * Math.max(1, count), "QCD or QCC");
        int[] exponents = new int[count];
        int[] mantissas = new int[count];
        for (int i = 0; i < count; i++) {
            if (style == 0) {
                exponents[i] = in.u8(from + 1 + i) >>> 3;
            } else {
                int value = in.u16(from + 1 + 2 * i);
                exponents[i] = value >>> 11;
                mantissas[i] = value & 0x7FF;
            }
        }
        return new Quantization(style == 1, in.u8(from) >>> 5, exponents, mantissas);
    }

    /** @param band 0 for LL, then three for each resolution */
    int exponent(int band) throws DecodeException {
        if (derived) {
            return Math.max(0, exponents[0] - (band == 0 ? 0 : (band - 1) / 3));
        }
        if (band >= exponents.length) {
            throw new DecodeException(
                    "JPEG 2000: quantization steps for " + exponents.length + " subbands, there are more");
        }
        return exponents[band];
    }

    int mantissa(int band) {
        return mantissas[derived ? 0 : band];
    }
}
