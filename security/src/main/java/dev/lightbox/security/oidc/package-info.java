/**
 * Signing in and out with Keycloak by OpenID Connect. The only code that names Keycloak, its paths and its claims; the realm that belongs to it is
 * {@code security/keycloak/lightbox-realm.json}. Nothing here needs Keycloak to be up when the application starts.
 */
@NullMarked
package dev.lightbox.security.oidc;

import org.jspecify.annotations.NullMarked;
