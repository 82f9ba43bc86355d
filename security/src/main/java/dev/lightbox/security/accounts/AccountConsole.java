package dev.lightbox.security.accounts;

import java.net.URI;

/** Where the identity provider's own administrators manage what this application doesn't. */
public record AccountConsole(URI address) {}
