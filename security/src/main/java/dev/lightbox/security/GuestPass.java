package dev.lightbox.security;

/**
 * What a link that somebody came by lets them see: one study, as long as a {@link StudyGrants} says that the link is still good.
 *
 * @param shareId not secret
 * @param nameHidden whether who the patient is must be kept from them
 * @param mayDownload whether they may take files of the study away; never with {@code nameHidden}
 */
public record GuestPass(String shareId, String studyInstanceUid, boolean nameHidden, boolean mayDownload) {

    public GuestPass {
        mayDownload &= !nameHidden;
    }
}
