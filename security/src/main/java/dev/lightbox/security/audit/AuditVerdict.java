package dev.lightbox.security.audit;

/**
 * Whether the audit trail is what was recorded.
 *
 * @param isIntact whether every record follows from the one before, and none is missing
 * @param records how many are right, from the first one on
 * @param lastHash the hash of the last of them. Kept elsewhere, it shows later whether the trail's end has been cut off and grown anew
 * @param brokenAt the first record that isn't right; 0 where all are
 * @param reason what is wrong with it; empty where nothing is
 */
public record AuditVerdict(boolean isIntact, long records, String lastHash, long brokenAt, String reason) {

    static AuditVerdict intact(long records, String lastHash) {
        return new AuditVerdict(true, records, lastHash, 0, "");
    }

    static AuditVerdict broken(long at, long right, String lastHash, String reason) {
        return new AuditVerdict(false, right, lastHash, at, reason);
    }
}
