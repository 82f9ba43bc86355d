package dev.lightbox.security.sharing;

import java.time.Instant;

/**
 * An opening of a share.
 *
 * @param address from where, as the server saw it
 */
public record ShareUse(Instant usedAt, String address) {}
