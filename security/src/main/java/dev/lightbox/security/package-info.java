/**
 * Who the user is, which roles they have, and which studies they may see. Nothing here knows Keycloak's claims: see {@code oidc}.
 */
@NullMarked
package dev.lightbox.security;

import org.jspecify.annotations.NullMarked;
