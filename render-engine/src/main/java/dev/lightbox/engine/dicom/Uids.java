package dev.lightbox.engine.dicom;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Unique identifiers (PS3.5 section 9). */
public final class Uids {
    /** Of this program as a writer of files (PS3.10 7.1, Implementation Class UID): made once from a UUID. */
    public static final String IMPLEMENTATION_CLASS = "2.25.141732479832618930199253059409870092196";

    /** PS3.10 7.1, Implementation Version Name: at most 16 characters. */
    public static final String IMPLEMENTATION_VERSION_NAME = "LIGHTBOX_0_1";

    private Uids() {}

    /** @return a new UID made from a random UUID (PS3.5 B.2): {@code 2.25.} and up to 39 digits */
    public static String random() {
        UUID uuid = UUID.randomUUID();
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
        return "2.25." + new BigInteger(1, bytes);
    }

    /** @return whether the text is a UID by PS3.5 9.1: at most 64 characters, numbers without leading zeros between dots */
    public static boolean isValid(String uid) {
        if (uid.isEmpty() || uid.length() > 64) {
            return false;
        }
        int start = 0;
        for (int i = 0; i <= uid.length(); i++) {
            char c = i == uid.length() ? '.' : uid.charAt(i);
            if (c == '.') {
                if (i == start || (uid.charAt(start) == '0' && i - start > 1)) {
                    return false;
                }
                start = i + 1;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }
}
