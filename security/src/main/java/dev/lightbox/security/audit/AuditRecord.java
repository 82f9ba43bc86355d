package dev.lightbox.security.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * One stored event. {@code hash} is the SHA-256 over the hash of the record before and all else of this one, so that no record can be changed, left out or put in between
 * without every later hash being wrong.
 *
 * @param sequence from 1, without holes
 * @param recordedAt to the microsecond
 * @param username empty where nobody was known
 * @param sourceAddress empty where the server itself did it
 * @param patientId empty where no patient was concerned
 * @param studyInstanceUid empty where no study was concerned
 * @param message PS3.15 A.5.1
 * @param hash 64 lower-case hexadecimal digits
 */
public record AuditRecord(
        long sequence,
        Instant recordedAt,
        AuditKind kind,
        AuditOutcome outcome,
        String username,
        String sourceAddress,
        String patientId,
        String studyInstanceUid,
        String message,
        String hash) {

    /** The hash before the first record. */
    static final String NO_HASH = "0".repeat(64);

    private static final int LONGEST_KEY = 255;
    private static final int LONGEST_UID = 64;

    static AuditRecord following(String previousHash, long sequence, Instant time, AuditEvent event, String message) {
        AuditRecord open = new AuditRecord(
                sequence,
                time.truncatedTo(ChronoUnit.MICROS),
                event.kind(),
                event.outcome(),
                key(event.user().username(), LONGEST_KEY),
                key(event.user().address(), LONGEST_KEY),
                key(event.patientId(), LONGEST_KEY),
                key(event.studyInstanceUid(), LONGEST_UID),
                message,
                "");
        return open.withHash(open.hashAfter(previousHash));
    }

    /** What this record's hash must be. */
    String hashAfter(String previousHash) {
        MessageDigest digest = sha256();
        add(digest, previousHash);
        add(digest, Long.toString(sequence));
        add(digest, Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, recordedAt)));
        add(digest, kind.name());
        add(digest, Integer.toString(outcome.indicator()));
        add(digest, username);
        add(digest, sourceAddress);
        add(digest, patientId);
        add(digest, studyInstanceUid);
        add(digest, message);
        return HexFormat.of().formatHex(digest.digest());
    }

    private AuditRecord withHash(String known) {
        return new AuditRecord(
                sequence,
                recordedAt,
                kind,
                outcome,
                username,
                sourceAddress,
                patientId,
                studyInstanceUid,
                message,
                known);
    }

    /** What is searched for by equality is kept cut; the message has the rest. */
    private static String key(String text, int longest) {
        String clean = AuditMessage.clean(text);
        int length = Math.min(clean.length(), longest);
        if (length > 0 && length < clean.length() && Character.isHighSurrogate(clean.charAt(length - 1))) {
            length--;
        }
        return clean.substring(0, length);
    }

    /** With its length before it, so that no two different records give the same bytes. */
    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
