package dev.lightbox.security.sharing;

import java.time.Duration;

/**
 * What the sharer allows.
 *
 * @param recipient for whom it is meant, in the sharer's words; empty where they don't say
 * @param duration from now; from one minute to {@link SharingProperties#maxDuration}
 * @param maxUses how often the link may be opened; from 1 to {@link SharingProperties#maxUses}
 * @param nameHidden whether the guest must not learn who the patient is; then no documents and no files either
 * @param download whether the guest may take files of the study away
 * @param withCode whether a code is asked for that is told in another way than the link
 */
public record ShareTerms(
        String recipient, Duration duration, int maxUses, boolean nameHidden, boolean download, boolean withCode) {

    /** Longest {@link #recipient}, in characters. */
    public static final int LONGEST_RECIPIENT = 200;

    public ShareTerms {
        if (recipient.length() > LONGEST_RECIPIENT) {
            throw new IllegalArgumentException("the recipient is longer than " + LONGEST_RECIPIENT + " characters");
        }
        if (nameHidden && download) {
            throw new IllegalArgumentException("a file names the patient: it can't be given away with the name hidden");
        }
    }
}
