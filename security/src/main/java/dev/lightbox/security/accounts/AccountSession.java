package dev.lightbox.security.accounts;

import java.time.Instant;

/**
 * Somebody who is signed in, on whichever node.
 *
 * @param accountId {@link Account#id}
 * @param address from where they signed in
 */
public record AccountSession(String accountId, String username, String address, Instant started) {}
