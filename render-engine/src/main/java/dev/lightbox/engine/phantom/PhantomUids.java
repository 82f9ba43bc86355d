package dev.lightbox.engine.phantom;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** UIDs that are always the same for the same name. */
final class PhantomUids {
    private PhantomUids() {}

    /** A UID below 2.25 (PS3.5 B.2), from a name-based UUID. */
    static String of(String name) {
        UUID uuid = UUID.nameUUIDFromBytes(("lightbox phantom/" + name).getBytes(StandardCharsets.UTF_8));
        BigInteger high = BigInteger.valueOf(uuid.getMostSignificantBits()).and(UNSIGNED);
        BigInteger low = BigInteger.valueOf(uuid.getLeastSignificantBits()).and(UNSIGNED);
        return "2.25." + high.shiftLeft(Long.SIZE).or(low);
    }

    private static final BigInteger UNSIGNED =
            BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);
}
