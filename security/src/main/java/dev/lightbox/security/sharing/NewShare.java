package dev.lightbox.security.sharing;

/**
 * A share that has just been made, with its secrets: told once, kept nowhere.
 *
 * @param token what the link ends with
 * @param code to be told in another way than the link; empty where none is asked for
 */
public record NewShare(Share share, String token, String code) {

    /** Leaves the secrets out. */
    @Override
    public String toString() {
        return "NewShare[" + share.id() + "]";
    }
}
