package dev.lightbox.engine.dicom;

import dev.lightbox.engine.dicom.ByteInput.Slice;

/** Recognises where the codestreams of JPEG's family begin and end. */
final class Codestreams {
    /** One byte would make an odd length even; some encoders write more. */
    private static final int MOST_PADDING = 16;

    private Codestreams() {}

    /** JPEG and JPEG-LS: SOI and another marker; JPEG 2000: SOC and SIZ, or a file's signature box; JPEG XL: its two signatures. */
    static boolean begins(Slice fragment) {
        return startsWith(fragment, 0xFF, 0xD8, 0xFF)
                || startsWith(fragment, 0xFF, 0x4F, 0xFF, 0x51)
                || startsWith(fragment, 0, 0, 0, 0x0C, 'j', 'P', ' ', ' ')
                || startsWith(fragment, 0xFF, 0x0A)
                || startsWith(fragment, 0, 0, 0, 0x0C, 'J', 'X', 'L', ' ');
    }

    /** EOI (JPEG, JPEG-LS) and EOC (JPEG 2000) are both FF D9; padding may follow. */
    static boolean ends(Slice fragment) {
        int end = fragment.offset() + fragment.length();
        for (int padding = 0; padding <= MOST_PADDING && fragment.length() >= 2 + padding; padding++) {
            int at = end - 2 - padding;
            if ((fragment.array()[at] & 0xFF) == 0xFF && (fragment.array()[at + 1] & 0xFF) == 0xD9) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(Slice fragment, int... signature) {
        if (fragment.length() < signature.length) {
            return false;
        }
        for (int i = 0; i < signature.length; i++) {
            if ((fragment.array()[fragment.offset() + i] & 0xFF) != signature[i]) {
                return false;
            }
        }
        return true;
    }
}
